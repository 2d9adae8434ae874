package io.presencesync.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Port: reads what agents reported. Blocks its virtual thread for the database.
public interface ReportReader {
    /// The newest entries of the kind REPORT of all agents up to and including a time, newest first.
    ///
    /// @throws IOException when the history cannot be read now
    List<JournalEntry> reports(Instant until, int limit) throws IOException;
}
