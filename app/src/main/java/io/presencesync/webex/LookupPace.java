package io.presencesync.webex;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// At most so many look-ups a second, a second's worth at once. Any thread.
final class LookupPace {
    static final int USUAL = 1000;

    private final InstantSource clock;
    private final int perSecond;
    private double left;
    private Instant counted;

    LookupPace(InstantSource clock, int perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.left = perSecond;
        this.counted = clock.instant();
    }

    Instant now() {
        return clock.instant();
    }

    /// Whether one may go now.
    synchronized boolean take() {
        count();
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    /// How long until the next may go.
    synchronized Duration pause() {
        count();
        return left >= 1 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil((1 - left) * 1000 / perSecond));
    }

    private void count() {
        Instant now = clock.instant();
        double earned = Math.max(0, Duration.between(counted, now).toNanos() / 1e9) * perSecond;
        left = Math.min(perSecond, left + earned);
        counted = now;
    }
}
