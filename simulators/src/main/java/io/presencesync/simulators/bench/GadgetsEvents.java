package io.presencesync.simulators.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Presences that change by chance at a steady rate while something else goes on, on a thread of its own.
final class GadgetsEvents {
    private final Thread thread;

    private GadgetsEvents(Thread thread) {
        this.thread = thread;
    }

    static GadgetsEvents start(Site site, int rate, long seed) {
        Random whose = new Random(seed);
        return new GadgetsEvents(Thread.ofPlatform()
                .daemon()
                .name("bench-events")
                .start(() -> {
                    try {
                        while (true) {
                            TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(1) / rate);
                            site.toggle(whose.nextInt(site.agents().size()));
                        }
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                }));
    }

    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
