package io.presencesync.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The version of the tables and of the holds in them. Migrations are `db/migration/V<number>__<what>.sql`, one text
/// for both databases. Flyway
/// is loaded only when there is something to migrate: a start on tables of today's version does without.
final class Schema {
    /// The newest migration there is.
    static final int NEWEST = 3;

    private static final String HISTORY = "flyway_schema_history";

    private final DataSource source;
    private final String name;

    Schema(DataSource source, String name) {
        this.source = source;
        this.name = name;
    }

    /// @throws NewerStoreException when the tables, or holds in them, are newer than we are; nothing was changed
    void bringForward() throws SQLException, NewerStoreException {
        OptionalInt found;
        try (Connection connection = source.getConnection()) {
            found = refuseNewer(connection, name);
        }
        if (found.isEmpty() || found.getAsInt() < NEWEST) {
            migrate(source, String.valueOf(NEWEST));
        }
    }

    /// Only reads. Gives the newest migration that was applied; empty when nothing was, or the last one failed.
    ///
    /// @throws NewerStoreException when the tables, or holds in them, are newer than we are
    static OptionalInt refuseNewer(Connection connection, String name) throws SQLException, NewerStoreException {
        OptionalInt found = hasTable(connection, HISTORY) ? applied(connection) : OptionalInt.empty();
        if (found.isPresent() && found.getAsInt() > NEWEST) {
            throw NewerStoreException.schema(name, found.getAsInt(), NEWEST);
        }
        int hold = found.isPresent() ? newestHold(connection) : 0;
        if (hold > HoldLine.VERSION) {
            throw NewerStoreException.holds(name, hold, HoldLine.VERSION);
        }
        return found;
    }

    private static int newestHold(Connection connection) throws SQLException {
        int newest = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select line from hold")) {
            while (rows.next()) {
                newest = Math.max(newest, HoldJson.version(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return newest;
    }

    /// @param target the version to stop at
    static void migrate(DataSource source, String target) throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .target(target)
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new SQLException("the tables could not be brought forward: " + failed.getMessage(), failed);
        }
    }

    private static boolean hasTable(Connection connection, String table) throws SQLException {
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), table, new String[] {"TABLE", "BASE TABLE"})) {
            return tables.next();
        }
    }

    private static OptionalInt applied(Connection connection) throws SQLException {
        String select = "select \"version\", \"success\" from \"" + HISTORY + "\" where \"version\" is not null";
        int newest = 0;
        boolean clean = true;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            while (rows.next()) {
                newest = Math.max(newest, Integer.parseInt(rows.getString(1).replaceFirst("\\D.*", "")));
                clean &= rows.getBoolean(2);
            }
        }
        return clean && newest > 0 ? OptionalInt.of(newest) : OptionalInt.empty();
    }
}
