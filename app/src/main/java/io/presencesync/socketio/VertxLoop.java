package io.presencesync.socketio;

import io.vertx.core.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// An [EngineLoop] on a Vert.x event-loop context.
record VertxLoop(Context context) implements EngineLoop {
    @Override
    public void execute(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        long id = context.owner().setTimer(Math.max(1, delay.toMillis()), ignored -> execute(task));
        return () -> context.owner().cancelTimer(id);
    }
}
