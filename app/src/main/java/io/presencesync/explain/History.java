package io.presencesync.explain;

import io.presencesync.engine.JournalEntry;
import io.presencesync.engine.JournalReader;
import io.presencesync.presence.AgentId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the journal tells of one agent up to one time.
///
/// @param entries newest first, as many of each kind as an explanation needs
/// @param reachesBackTo the agent's oldest entry there is; set only when `entries` is empty, null when there is none
public record History(List<JournalEntry> entries, @Nullable Instant reachesBackTo) {
    private static final Map<JournalEntry.Kind, Integer> ENOUGH = Map.of(
            JournalEntry.Kind.PRESENCE, 50,
            JournalEntry.Kind.STATE, 100,
            JournalEntry.Kind.DECISION, 50,
            JournalEntry.Kind.ATTEMPT, 30,
            JournalEntry.Kind.OUTCOME, 60,
            JournalEntry.Kind.NOTE, 20,
            JournalEntry.Kind.REPORT, 5);
    /// No journal is kept longer.
    private static final Duration LONGEST = Duration.ofDays(4000);

    private static final Comparator<JournalEntry> BY_TIME =
            Comparator.comparing(JournalEntry::at).thenComparing(JournalEntry::id);

    /// Reads what an explanation of this moment needs. Blocks for the database.
    ///
    /// @param now the present, by our clock; not before `at`
    public static History read(JournalReader journal, AgentId agent, Instant at, Instant now) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        for (JournalEntry.Kind kind : JournalEntry.Kind.values()) {
            int enough = java.util.Objects.requireNonNull(ENOUGH.get(kind));
            entries.addAll(journal.newest(agent, kind, at, enough));
        }
        entries.sort(BY_TIME.reversed());
        return new History(List.copyOf(entries), entries.isEmpty() ? oldest(journal, agent, now) : null);
    }

    /// Halves the time in question until one millisecond is left: the port only tells of the newest before a time.
    private static @Nullable Instant oldest(JournalReader journal, AgentId agent, Instant now) throws IOException {
        if (journal.newest(agent, null, now, 1).isEmpty()) {
            return null;
        }
        Instant nothing = now.minus(LONGEST);
        Instant something = now;
        while (Duration.between(nothing, something).compareTo(Duration.ofMillis(1)) > 0) {
            Instant middle = nothing.plus(Duration.between(nothing, something).dividedBy(2));
            List<JournalEntry> found = journal.newest(agent, null, middle, 1);
            if (found.isEmpty()) {
                nothing = middle;
            } else {
                something = found.getFirst().at();
            }
        }
        return something;
    }
}
