package io.presencesync.simulators.bench;

import java.util.Random;

/// When a gadget tries again: after a lost connection as socket.io-client with 1 s, 15 s at most and a randomisation of
/// one half; after the server's own farewell as our gadget with 2 s, doubled to a minute, give or take a quarter.
final class GadgetsBackoff {
    private static final double FIRST = 1_000;
    private static final double LONGEST = 15_000;
    private static final double RANDOMISATION = 0.5;
    private static final long FIRST_RETRY = 2_000;
    private static final long LAST_RETRY = 60_000;

    private final Random random;
    private int attempts;
    private long retry = FIRST_RETRY;

    GadgetsBackoff(Random random) {
        this.random = random;
    }

    /// After a connection that was lost or not opened, in milliseconds.
    long lost() {
        double pause = FIRST * Math.pow(2, attempts++);
        double deviation = random.nextDouble() * RANDOMISATION * pause;
        return (long) Math.min(LONGEST, random.nextBoolean() ? pause + deviation : pause - deviation);
    }

    /// After the server sent it away, in milliseconds.
    long sentAway() {
        long pause = (long) (retry * (0.75 + random.nextDouble() / 2));
        retry = Math.min(LAST_RETRY, retry * 2);
        return pause;
    }

    void opened() {
        attempts = 0;
    }

    void welcomed() {
        retry = FIRST_RETRY;
    }
}
