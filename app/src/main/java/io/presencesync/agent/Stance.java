package io.presencesync.agent;

import io.presencesync.presence.ReasonLabel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the newest judged presence wants, and since when. `ignore` leaves it untouched.
///
/// @param label the reason while busy; null while free
/// @param since when busy or free began
/// @param labelSince when this label began
public record Stance(@Nullable ReasonLabel label, Instant since, Instant labelSince) {
    boolean busy() {
        return label != null;
    }

    static Stance free(Instant now) {
        return new Stance(null, now, now);
    }

    static Stance busy(ReasonLabel label, Instant now) {
        return new Stance(label, now, now);
    }
}
