package io.presencesync.webex;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waiting times between attempts: at once, then 1, 2, 4 … seconds, each up to 20 % shorter or longer, so that many
/// clients don't come back in step, and never more than [#LONGEST]. Any thread.
final class Backoff {
    static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int LARGEST_POWER = 5;
    private static final long LARGEST = 25;
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
        long seconds = Math.min(1L << Math.min(failures - 1, LARGEST_POWER), LARGEST);
        Duration wait = spread(Duration.ofSeconds(seconds));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
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
