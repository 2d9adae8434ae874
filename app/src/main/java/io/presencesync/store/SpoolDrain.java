package io.presencesync.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the spool over into the database, batch by batch, each exactly once: a batch and the place reached are one
/// transaction, and after every failure the place is asked for again. Not thread-safe: [DrainLoop] runs it.
final class SpoolDrain {
    private static final Logger log = LoggerFactory.getLogger(SpoolDrain.class);
    static final int MOST = 500;

    private final Spool spool;
    private final SpoolReader reader;
    private final Connector connector;
    private final String instance;
    private final InstantSource clock;
    private Connector.@Nullable Opened opened;
    private volatile @Nullable SqlStore sql;
    private volatile SpoolPosition reached = SpoolPosition.BEGINNING;
    private SpoolPosition kept = SpoolPosition.BEGINNING;
    private int most = MOST;

    /// @param instance names this data folder in the database
    SpoolDrain(Spool spool, Connector connector, String instance, InstantSource clock) {
        this.spool = spool;
        this.reader = new SpoolReader(spool);
        this.connector = connector;
        this.instance = instance;
        this.clock = clock;
    }

    /// The open database; null while it is down. Any thread.
    @Nullable
    SqlStore sql() {
        return sql;
    }

    /// Up to where the database is known to have everything. Any thread.
    SpoolPosition reached() {
        return reached;
    }

    /// @throws IOException when the database cannot be used now
    void connect() throws IOException {
        if (sql != null) {
            return;
        }
        Connector.Opened fresh = connector.open();
        opened = fresh;
        SqlStore store = new SqlStore(fresh.source(), connector.embedded());
        reached = store.position(instance);
        sql = store;
    }

    /// Takes one batch over; whether there may be more.
    ///
    /// @throws IOException when the spool cannot be read
    boolean step() throws IOException {
        SqlStore store = Objects.requireNonNull(sql, "connect first");
        SpoolPosition from = reached;
        SpoolReader.Batch batch = reader.read(from, most);
        if (batch.after().equals(from)) {
            return false;
        }
        keepAside(batch);
        write(store, batch, from);
        return true;
    }

    /// Before the place moves on and their segment goes; a batch that is read again keeps no line twice.
    private void keepAside(SpoolReader.Batch batch) throws IOException {
        List<byte[]> lines = batch.unreadable().stream()
                .filter(line -> line.place().compareTo(kept) >= 0)
                .map(SpoolReader.Unreadable::text)
                .toList();
        spool.aside().keep(lines, "The journal's spool");
        kept = batch.after().compareTo(kept) > 0 ? batch.after() : kept;
    }

    private void write(SqlStore store, SpoolReader.Batch batch, SpoolPosition from) throws IOException {
        try {
            store.write(instance, batch.records(), from, batch.after(), clock.instant());
            most = Math.min(MOST, most * 2);
            arrived(store, batch.after());
        } catch (RuntimeException failed) {
            if (!badData(failed)) {
                throw failed;
            }
            oneByOne(store, batch, from, failed);
        }
    }

    /// A record the database will never take must not stop those behind it.
    private void oneByOne(SqlStore store, SpoolReader.Batch batch, SpoolPosition from, RuntimeException failed)
            throws IOException {
        if (batch.records().size() > 1) {
            most = 1;
            return;
        }
        spool.aside().keep(batch.records().stream().map(SpoolCodec::text).toList(), "The journal's spool");
        log.error("The database refuses a record of the spool, which is left out ({})", sqlState(failed));
        store.write(instance, List.of(), from, batch.after(), clock.instant());
        arrived(store, batch.after());
    }

    /// SQLSTATE classes 22 (data exception) and 23 (integrity): the same every time.
    private static boolean badData(Throwable failed) {
        String state = sqlState(failed);
        return state.startsWith("22") || state.startsWith("23");
    }

    /// The message may quote what people wrote; the state does not.
    private static String sqlState(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sqlFault && sqlFault.getSQLState() != null) {
                return sqlFault.getSQLState();
            }
        }
        return "";
    }

    private void arrived(SqlStore store, SpoolPosition place) {
        if (spool.hasFinishedBefore(place.segment())) {
            store.settle();
            spool.deleteBefore(place.segment());
        }
        reached = place;
    }

    /// Removes up to `most` entries older than a time; gives how many.
    int purgeBefore(Instant oldest, int batch) {
        return Objects.requireNonNull(sql, "connect first").purgeBefore(oldest, batch);
    }

    void disconnect() {
        sql = null;
        Connector.Opened old = opened;
        opened = null;
        if (old != null) {
            old.close();
        }
    }

    /// Waiting time after so many failures in a row.
    static Duration backoff(Duration first, int failures) {
        Duration longest = first.multipliedBy(30);
        Duration next = first.multipliedBy(1L << Math.min(failures - 1, 10));
        return next.compareTo(longest) > 0 ? longest : next;
    }
}
