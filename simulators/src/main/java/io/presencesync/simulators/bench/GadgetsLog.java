package io.presencesync.simulators.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// What a crowd of gadgets went through. Times are [System#nanoTime()]. Any thread.
final class GadgetsLog {
    private final Map<String, Long> welcomed = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    /// Forgets all but who is here now.
    void mark() {
        welcomed.clear();
        counts.clear();
    }

    /// The first welcome of an agent since the mark counts.
    void welcomed(String agent, long nanos) {
        var _ = welcomed.putIfAbsent(agent, nanos);
        count("welcomed");
    }

    /// A connection is tried.
    void tried() {
        count("tried");
    }

    void failed() {
        count("not opened or lost");
    }

    void refused(String reason) {
        count("refused: " + reason);
    }

    /// The server took its leave without a reason.
    void sentAway() {
        count("sent away");
    }

    void header() {
        count("came with the header");
    }

    void token() {
        count("came with a token");
    }

    void upgraded() {
        count("upgraded");
    }

    void notUpgraded() {
        count("not upgraded");
    }

    void carriedOut() {
        count("commands carried out");
    }

    void notMet() {
        count("commands whose condition was not met");
    }

    /// The same command came once more.
    void toldAgain() {
        count("commands told again");
    }

    /// Another command wanted what the one before it had brought about.
    void doneTwice() {
        count("commands done twice");
    }

    private void count(String what) {
        counts.computeIfAbsent(what, _ -> new AtomicLong()).incrementAndGet();
    }

    long of(String what) {
        AtomicLong count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    long refusals() {
        return counts.entrySet().stream()
                .filter(each -> each.getKey().startsWith("refused"))
                .mapToLong(each -> each.getValue().get())
                .sum();
    }

    int here() {
        return welcomed.size();
    }

    /// Welcomes since the mark, oldest first.
    List<Long> welcomes() {
        return welcomed.values().stream().sorted().toList();
    }

    String inWords() {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "));
    }
}
