package io.presencesync.simulators.finesse;

import static io.presencesync.simulators.finesse.AgentState.*;

/// Unified CCE: every call shows as TALKING, HOLD exists, requests during a call are pending and the last one wins.
final class CceStateRules extends AgentStateRules {

    @Override
    ApiError signedOutError() {
        return ApiError.SIGNED_OUT_CCE;
    }

    @Override
    Outcome fromNotReady(AgentStatus now, Wish wish) {
        return isOneOf(wish.state(), READY, NOT_READY, LOGOUT) ? settle(now, wish) : illegal();
    }

    @Override
    Outcome fromReady(AgentStatus now, Wish wish) {
        if (wish.state() == READY) {
            return new Outcome.Unchanged();
        }
        return wish.state() == NOT_READY ? settle(now, wish) : illegal();
    }

    @Override
    Outcome fromReservedOutbound(AgentStatus now, Wish wish) {
        return isOneOf(wish.state(), READY, NOT_READY) ? settle(now.withCall(CallKind.NONE), wish) : illegal();
    }

    @Override
    Outcome fromPreview(AgentStatus now, Wish wish) {
        return isOneOf(wish.state(), READY, NOT_READY) ? Outcome.silent(now.withPending(wish)) : illegal();
    }

    @Override
    Outcome duringCall(AgentStatus now, Wish wish) {
        return isOneOf(wish.state(), READY, NOT_READY) ? Outcome.change(now.withPending(wish)) : illegal();
    }

    @Override
    Outcome talk(AgentStatus now) {
        return Outcome.change(now.show(TALKING));
    }

    @Override
    Outcome dial(AgentStatus now, Wish offHook) {
        return Outcome.change((now.state() == READY ? now.restingAt(offHook) : now).show(TALKING));
    }

    @Override
    Outcome callEndsUnseen(AgentStatus free) {
        return free.state() == free.resting().state()
                ? Outcome.silent(free)
                : Outcome.change(free.rest(free.afterCall()));
    }

    @Override
    AgentState wrapUpState(Wish after) {
        return after.state() == NOT_READY ? WORK : WORK_READY;
    }

    @Override
    public Outcome hold(AgentStatus now) {
        require(now.state() == TALKING, now, "only a talking agent can hold");
        return Outcome.change(now.show(HOLD));
    }

    @Override
    public Outcome retrieve(AgentStatus now) {
        require(now.state() == HOLD, now, "no call is on hold");
        return Outcome.change(now.show(TALKING));
    }

    @Override
    public AgentStatus afterFailover(AgentStatus now) {
        return now.state() == NOT_READY ? now.withReason(ReasonRef.UNKNOWN) : now;
    }
}
