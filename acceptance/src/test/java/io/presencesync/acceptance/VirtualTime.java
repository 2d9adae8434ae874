package io.presencesync.acceptance;

import io.presencesync.engine.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// A clock that stands still until it is moved, and the alarms that hang on it. Any thread may read it and set alarms;
/// one thread moves it, and on that thread the alarms ring, never under the lock.
final class VirtualTime implements Timers, InstantSource {
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparingLong(Alarm::number));
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private long numbers;
    private long changes;

    private record Alarm(Instant at, long number, Runnable task) {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Cancellable after(Duration delay, Runnable task) {
        Alarm alarm = new Alarm(now.plus(delay), ++numbers, task);
        alarms.add(alarm);
        changes++;
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
        changes++;
    }

    /// Rises whenever an alarm is set or called off.
    synchronized long changes() {
        return changes;
    }

    /// Goes to the next alarm and rings it with all others of that instant, but never beyond `end`.
    void next(Instant end) {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            Instant next = alarms.isEmpty() || alarms.peek().at().isAfter(end)
                    ? end
                    : alarms.peek().at();
            now = next.isAfter(now) ? next : now;
            take(due);
        }
        due.forEach(Runnable::run);
    }

    /// All at once, as for a machine that slept: whatever was due meanwhile rings now.
    void leap(Duration time) {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            now = now.plus(time);
            take(due);
        }
        due.forEach(Runnable::run);
    }

    /// Under the lock.
    private void take(List<Runnable> due) {
        while (!alarms.isEmpty() && !alarms.peek().at().isAfter(now)) {
            due.add(alarms.remove().task());
        }
    }
}
