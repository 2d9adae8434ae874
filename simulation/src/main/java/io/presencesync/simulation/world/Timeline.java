package io.presencesync.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Virtual time: tasks run in the order of their time, equal times in the order of asking.
public final class Timeline {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now;
    private long asked;
    private long done;

    private record Task(long at, long order, Runnable work) {}

    /// Milliseconds since the start of the run.
    public long millis() {
        return now;
    }

    public Instant now() {
        return START.plusMillis(now);
    }

    /// How many tasks have run.
    public long done() {
        return done;
    }

    public void after(long millis, Runnable work) {
        tasks.add(new Task(now + Math.max(0, millis), asked++, work));
    }

    /// At this time, or in the first millisecond after it.
    public void at(Instant time, Runnable work) {
        long nanos = Duration.between(now(), time).toNanos();
        after((nanos + 999_999) / 1_000_000, work);
    }

    /// Lets this much time go by.
    public void pass(long millis) {
        long end = now + millis;
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task next = tasks.remove();
            now = next.at();
            done++;
            next.work().run();
        }
        now = end;
    }
}
