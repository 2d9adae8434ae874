package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Port: reads the history. Blocks its virtual thread for the database.
public interface JournalReader {
    /// The newest entries of an agent up to and including a time, newest first. Everything recorded before the call
    /// is among what is searched.
    ///
    /// @param kind only entries of this kind; null: all
    /// @throws IOException when the history cannot be read now
    List<JournalEntry> newest(AgentId agent, JournalEntry.@Nullable Kind kind, Instant until, int limit)
            throws IOException;
}
