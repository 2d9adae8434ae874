package io.presencesync.webex;

import java.time.Duration;
import java.time.Instant;

/// How soon everybody may be read again, or another socket take over: at once after a quiet time, then at growing
/// distances of 2, 4 … 30 seconds while gaps go on, so that a flapping line makes no storm. Not thread-safe.
final class GapPace {
    static final Duration QUIET = Duration.ofSeconds(60);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(30);

    private Instant last = Instant.MIN;
    private Duration distance = FIRST;

    /// How long to wait with the reading that is wanted now; it is taken as done then.
    ///
    /// @param mayWait false when it has to be at once
    Duration wait(Instant now, boolean mayWait) {
        if (!now.isBefore(last)
                && (last.equals(Instant.MIN) || Duration.between(last, now).compareTo(QUIET) > 0)) {
            distance = FIRST;
            return at(now, now);
        }
        if (now.isBefore(last)) {
            return mayWait ? Duration.between(now, last) : at(now, now);
        }
        Instant earliest = last.plus(distance);
        if (!mayWait || !earliest.isAfter(now)) {
            return at(now, now);
        }
        distance = distance.multipliedBy(2).compareTo(MOST) > 0 ? MOST : distance.multipliedBy(2);
        return at(earliest, now);
    }

    private Duration at(Instant when, Instant now) {
        last = when;
        return Duration.between(now, when);
    }
}
