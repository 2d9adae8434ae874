package io.presencesync.engine;

import io.presencesync.presence.AgentId;

/// Port: wants to show what goes on with an agent. Called on the agent's own thread after each decision that says
/// something new; must return at once.
@FunctionalInterface
public interface AgentObserver {
    /// What goes on.
    void observe(AgentId agent, Standing standing);
}
