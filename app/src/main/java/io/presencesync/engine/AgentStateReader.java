package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Outcome;

/// Port: reads one agent's state directly from Finesse.
public interface AgentStateReader {
    /// Blocks its virtual thread while the read waits for its turn, and then until the answer or a time-out of at most
    /// 15 s; never throws. The state told is not older than the question.
    Reading read(AgentId agent);

    /// The same where a hold or a release waits for what it tells: it goes before other reads.
    default Reading readForWish(AgentId agent) {
        return read(agent);
    }

    /// What a reading brought.
    sealed interface Reading {
        record Known(AgentState state) implements Reading {}

        record Failed(Outcome.Failed failure) implements Reading {}
    }
}
