package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.WebexAddress;
import org.jspecify.annotations.Nullable;

/// What is known of one agent at one moment, for showing.
///
/// @param presence null until Webex told one
/// @param state null until Finesse told one
/// @param subscribed presence updates arrive
/// @param resolved the Webex person is known
/// @param problem what is wrong with this agent, in words; null when nothing
/// @param pause until when he is left alone; null when he is not
/// @param decision the latest decision with its reason, in words; null before the first
public record AgentView(
        AgentId id,
        String loginName,
        String name,
        WebexAddress address,
        @Nullable Presence presence,
        @Nullable AgentState state,
        boolean subscribed,
        boolean resolved,
        @Nullable String problem,
        @Nullable String decision,
        @Nullable Pause pause) {
    /// The same, with this presence and this state.
    public AgentView showing(@Nullable Presence other, @Nullable AgentState another) {
        return new AgentView(
                id, loginName, name, address, other, another, subscribed, resolved, problem, decision, pause);
    }
}
