package io.presencesync.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waiting times between attempts: at once, then close together for ten seconds, then ever longer, never over 30
/// seconds; each up to 20 % shorter or longer, so that many clients don't come back in step. Any thread.
public final class Backoff {
    /// Seconds. An outage of up to ten seconds is noticed to be over within five; see the tests.
    private static final int[] LADDER = {0, 1, 2, 2, 2, 3, 4, 6, 10, 16, 25};

    private static final double SPREAD = 0.2;

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// How long to wait before the next attempt.
    ///
    /// @param failures how many attempts failed already before the one that just did
    public Duration after(int failures) {
        return spread(steps(failures));
    }

    /// The shortest that [#after] can be: whoever waits by it is called again no later than any other.
    public static Duration earliest(int failures) {
        return Duration.ofMillis(Math.round(steps(failures).toMillis() * (1 - SPREAD)));
    }

    /// What [#after] spreads.
    public static Duration steps(int failures) {
        return Duration.ofSeconds(LADDER[Math.clamp(failures, 0, LADDER.length - 1)]);
    }

    /// The same duration, up to 20 % off.
    public Duration spread(Duration about) {
        return spread(about, SPREAD);
    }

    public Duration spread(Duration about, double share) {
        double factor = 1 + share * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(about.toMillis() * factor));
    }
}
