package io.presencesync.engine;

import java.time.Duration;

/// Port: calls back later. The callback only enqueues.
public interface Timers {
    /// Runs the task once after the delay, on a thread of the timers, unless cancelled before.
    Cancellable after(Duration delay, Runnable task);

    /// A task that may be called off.
    interface Cancellable {
        void cancel();
    }
}
