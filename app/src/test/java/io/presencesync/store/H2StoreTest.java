package io.presencesync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.config.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract {
    private static final Instant TIME = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    private Path data;

    @Override
    Connector emptyDatabase(Path data) {
        return Database.of(new StoreConfig("", "", null, Duration.ofDays(30)), data);
    }

    @Override
    Connection connect(Path data) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + data.resolve("presence-sync"), "sa", "");
    }

    @Test
    void a_file_of_a_newer_h2_is_refused_and_stays() throws IOException {
        Path file = Files.writeString(
                data.resolve("presence-sync.mv.db"), "H:2,blockSize:1000,created:1,format:9,fletcher:1\n");

        assertThatThrownBy(() -> Store.open(
                        new StoreConfig("", "", null, Duration.ofDays(30)),
                        data,
                        new TestClock(TIME),
                        new TestClock(TIME)))
                .isInstanceOf(NewerStoreException.class)
                .hasMessageContaining("presence-sync.mv.db")
                .hasMessageContaining("version 9");

        assertThat(file).hasSize(49).content().startsWith("H:2,");
    }
}
