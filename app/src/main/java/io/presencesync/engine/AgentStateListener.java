package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import java.time.Instant;

/// Takes agent states from whoever sees them: the team poller, a gadget, later notifications. Any thread; never blocks.
public interface AgentStateListener {
    void seen(AgentId agent, AgentState state);

    /// The same, for what was asked for.
    ///
    /// @param askedAt when the question left, by our clock: what was heard since is not older than that
    default void seen(AgentId agent, AgentState state, Instant askedAt) {
        seen(agent, state);
    }

    /// States may have changed unseen: connection lost, node changed, gadget gone. No step is read into the next state.
    void gap(AgentId agent);

    /// The clock by which Finesse tells the times of this agent's states was set back: the next ones may have earlier
    /// times than the known one.
    default void clockSetBack(AgentId agent) {}
}
