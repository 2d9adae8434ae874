package io.presencesync.store;

import io.presencesync.presence.ConnectionState;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store's health as one value: first the hold log, then the spool, then the database. Any thread.
final class StoreHealth {
    private static final Logger log = LoggerFactory.getLogger(StoreHealth.class);

    private final FileHoldLog holds;
    private final Spool spool;
    private final Connector database;
    private final InstantSource clock;
    private volatile ConnectionState sql;

    StoreHealth(FileHoldLog holds, Spool spool, Connector database, InstantSource clock) {
        this.holds = holds;
        this.spool = spool;
        this.database = database;
        this.clock = clock;
        this.sql = ConnectionState.starting("store", clock.instant());
    }

    ConnectionState now() {
        if (!holds.health().healthy()) {
            return holds.health();
        }
        Spool.Condition condition = spool.condition();
        if (condition.fault() != null) {
            return degraded(
                    "spool_unwritable",
                    "history cannot be written to the data folder: " + condition.fault(),
                    "make room on the disk and check the rights of the data folder; until then history is kept in memory"
                            + " only",
                    null);
        }
        return withLosses(condition);
    }

    private ConnectionState withLosses(Spool.Condition condition) {
        ConnectionState state = sql;
        if (condition.lost() == 0 && condition.givenUp() == 0) {
            return state;
        }
        String losses = "; history was lost: " + condition.lost() + " records the disk did not take, "
                + (condition.givenUp() >> 20) + " MB that waited too long for the database";
        return new ConnectionState(
                state.link(),
                state.state(),
                state.code(),
                state.message() + losses,
                state.action(),
                state.since(),
                state.nextTry());
    }

    void up() {
        if (!sql.healthy()) {
            said(sql.state() == ConnectionState.Kind.STARTING);
            sql = ConnectionState.connected(
                    "store", "hold log and database (" + database.name() + ")", clock.instant());
        }
    }

    /// A first opening is nothing to write home about.
    private void said(boolean first) {
        if (first) {
            log.debug("The store is open: {}", database.name());
        } else {
            log.info("The database is back: {}", database.name());
        }
    }

    void down(Exception failed, Instant nextTry) {
        boolean newer = failed instanceof NewerStoreException;
        String why = failed.getMessage() == null ? failed.toString() : failed.getMessage();
        ConnectionState before = sql;
        ConnectionState now = degraded(
                newer ? "newer_schema" : "unreachable",
                newer ? why : "the database (" + database.name() + ") cannot be used: " + firstLine(why),
                newer ? "run the newer version again" : action(),
                nextTry);
        if (now.sameNews(before)) {
            sql = since(now, before.since());
        } else {
            log.error("{}; {}", now.message(), now.action());
            sql = now;
        }
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("").strip();
        return line.length() > 300 ? line.substring(0, 300) : line;
    }

    private String action() {
        String check = database.embedded()
                ? "check room on the disk and the rights of the data folder"
                : "check that PostgreSQL runs, and store.url, store.user and store.password";
        return check + "; holds are safe in the local log, history waits in the data folder and is written later";
    }

    private ConnectionState degraded(String code, String message, String action, @Nullable Instant nextTry) {
        return new ConnectionState(
                "store", ConnectionState.Kind.DEGRADED, code, message, action, clock.instant(), nextTry);
    }

    private static ConnectionState since(ConnectionState state, Instant since) {
        return new ConnectionState(
                state.link(), state.state(), state.code(), state.message(), state.action(), since, state.nextTry());
    }
}
