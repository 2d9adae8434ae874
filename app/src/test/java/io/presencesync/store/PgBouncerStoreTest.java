package io.presencesync.store;

import io.presencesync.config.StoreConfig;
import io.presencesync.presence.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The same PostgreSQL behind PgBouncer in transaction mode.
class PgBouncerStoreTest extends PostgresStoreTest {
    private static @Nullable PgBouncer pooler;

    @BeforeAll
    static void startPooler() throws Exception {
        pooler = new PgBouncer(port());
    }

    @AfterAll
    static void stopPooler() throws IOException {
        Objects.requireNonNull(pooler).close();
    }

    @Override
    Connector emptyDatabase(Path data) throws Exception {
        String url =
                "jdbc:postgresql://127.0.0.1:" + Objects.requireNonNull(pooler).port() + "/" + newDatabase();
        return Database.of(new StoreConfig(url, "postgres", new Secret("postgres"), Duration.ofDays(30)), data);
    }
}
