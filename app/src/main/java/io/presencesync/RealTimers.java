package io.presencesync;

import io.presencesync.engine.Timers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// All timers on one platform thread named `timers`; what they run only enqueues. Once closed, nothing runs any more,
/// and
/// what is asked for is forgotten: whoever still works while the service stops needs no fault for it.
final class RealTimers implements Timers, AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;

    RealTimers() {
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("timers").factory());
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        try {
            Future<?> future = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
