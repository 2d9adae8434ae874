package io.presencesync.simulators.webex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The newest requests and frames, and counters of all; may be read from any thread.
public final class RequestLog {
    private static final int KEPT = 50_000;

    private final ArrayDeque<LogEntry> entries = new ArrayDeque<>();
    private final Map<Endpoint, Long> requests = new EnumMap<>(Endpoint.class);
    private final Map<String, Long> frames = new TreeMap<>();
    private long last;

    synchronized void request(
            Endpoint endpoint, String method, String path, String query, int status, @Nullable String trackingId) {
        requests.merge(endpoint, 1L, Long::sum);
        add(endpoint, method, path, query, status, System.nanoTime(), trackingId);
    }

    synchronized void frame(String direction, String path, String what, long nanos) {
        frames.merge(direction + " " + what.split(" ", 2)[0], 1L, Long::sum);
        add(Endpoint.MERCURY, direction, path, what, 0, nanos, null);
    }

    private void add(
            Endpoint endpoint,
            String method,
            String path,
            String query,
            int status,
            long nanos,
            @Nullable String trackingId) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.add(new LogEntry(++last, endpoint, method, path, query, status, nanos, trackingId));
    }

    /// Oldest first.
    public synchronized List<LogEntry> entries() {
        return new ArrayList<>(entries);
    }

    public List<LogEntry> entriesAfter(long number) {
        return entries().stream().filter(entry -> entry.number() > number).toList();
    }

    public List<LogEntry> requests(Endpoint endpoint) {
        return entries().stream()
                .filter(entry -> entry.endpoint() == endpoint && !isFrame(entry))
                .toList();
    }

    public synchronized long count(Endpoint endpoint) {
        return requests.getOrDefault(endpoint, 0L);
    }

    /// Requests per endpoint label, then frames as `in ack`, `out apheleia.subscription_update` and so on.
    public synchronized Map<String, Long> counters() {
        var counters = new LinkedHashMap<String, Long>();
        requests.forEach((endpoint, count) -> counters.put(endpoint.label(), count));
        counters.putAll(frames);
        return counters;
    }

    synchronized void clear() {
        entries.clear();
        requests.clear();
        frames.clear();
    }

    private static boolean isFrame(LogEntry entry) {
        return entry.method().equals("in") || entry.method().equals("out");
    }
}
