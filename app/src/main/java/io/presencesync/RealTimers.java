package io.presencesync;

import io.presencesync.engine.Timers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// All timers on one platform thread named `timers`; what they run only enqueues.
final class RealTimers implements Timers, AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;

    RealTimers() {
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("timers").factory());
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        Future<?> future = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
