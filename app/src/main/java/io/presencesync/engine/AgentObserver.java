package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import org.jspecify.annotations.Nullable;

/// Port: wants to show what goes on with an agent. Called on the agent's own thread after each decision that says
/// something new; must return at once.
@FunctionalInterface
public interface AgentObserver {
    /// What goes on.
    ///
    /// @param presence newest presence; null before the first
    /// @param decision the last decision in words
    /// @param held the reason while we hold him, asked or confirmed; null otherwise
    void observe(AgentId agent, @Nullable Presence presence, String decision, @Nullable ReasonLabel held);
}
