package io.presencesync.cli;

import io.presencesync.config.Configuration;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Forgets a person's history in the store itself, while no service runs. One of the two names is null.
public interface Eraser {
    /// Gives the number of entries removed; blocks for the database.
    ///
    /// @param agent Finesse id
    /// @param address Webex address
    /// @throws IOException when the store cannot be used
    long purge(Configuration configuration, @Nullable String agent, @Nullable String address) throws IOException;
}
