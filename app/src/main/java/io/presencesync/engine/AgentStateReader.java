package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Outcome;

/// Port: reads one agent's state directly from Finesse.
public interface AgentStateReader {
    /// Blocks its virtual thread until the answer or a time-out of at most 15 s; never throws.
    Reading read(AgentId agent);

    /// What a reading brought.
    sealed interface Reading {
        record Known(AgentState state) implements Reading {}

        record Failed(Outcome.Failed failure) implements Reading {}
    }
}
