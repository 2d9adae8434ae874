package io.presencesync.explain;

import io.presencesync.engine.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The entries of one agent, newest first, as an explanation looks them up.
record Trail(List<JournalEntry> entries) {
    /// Nodes and sources stamp the same change this far apart.
    private static final Duration SAME = Duration.ofSeconds(2);

    List<JournalEntry> of(JournalEntry.Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    @Nullable
    JournalEntry last(JournalEntry.Kind kind) {
        List<JournalEntry> all = of(kind);
        return all.isEmpty() ? null : all.getFirst();
    }

    /// The first of the newest entries of a kind that say the same: a restart and another source repeat.
    @Nullable
    JournalEntry firstOfLast(JournalEntry.Kind kind) {
        JournalEntry first = last(kind);
        for (JournalEntry entry : of(kind)) {
            if (first == null || !same(entry, first)) {
                break;
            }
            first = entry;
        }
        return first;
    }

    /// The entry of a kind right before another, older one.
    @Nullable
    JournalEntry before(JournalEntry entry) {
        List<JournalEntry> all = of(entry.kind());
        int next = all.indexOf(entry) + 1;
        return next < all.size() ? all.get(next) : null;
    }

    private static boolean same(JournalEntry one, JournalEntry other) {
        boolean words = one.what().equals(other.what());
        return one.kind() == JournalEntry.Kind.STATE
                ? words && Duration.between(since(one), since(other)).abs().compareTo(SAME) <= 0
                : words;
    }

    /// For a state: Finesse's own time of the change where it gave one.
    static Instant since(JournalEntry state) {
        Duration delay = state.delay();
        return delay == null ? state.at() : state.at().minus(delay);
    }

    List<JournalEntry> ofRequest(String id) {
        return entries.stream()
                .filter(entry -> Objects.equals(entry.requestId(), id))
                .toList();
    }
}
