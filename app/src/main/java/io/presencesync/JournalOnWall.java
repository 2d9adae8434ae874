package io.presencesync;

import io.presencesync.engine.JournalEntry;
import io.presencesync.engine.JournalReader;
import io.presencesync.presence.AgentId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The history as the clock on the wall tells it now. What this run recorded bears the time that the clock showed then;
/// after it was set, the entry's own count of time tells when that was by the clock of now. What an earlier run
/// recorded at a time that this clock had not reached when this run began is taken for no later than that. Any
/// thread.
final class JournalOnWall implements JournalReader {
    /// Later than everything recorded.
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
    /// A smaller difference is no step of the clock.
    private static final Duration STEP = Duration.ofSeconds(2);

    private static final Comparator<JournalEntry> BY_TIME =
            Comparator.comparing(JournalEntry::at).thenComparing(JournalEntry::id);

    private final JournalReader journal;
    private final SteadyClock clock;

    JournalOnWall(JournalReader journal, SteadyClock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /// Asks twice: what was recorded at a later time may have happened before, and must not keep out what bears
    /// its own.
    @Override
    public List<JournalEntry> newest(AgentId agent, JournalEntry.@Nullable Kind kind, Instant until, int limit)
            throws IOException {
        Map<String, JournalEntry> found = new LinkedHashMap<>();
        for (Instant bound : List.of(until, EVER)) {
            journal.newest(agent, kind, bound, limit).forEach(entry -> found.put(entry.id(), told(entry)));
        }
        return found.values().stream()
                .filter(entry -> !entry.at().isAfter(until))
                .sorted(BY_TIME.reversed())
                .limit(limit)
                .toList();
    }

    private JournalEntry told(JournalEntry entry) {
        Instant counted = entry.counted();
        if (counted == null) {
            return entry;
        }
        boolean ofThisRun = !counted.isBefore(clock.start()) && !counted.isAfter(clock.instant());
        Instant latest = clock.onWall(ofThisRun ? counted : clock.start());
        boolean right = ofThisRun
                ? Duration.between(latest, entry.at()).abs().compareTo(STEP) < 0
                : !entry.at().isAfter(latest);
        return right ? entry : entry.happened(latest);
    }
}
