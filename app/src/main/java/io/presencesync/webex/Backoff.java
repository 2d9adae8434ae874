package io.presencesync.webex;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waiting times between attempts: at once, then 1, 2, 4 … 32 seconds, each up to 20 % shorter or longer, so that many
/// clients don't come back in step. Any thread.
final class Backoff {
    private static final int LARGEST_POWER = 5;
    private static final double SPREAD = 0.2;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// @param failures how many attempts failed already before the one that just did
    Duration after(int failures) {
        if (failures <= 0) {
            return Duration.ZERO;
        }
        return spread(Duration.ofSeconds(1L << Math.min(failures - 1, LARGEST_POWER)));
    }

    /// The same duration, up to 20 % off.
    Duration spread(Duration about) {
        return spread(about, SPREAD);
    }

    Duration spread(Duration about, double share) {
        double factor = 1 + share * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(about.toMillis() * factor));
    }
}
