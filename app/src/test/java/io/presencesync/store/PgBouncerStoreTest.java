package io.presencesync.store;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// A PostgreSQL behind PgBouncer in transaction mode.
class PgBouncerStoreTest extends PostgresContract {
    private static @Nullable TestPostgres server;
    private static @Nullable PgBouncer pooler;

    @BeforeAll
    static void startServers() throws Exception {
        server = new TestPostgres();
        pooler = new PgBouncer(server.port());
    }

    @AfterAll
    static void stopServers() throws IOException {
        Objects.requireNonNull(pooler).close();
        Objects.requireNonNull(server).close();
    }

    @Override
    TestPostgres postgres() {
        return Objects.requireNonNull(server);
    }

    @Override
    String address() {
        return "127.0.0.1:" + Objects.requireNonNull(pooler).port();
    }
}
