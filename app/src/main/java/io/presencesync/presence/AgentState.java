package io.presencesync.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Finesse says of an agent.
///
/// @param state the state
/// @param reason the reason code; null when the source delivered none
/// @param pendingState the state that follows the present call; null when none or not delivered
/// @param stateChangeTime by the Finesse server's clock, UTC, milliseconds; null when Finesse does not know it
/// @param source who told us
/// @param seenAt when we heard it, by our clock
public record AgentState(
        StateName state,
        @Nullable Reason reason,
        @Nullable StateName pendingState,
        @Nullable Instant stateChangeTime,
        StateSource source,
        Instant seenAt) {

    /// State and reason in one short text for logs and decisions: `NOT_READY (Lunch)`.
    public String inWords() {
        if (reason == null || reason.none()) {
            return state.name();
        }
        String label = reason.label();
        return state + " (" + (label != null ? label : "reason " + reason.id()) + ")";
    }
}
