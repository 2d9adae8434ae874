package io.presencesync.simulators.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How late this machine wakes a thread that asked for it, while something else is measured: what no program on it can
/// do better than. Used by one thread, which starts and ends it.
final class Yardstick {
    private static final long PAUSE_MILLIS = 5;

    private final List<Long> late = new ArrayList<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("bench-yardstick").unstarted(this::run);

    static Yardstick start() {
        Yardstick yardstick = new Yardstick();
        yardstick.thread.start();
        return yardstick;
    }

    private void run() {
        long pause = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        try {
            while (true) {
                long before = System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(pause);
                late.add(System.nanoTime() - before - pause);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    Quantiles end() throws InterruptedException {
        thread.interrupt();
        thread.join();
        return Quantiles.of(late);
    }
}
