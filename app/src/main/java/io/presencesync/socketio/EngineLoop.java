package io.presencesync.socketio;

import java.time.Duration;

/// The one thread a session lives on, and its timers. Everything given to one loop runs in order, never at once.
interface EngineLoop {
    void execute(Runnable task);

    Timer schedule(Duration delay, Runnable task);

    /// Monotonic milliseconds, for differences only.
    long millis();

    interface Timer {
        Timer NONE = () -> {};

        void cancel();
    }
}
