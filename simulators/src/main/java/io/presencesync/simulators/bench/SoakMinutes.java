package io.presencesync.simulators.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What was asked of Webex in each minute of a soak.
final class SoakMinutes {
    private final Supplier<Map<String, Long>> counters;
    private final Map<String, List<Long>> perMinute = new TreeMap<>();
    private Map<String, Long> before;
    private int minutes;

    /// @param counters requests until now per endpoint; names with a blank are frames, which do not count
    SoakMinutes(Supplier<Map<String, Long>> counters) {
        this.counters = counters;
        this.before = requests();
    }

    private Map<String, Long> requests() {
        Map<String, Long> requests = new TreeMap<>(counters.get());
        requests.keySet().removeIf(name -> name.contains(" "));
        return requests;
    }

    /// Closes a minute; gives its counts.
    Map<String, Long> next() {
        Map<String, Long> now = requests();
        Map<String, Long> minute = new LinkedHashMap<>();
        now.forEach((name, count) -> {
            long more = count - before.getOrDefault(name, 0L);
            counts(name).add(more);
            if (more > 0) {
                minute.put(name, more);
            }
        });
        before = now;
        minutes++;
        return minute;
    }

    private List<Long> counts(String name) {
        List<Long> counts = perMinute.computeIfAbsent(name, _ -> new ArrayList<>());
        while (counts.size() < minutes) {
            counts.add(0L);
        }
        return counts;
    }

    long most(String name) {
        return perMinute.getOrDefault(name, List.of()).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /// The most that all endpoints but this one were asked together in one and the same minute.
    long mostBeside(String name) {
        long most = 0;
        for (int minute = 0; minute < minutes; minute++) {
            most = Math.max(most, beside(name, minute));
        }
        return most;
    }

    private long beside(String name, int minute) {
        return perMinute.entrySet().stream()
                .filter(endpoint -> !endpoint.getKey().equals(name))
                .map(Map.Entry::getValue)
                .mapToLong(counts -> minute < counts.size() ? counts.get(minute) : 0)
                .sum();
    }

    private static long median(List<Long> counts) {
        return counts.stream().sorted().toList().get(counts.size() / 2);
    }

    /// One line an endpoint: median and most in a minute.
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        perMinute.forEach((name, counts) ->
                lines.add("  %-16s median %5d   most %5d a minute".formatted(name, median(counts), most(name))));
        return lines;
    }
}
