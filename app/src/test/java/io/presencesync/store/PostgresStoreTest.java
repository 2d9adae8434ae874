package io.presencesync.store;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends PostgresContract {
    private static @Nullable TestPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        server = new TestPostgres();
    }

    @AfterAll
    static void stopServer() throws IOException {
        Objects.requireNonNull(server).close();
    }

    @Override
    TestPostgres postgres() {
        return Objects.requireNonNull(server);
    }

    @Override
    String address() {
        return "localhost:" + postgres().port();
    }
}
