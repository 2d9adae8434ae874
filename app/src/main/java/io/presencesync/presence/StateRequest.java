package io.presencesync.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request to change an agent's Finesse state.
///
/// @param id unique; the `requestId` header of the supervisor's PUT and the id of the gadget's command
/// @param agent whom
/// @param target the state asked for
/// @param label reason label of a NOT_READY; used by the gadget channel only (a supervisor must not send one)
/// @param onlyIf what Finesse must show at that moment for the request to be right
/// @param why the decision in words
/// @param cause the presence behind it, as legacy gadgets want it
public record StateRequest(
        String id,
        AgentId agent,
        TargetState target,
        @Nullable ReasonLabel label,
        OnlyIf onlyIf,
        String why,
        Presence cause) {

    /// The agent state the decision was made on.
    public record OnlyIf(
            StateName state,
            @Nullable String reasonId,
            @Nullable Instant stateChangeTime) {}
}
