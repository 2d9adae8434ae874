package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;

/// Takes agent states from whoever sees them: the team poller, a gadget, later notifications. Any thread; never blocks.
public interface AgentStateListener {
    void seen(AgentId agent, AgentState state);

    /// States may have changed unseen: connection lost, node changed, gadget gone. No step is read into the next state.
    void gap(AgentId agent);
}
