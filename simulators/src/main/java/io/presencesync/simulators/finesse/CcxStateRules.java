package io.presencesync.simulators.finesse;

import static io.presencesync.simulators.finesse.AgentState.*;

import org.jspecify.annotations.Nullable;

/// Unified CCX: READY is never pending, one NOT_READY is pending per call and its reason stays, HOLD and WORK_READY are
/// never shown, a non-ICD call leaves the agent NOT_READY and tells nobody, READY may sign out directly.
final class CcxStateRules extends AgentStateRules {

    @Override
    ApiError signedOutError() {
        return ApiError.SIGNED_OUT_CCX;
    }

    @Override
    Outcome fromNotReady(AgentStatus now, Wish wish) {
        if (wish.state() == READY && now.call() != CallKind.NONE) {
            return later(ApiError.RESOURCE_BUSY);
        }
        return isOneOf(wish.state(), READY, NOT_READY, LOGOUT) ? settle(now, wish) : illegal();
    }

    @Override
    Outcome fromReady(AgentStatus now, Wish wish) {
        if (wish.state() == READY) {
            return new Outcome.Unchanged();
        }
        return isOneOf(wish.state(), NOT_READY, LOGOUT) ? settle(now, wish) : illegal();
    }

    @Override
    Outcome fromReservedOutbound(AgentStatus now, Wish wish) {
        return later(ApiError.INTERNAL);
    }

    @Override
    Outcome fromPreview(AgentStatus now, Wish wish) {
        return illegal();
    }

    @Override
    Outcome duringCall(AgentStatus now, Wish wish) {
        if (wish.state() != NOT_READY) {
            return illegal();
        }
        @Nullable Wish pending = now.pending();
        if (pending == null) {
            return Outcome.change(now.withPending(wish));
        }
        return pending.equals(wish) ? new Outcome.Unchanged() : illegal();
    }

    @Override
    Outcome talk(AgentStatus now) {
        if (now.call() == CallKind.ICD) {
            return Outcome.change(now.show(TALKING));
        }
        return now.state() == READY
                ? Outcome.change(new AgentStatus(NOT_READY, ReasonRef.NONE, null, now.resting(), now.call()))
                : new Outcome.Unchanged();
    }

    @Override
    Outcome dial(AgentStatus now, Wish offHook) {
        return now.state() == READY
                ? Outcome.change(new AgentStatus(NOT_READY, offHook.reason(), null, now.resting(), now.call()))
                : Outcome.silent(now);
    }

    @Override
    Outcome callEndsUnseen(AgentStatus free) {
        return free.state() == free.resting().state()
                ? Outcome.silent(free)
                : Outcome.change(free.rest(free.afterCall()));
    }

    @Override
    AgentState wrapUpState(Wish after) {
        return WORK;
    }

    @Override
    public Outcome hold(AgentStatus now) {
        require(now.call() != CallKind.NONE, now, "there is no call to hold");
        return new Outcome.Unchanged();
    }

    @Override
    public Outcome retrieve(AgentStatus now) {
        return hold(now);
    }

    @Override
    public AgentStatus afterFailover(AgentStatus now) {
        if (now.state() == TALKING) {
            return now.withPending(Wish.logout(ReasonRef.UNKNOWN));
        }
        return now.state() == NOT_READY ? now.withReason(ReasonRef.UNKNOWN) : now;
    }
}
