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

    /// Connects once and brings the schema forward.
    ///
    /// @throws NewerSchemaException when the schema is newer than we are
    /// @throws IOException when the database cannot be used now
    Opened open() throws IOException;

    /// What is open: closed before it is opened again.
    interface Opened extends AutoCloseable {
        DataSource source();

        @Override
        void close();
    }
}
