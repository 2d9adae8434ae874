package io.presencesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.StoreConfig;
import io.presencesync.presence.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

class PostgresStoreTest extends StoreContract {
    private static @Nullable EmbeddedPostgres server;
    private static int databases;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        Objects.requireNonNull(server).close();
    }

    @Override
    Connector emptyDatabase(Path data) throws Exception {
        String url = "jdbc:postgresql://localhost:" + port() + "/" + newDatabase();
        return Database.of(new StoreConfig(url, "postgres", new Secret("postgres"), Duration.ofDays(30)), data);
    }

    static int port() {
        return Objects.requireNonNull(server).getPort();
    }

    /// Gives its name.
    static String newDatabase() throws SQLException {
        String name = "store" + ++databases;
        try (Connection connection =
                        Objects.requireNonNull(server).getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return name;
    }

    @Override
    Connection connect(Path data) throws SQLException {
        return Objects.requireNonNull(server)
                .getDatabase("postgres", "store" + databases)
                .getConnection();
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
