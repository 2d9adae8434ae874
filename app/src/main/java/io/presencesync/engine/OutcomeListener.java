package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;

/// Takes what is learned of a request after the channel has answered it: Finesse may refuse a request that it took
/// first. Any thread; never blocks.
public interface OutcomeListener {
    void learned(AgentId agent, String requestId, Outcome outcome);
}
