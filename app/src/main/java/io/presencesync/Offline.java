package io.presencesync;

import io.presencesync.config.Configuration;
import io.presencesync.explain.Archive;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.WebexAddress;
import io.presencesync.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// What commands do with the store while no service runs.
final class Offline {
    private Offline() {}

    static Archive archive(Configuration config) {
        try {
            Store store = open(config);
            return new Archive(store.journalReader(), Clock.systemUTC(), store::close);
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
    }

    static long purge(Configuration config, @Nullable String agent, @Nullable String address) throws IOException {
        try (Store store = open(config)) {
            return agent == null
                    ? store.purge().purge(new WebexAddress(address == null ? "" : address))
                    : store.purge().purge(AgentId.parse(agent));
        }
    }

    private static Store open(Configuration config) throws IOException {
        return Store.openExisting(config.store(), config.data(), Clock.systemUTC());
    }
}
