package io.presencesync.store;

import io.presencesync.engine.JournalEntry;
import io.presencesync.engine.JournalReader;
import io.presencesync.engine.ReportReader;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.WebexAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads the journal, and forgets persons. While the database is down, what waits in the spool is all there is.
final class SqlJournal implements JournalReader, ReportReader {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PURGE_PATIENCE = Duration.ofSeconds(20);
    private static final int BATCH = 1000;

    private final Spool spool;
    private final SpoolDrain drain;
    private final DrainLoop loop;

    SqlJournal(Spool spool, SpoolDrain drain, DrainLoop loop) {
        this.spool = spool;
        this.drain = drain;
        this.loop = loop;
    }

    @Override
    public List<JournalEntry> newest(AgentId agent, JournalEntry.@Nullable Kind kind, Instant until, int limit)
            throws IOException {
        return found(
                entry -> entry.agent().equals(agent) && (kind == null || entry.kind() == kind),
                sql -> sql.newest(agent, kind, until, limit),
                until,
                limit);
    }

    @Override
    public List<JournalEntry> reports(Instant until, int limit) throws IOException {
        JournalEntry.Kind kind = JournalEntry.Kind.REPORT;
        return found(entry -> entry.kind() == kind, sql -> sql.newestOfAll(kind, until, limit), until, limit);
    }

    private List<JournalEntry> found(
            Predicate<JournalEntry> wanted, Function<SqlStore, List<JournalEntry>> stored, Instant until, int limit)
            throws IOException {
        Predicate<JournalEntry> then = wanted.and(entry -> !entry.at().isAfter(until));
        List<JournalEntry> waiting = flushed(PATIENCE) ? List.of() : waiting(then);
        SqlStore sql = drain.sql();
        if (sql == null) {
            return spoolAlone(waiting, limit);
        }
        try {
            return merged(waiting, stored.apply(sql), limit);
        } catch (RuntimeException failed) {
            throw new IOException("the journal cannot be read now: " + failed.getMessage(), failed);
        }
    }

    private static List<JournalEntry> spoolAlone(List<JournalEntry> waiting, int limit) throws IOException {
        if (waiting.isEmpty()) {
            throw new IOException("the journal cannot be read now: the database is down (see the store under /health)");
        }
        return merged(waiting, List.of(), limit);
    }

    /// An entry may be in both: taken over while we looked. At the same time the later written counts as newer.
    private static List<JournalEntry> merged(List<JournalEntry> waiting, List<JournalEntry> stored, int limit) {
        if (waiting.isEmpty()) {
            return stored;
        }
        Set<String> seen = new HashSet<>();
        List<JournalEntry> all = new ArrayList<>(waiting.reversed());
        all.addAll(stored);
        return all.stream()
                .filter(entry -> seen.add(entry.id()))
                .sorted(Comparator.comparing(JournalEntry::at).reversed())
                .limit(limit)
                .toList();
    }

    /// In the order written.
    private List<JournalEntry> waiting(Predicate<JournalEntry> wanted) throws IOException {
        List<JournalEntry> found = new ArrayList<>();
        SpoolReader reader = new SpoolReader(spool);
        SpoolPosition end = spool.end();
        SpoolPosition place = drain.reached();
        SpoolReader.Batch batch = reader.read(place, SpoolDrain.MOST);
        while (place.compareTo(end) < 0 && !batch.after().equals(place)) {
            batch.records().stream()
                    .map(record -> record instanceof SpoolRecord.Entry(JournalEntry entry) ? entry : null)
                    .filter(entry -> entry != null && wanted.test(entry))
                    .forEach(found::add);
            place = batch.after();
            batch = reader.read(place, SpoolDrain.MOST);
        }
        return found;
    }

    private boolean flushed(Duration patience) throws IOException {
        try {
            return loop.flush(patience);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopping);
        }
    }

    /// What a purge of the agent would remove.
    long count(AgentId agent) throws IOException {
        boolean done = flushed(PURGE_PATIENCE);
        SqlStore sql = drain.sql();
        if (!done || sql == null) {
            throw new IOException("the history cannot be counted: the database is down");
        }
        try {
            return sql.count(agent);
        } catch (RuntimeException failed) {
            throw new IOException("the history cannot be counted: " + failed.getMessage(), failed);
        }
    }

    long purge(AgentId agent) throws IOException {
        return purged(List.of(agent), takenOver());
    }

    long purge(WebexAddress address) throws IOException {
        SqlStore sql = takenOver();
        try {
            long gone = purged(sql.agentsWith(address), sql);
            sql.forget(address);
            return gone;
        } catch (RuntimeException failed) {
            throw notPurged(failed);
        }
    }

    /// The spool's present file is ended, so that no copy of what is purged stays in it.
    private SqlStore takenOver() throws IOException {
        SpoolPosition cut = spool.cut();
        boolean done = flushed(PURGE_PATIENCE);
        SqlStore sql = drain.sql();
        if (!done || sql == null) {
            throw new IOException("nothing was purged: the database is down, and records wait for it up to " + cut);
        }
        return sql;
    }

    private static long purged(List<AgentId> agents, SqlStore sql) throws IOException {
        try {
            long all = 0;
            for (AgentId agent : agents) {
                int gone = sql.purge(agent, BATCH);
                while (gone > 0) {
                    all += gone;
                    gone = sql.purge(agent, BATCH);
                }
            }
            return all;
        } catch (RuntimeException failed) {
            throw notPurged(failed);
        }
    }

    private static IOException notPurged(RuntimeException failed) {
        return new IOException("not everything was purged: " + failed.getMessage() + "; ask again", failed);
    }
}
