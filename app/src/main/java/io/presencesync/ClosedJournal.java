package io.presencesync;

import io.presencesync.config.Configuration;
import io.presencesync.explain.Archive;
import io.presencesync.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/// Opens the journal of a service that does not run.
final class ClosedJournal {
    private ClosedJournal() {}

    /// Blocks until the database is open.
    ///
    /// @throws UncheckedIOException when there is none, or a service uses it
    static Archive open(Configuration config) {
        Path data = config.data();
        if (!Files.isDirectory(data)) {
            throw new UncheckedIOException(new IOException("there is no data folder " + data));
        }
        Clock clock = Clock.systemUTC();
        try {
            Store store = Store.open(config.store(), data, clock);
            return opened(store, clock);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Archive opened(Store store, Clock clock) throws IOException {
        try {
            store.awaitDatabase();
            return new Archive(store.journalReader(), clock, store::close);
        } catch (IOException | RuntimeException failed) {
            store.close();
            throw failed;
        }
    }
}
