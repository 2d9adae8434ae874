package io.presencesync.simulation.check;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One request of ours and what became of it.
final class RequestRecord {
    /// After this long nobody waits for a request any more, even if calls and outages hid what became of it.
    private static final Duration CANNOT_LAND = Duration.ofMinutes(5);

    final StateRequest request;
    final Instant handedAt;
    /// The presence's turns when it was made.
    final int turns;
    /// Number of the state known when it was made.
    final int onNumber;
    /// Number of the state it brought; 0 before it did.
    int version;
    boolean refused;
    boolean left;
    /// Nobody remembers whether it left.
    boolean forgotten;
    /// When Finesse was heard to have taken it; null before.
    @Nullable
    Instant acceptedAt;

    /// A hold: somebody else's that looks like it reached us while it was under way, or it reached us right after a
    /// person's Not Ready.
    boolean likeBefore;
    /// A release: READY by somebody else, or a sign-out, reached us while it was under way.
    boolean readyBefore;

    /// What it brought has reached us.
    boolean seen;
    /// It reached us for the first time while what is known waits for a read to confirm it.
    boolean seenInDoubt;
    /// It was shown without its reason.
    boolean erased;
    /// That was later than one can wait, because an outage or a kill hid it.
    boolean hiddenTooLong;

    RequestRecord(StateRequest request, Instant handedAt, int turns, int onNumber) {
        this.onNumber = onNumber;
        this.request = request;
        this.handedAt = handedAt;
        this.turns = turns;
    }

    boolean hold() {
        return request.target() == TargetState.NOT_READY;
    }

    boolean byGadget() {
        return request.channel() == ChannelKind.GADGET;
    }

    boolean mayHaveLeft() {
        return left || forgotten;
    }

    /// May still show, by all that reached us.
    boolean underWay(Instant now) {
        return !refused && !seen && !over(now);
    }

    /// Nobody told what became of it.
    boolean open() {
        return !refused && !seen;
    }

    boolean over(Instant now) {
        return now.isAfter(handedAt.plus(CANNOT_LAND));
    }

    /// Whether a state of this number is known to have come after whatever this request did.
    boolean past(int number, Instant now) {
        return seen ? number > version : refused || over(now);
    }

    @Nullable
    String label() {
        return request.label() == null
                ? null
                : Objects.requireNonNull(request.label()).value();
    }
}
