package io.presencesync.acceptance;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for something that other processes bring about, and no longer than needed.
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Await() {}

    /// @param now what is the case, for the message when it never comes true
    static void until(String wanted, BooleanSupplier condition, Supplier<String> now) {
        until(wanted, condition, now, PATIENCE);
    }

    static void until(String wanted, BooleanSupplier condition, Supplier<String> now, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "not within " + patience.toSeconds() + " s: " + wanted + "; it is: " + now.get());
            }
            pause();
        }
    }

    /// Lets the others work, for what must not happen: long against every time set in a test.
    static void quiet(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
