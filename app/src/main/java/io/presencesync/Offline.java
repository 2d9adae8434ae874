package io.presencesync;

import io.presencesync.admin.JournalPages;
import io.presencesync.cli.Eraser;
import io.presencesync.config.Configuration;
import io.presencesync.engine.PurgeTarget;
import io.presencesync.explain.Archive;
import io.presencesync.presence.WebexAddress;
import io.presencesync.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What commands do with the store while no service runs.
final class Offline {
    private Offline() {}

    static Archive archive(Configuration config) {
        try {
            Store store = open(config);
            return new Archive(
                    store.journalReader(),
                    store.known(),
                    Clock.systemUTC(),
                    JournalPages::explanationText,
                    store::close);
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable.getMessage(), unavailable);
        }
    }

    static Eraser.Opened eraser(Configuration config) throws IOException {
        return new Erasing(open(config));
    }

    private record Erasing(Store store) implements Eraser.Opened {
        @Override
        public Optional<Eraser.Found> find(@Nullable String agent, @Nullable String address) throws IOException {
            return target(agent, address)
                    .map(target -> new Eraser.Found(target.agents(), target.entries(), target.webexId()));
        }

        @Override
        public long purge(@Nullable String agent, @Nullable String address) throws IOException {
            Optional<PurgeTarget> target = target(agent, address);
            return target.isEmpty() ? 0 : target.get().purge(store.purge());
        }

        private Optional<PurgeTarget> target(@Nullable String agent, @Nullable String address) throws IOException {
            try {
                return agent == null
                        ? PurgeTarget.address(store.purge(), new WebexAddress(address == null ? "" : address))
                        : PurgeTarget.agent(store.purge(), List.of(), agent);
            } catch (PurgeTarget.Ambiguous several) {
                throw new IllegalArgumentException(several.getMessage(), several);
            }
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static Store open(Configuration config) throws IOException {
        try {
            return Store.openExisting(config.store(), config.data(), Clock.systemUTC());
        } catch (IOException refused) {
            throw new IOException(StartProblem.inWords(refused, config), refused);
        }
    }
}
