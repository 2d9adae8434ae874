package io.presencesync.store;

import io.presencesync.config.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;

class H2StoreTest extends StoreContract {
    @Override
    Connector emptyDatabase(Path data) {
        return Database.of(new StoreConfig("", "", null, Duration.ofDays(30)), data);
    }
}
