package io.presencesync.agent;

import io.presencesync.presence.ReasonLabel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the newest judged presence wants, and since when. `ignore` leaves it untouched.
///
/// @param label the reason while busy; null while free
/// @param since when busy or free began
/// @param labelSince when this label began
/// @param settle how long it must last before it counts
public record Stance(@Nullable ReasonLabel label, Instant since, Instant labelSince, Duration settle) {
    boolean busy() {
        return label != null;
    }

    static Stance free(Instant now, Duration settle) {
        return new Stance(null, now, now, settle);
    }

    static Stance busy(ReasonLabel label, Instant now, Duration settle) {
        return new Stance(label, now, now, settle);
    }
}
