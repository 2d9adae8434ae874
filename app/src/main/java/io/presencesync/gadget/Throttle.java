package io.presencesync.gadget;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts wrong answers by key within a window, so that we never add up the five that lock a Finesse account.
/// Thread-safe; holds a bounded number of keys, the longest unused going first.
final class Throttle {
    private static final int KEYS = 10_000;

    private final int most;
    private final Duration window;
    private final InstantSource clock;
    private final Map<String, Deque<Instant>> wrong = new LinkedHashMap<>(16, 0.75f, true);

    /// @param most wrong answers allowed within the window
    Throttle(int most, Duration window, InstantSource clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    synchronized boolean allows(String key) {
        Deque<Instant> times = wrong.get(key);
        if (times == null) {
            return true;
        }
        Instant from = clock.instant().minus(window);
        while (!times.isEmpty() && times.peekFirst().isBefore(from)) {
            times.removeFirst();
        }
        return times.size() < most;
    }

    synchronized void wrong(String key) {
        wrong.computeIfAbsent(key, _ -> new ArrayDeque<>()).addLast(clock.instant());
        if (wrong.size() > KEYS) {
            wrong.remove(wrong.keySet().iterator().next());
        }
    }

    synchronized void right(String key) {
        wrong.remove(key);
    }
}
