package io.presencesync.finesse;

import java.time.Duration;
import java.time.Instant;

/// A rate with a burst, counted on the time it is told. Not thread-safe: [Turnstile] guards it.
final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private Instant filled;

    /// Starts full.
    ///
    /// @param perSecond sustained rate, more than zero
    /// @param burst how many may go at once, at least one
    TokenBucket(double perSecond, int burst, Instant now) {
        this.perSecond = perSecond;
        this.burst = Math.max(1, burst);
        this.tokens = this.burst;
        this.filled = now;
    }

    /// Takes one token, or says how long until there is one; zero means taken.
    Duration take(Instant now) {
        fill(now);
        if (tokens >= 1) {
            tokens -= 1;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * NANOS));
    }

    /// Puts one back that was taken for nothing.
    void giveBack() {
        tokens = Math.min(burst, tokens + 1);
    }

    /// A clock set back fills nothing and takes nothing away.
    private void fill(Instant now) {
        double seconds = Duration.between(filled, now).toNanos() / NANOS;
        if (seconds > 0) {
            tokens = Math.min(burst, tokens + seconds * perSecond);
        }
        filled = now;
    }
}
