package io.presencesync.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Virtual time: a clock and the timers that hang on it. Not for several threads at once.
public final class ManualTimers implements Timers, InstantSource {
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::at));
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");

    private record Alarm(Instant at, Runnable task) {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Cancellable after(Duration delay, Runnable task) {
        Alarm alarm = new Alarm(now.plus(delay), task);
        alarms.add(alarm);
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    /// Lets time go by, ringing each alarm at its time.
    public void pass(Duration time) {
        Instant until = instant().plus(time);
        for (Alarm next = due(until); next != null; next = due(until)) {
            next.task().run();
        }
        set(until);
    }

    private synchronized void set(Instant time) {
        now = time;
    }

    private synchronized @org.jspecify.annotations.Nullable Alarm due(Instant until) {
        Alarm next = alarms.peek();
        if (next == null || next.at().isAfter(until)) {
            return null;
        }
        alarms.remove(next);
        now = next.at().isAfter(now) ? next.at() : now;
        return next;
    }
}
