package io.presencesync.socketio;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/// An [EngineLoop] on virtual time: tasks run at once, timers when the test lets time pass.
final class VirtualLoop implements EngineLoop {
    private record Due(long at, long order, Runnable task) {}

    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long now;
    private long order;

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Due due = new Due(now + delay.toMillis(), order++, task);
        timers.add(due);
        return () -> timers.remove(due);
    }

    @Override
    public long millis() {
        return now;
    }

    void pass(Duration time) {
        long until = now + time.toMillis();
        for (Due next = timers.peek(); next != null && next.at() <= until; next = timers.peek()) {
            timers.remove(next);
            now = next.at();
            next.task().run();
        }
        now = until;
    }

    int timers() {
        return timers.size();
    }
}
