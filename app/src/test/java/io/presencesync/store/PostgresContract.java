package io.presencesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.StoreConfig;
import io.presencesync.presence.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// What holds for a PostgreSQL, however it is reached.
abstract class PostgresContract extends StoreContract {
    abstract TestPostgres postgres();

    /// Host and port by which it is reached.
    abstract String address();

    @Override
    Connector emptyDatabase(Path data) throws Exception {
        String url = "jdbc:postgresql://" + address() + "/" + postgres().newDatabase();
        return Database.of(new StoreConfig(url, "postgres", new Secret("postgres"), Duration.ofDays(30)), data);
    }

    @Override
    Connection connect(Path data) throws SQLException {
        return postgres().connect();
    }

    @Test
    void a_connection_has_the_limits_it_is_to_have_and_keeps_no_statement_on_the_server(@TempDir Path data)
            throws Exception {
        try (Connector.Opened opened = emptyDatabase(data).open();
                Connection connection = opened.source().getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(30_000);
            assertThat(connection.unwrap(PGConnection.class).getPrepareThreshold())
                    .isZero();
        }
    }
}
