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
/// @param requestId of the request that caused the change to this state, ours or another's; null when nobody asked or
///     the source does not tell (every read, and the nodes of teams). See [RequestIds]
public record AgentState(
        StateName state,
        @Nullable Reason reason,
        @Nullable StateName pendingState,
        @Nullable Instant stateChangeTime,
        StateSource source,
        Instant seenAt,
        @Nullable String requestId) {

    public AgentState {
        requestId = RequestIds.readable(requestId);
    }

    /// As a source tells it that knows of no requests.
    public AgentState(
            StateName state,
            @Nullable Reason reason,
            @Nullable StateName pendingState,
            @Nullable Instant stateChangeTime,
            StateSource source,
            Instant seenAt) {
        this(state, reason, pendingState, stateChangeTime, source, seenAt, null);
    }

    /// The same, caused by this request.
    public AgentState causedBy(@Nullable String request) {
        return new AgentState(state, reason, pendingState, stateChangeTime, source, seenAt, request);
    }

    /// The same, with the time when it was heard told by another clock.
    public AgentState at(Instant seen) {
        return new AgentState(state, reason, pendingState, stateChangeTime, source, seen, requestId);
    }

    /// State and reason in one short text for logs and decisions: `NOT_READY (Lunch)`.
    public String inWords() {
        if (reason == null || reason.none()) {
            return state.name();
        }
        String label = reason.label();
        return state + " (" + (label != null ? label : "reason " + reason.id()) + ")";
    }
}
