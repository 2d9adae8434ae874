package io.presencesync.simulators.finesse;

import org.jspecify.annotations.Nullable;

/// One agent's place in the state machine.
///
/// @param pending what takes effect when the call ends, if anything was asked during it
/// @param resting what he returns to after a call: the state and reason he had before it
/// @param call    what is on his phone; may be OTHER while the state is NOT_READY (a non-ICD call on CCX)
public record AgentStatus(
        AgentState state, ReasonRef reason, @Nullable Wish pending, Wish resting, CallKind call) {

    public static final AgentStatus SIGNED_OUT = at(Wish.logout(ReasonRef.NONE));
    public static final AgentStatus SIGNED_IN = at(Wish.notReady(ReasonRef.UNKNOWN));

    /// At rest in that state, no call.
    public static AgentStatus at(Wish wish) {
        return new AgentStatus(wish.state(), wish.reason(), null, wish, CallKind.NONE);
    }

    /// The same rest and phone, shown as another state without a reason.
    AgentStatus show(AgentState shown) {
        return new AgentStatus(shown, ReasonRef.NONE, pending, resting, call);
    }

    AgentStatus withPending(@Nullable Wish wish) {
        return new AgentStatus(state, reason, wish, resting, call);
    }

    AgentStatus withCall(CallKind kind) {
        return new AgentStatus(state, reason, pending, resting, kind);
    }

    AgentStatus withReason(ReasonRef other) {
        return new AgentStatus(state, other, pending, new Wish(resting.state(), other), call);
    }

    /// Moves to another state of rest at once; a call on the phone stays there.
    AgentStatus rest(Wish wish) {
        return new AgentStatus(wish.state(), wish.reason(), null, wish, call);
    }

    AgentStatus restingAt(Wish wish) {
        return new AgentStatus(state, reason, pending, wish, call);
    }

    /// What he will be when the call is over.
    Wish afterCall() {
        return pending == null ? resting : pending;
    }
}
