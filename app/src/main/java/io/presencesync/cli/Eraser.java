package io.presencesync.cli;

import io.presencesync.config.Configuration;
import io.presencesync.presence.AgentName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the store itself, while no service runs, to forget a person's history.
public interface Eraser {
    /// Blocks for the database.
    ///
    /// @throws IOException when the store cannot be used
    Opened open(Configuration configuration) throws IOException;

    /// Whose history it is, and how much of it there is.
    ///
    /// @param webexId the Webex id of an address is known, and forgotten too
    record Found(List<AgentName> agents, long entries, boolean webexId) {}

    /// An opened store. One of the two names is null.
    interface Opened extends AutoCloseable {
        /// Empty when nobody is meant.
        ///
        /// @param agent Finesse id, login name or Webex address, with the site in front or not
        /// @param address Webex address
        /// @throws IOException when the store cannot be read
        /// @throws IllegalArgumentException when several agents are meant; the message is for people
        Optional<Found> find(@Nullable String agent, @Nullable String address) throws IOException;

        /// Removes it; gives the number of entries removed.
        ///
        /// @throws IOException when it could not be done, or not wholly
        long purge(@Nullable String agent, @Nullable String address) throws IOException;

        @Override
        void close();
    }
}
