package io.presencesync.simulators.finesse;

/// A state with its reason: what is asked for, what is pending, or what an agent returns to after a call.
public record Wish(AgentState state, ReasonRef reason) {
    public static final Wish READY = new Wish(AgentState.READY, ReasonRef.NONE);

    public static Wish notReady(ReasonRef reason) {
        return new Wish(AgentState.NOT_READY, reason);
    }

    public static Wish logout(ReasonRef reason) {
        return new Wish(AgentState.LOGOUT, reason);
    }
}
