package io.presencesync.store;

import java.io.IOException;
import javax.sql.DataSource;

/// Opens the database.
interface Connector {
    /// For messages.
    String name();

    boolean embedded();

    /// Whether there can be something in it: false for a file that is not there yet.
    boolean mayHoldSomething();

    /// Looks into what is in our own data folder without changing a byte of it. What cannot be read at all is left for
    /// [#open()] to tell.
    ///
    /// @throws NewerStoreException when a newer version wrote it
    void refuseNewer() throws NewerStoreException;

    /// Connects once and brings the schema forward.
    ///
    /// @throws NewerStoreException when the schema, or a hold, is newer than we are; nothing was changed
    /// @throws IOException when the database cannot be used now
    Opened open() throws IOException;

    /// What is open: closed before it is opened again.
    interface Opened extends AutoCloseable {
        DataSource source();

        @Override
        void close();
    }
}
