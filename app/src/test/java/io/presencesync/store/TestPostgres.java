package io.presencesync.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// A real PostgreSQL of one test class, with a database of its own for each test.
final class TestPostgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private int databases;

    TestPostgres() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    int port() {
        return server.getPort();
    }

    /// Gives its name.
    String newDatabase() throws SQLException {
        String name = "store" + ++databases;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return name;
    }

    /// To the newest database.
    Connection connect() throws SQLException {
        return server.getDatabase("postgres", "store" + databases).getConnection();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
