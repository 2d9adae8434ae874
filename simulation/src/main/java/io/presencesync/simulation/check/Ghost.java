package io.presencesync.simulation.check;

import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Shown;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request that we remember over a kill, and that was perhaps never handed over: what looks like it within five
/// minutes may be taken for it, and then stays so until something else shows.
final class Ghost {
    private static final Duration MAY_SHOW = Duration.ofMinutes(5);

    private Instant until = Instant.EPOCH;
    private @Nullable Rest taken;

    void begins(Instant now) {
        until = now.plus(MAY_SHOW);
    }

    boolean lasts(Instant now) {
        return now.isBefore(until);
    }

    /// Takes in what is known now.
    ///
    /// @param told its reason was
    /// @param looksOurs its reason is one that a hold of ours would show
    void known(Shown known, boolean told, boolean looksOurs, Instant now) {
        boolean like = known.state() == StateName.NOT_READY && told && looksOurs;
        if (like && lasts(now)) {
            taken = known.rest();
        } else if (ends(known, told && !like)) {
            taken = null;
        }
    }

    private static boolean ends(Shown known, boolean another) {
        return switch (known.state()) {
            case READY, LOGOUT -> true;
            case NOT_READY -> another;
            case TALKING, HOLD, RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, WORK, WORK_READY, UNKNOWN ->
                false;
        };
    }

    /// Whether this was taken for it.
    boolean tookFor(Rest rest) {
        return rest.equals(taken);
    }
}
