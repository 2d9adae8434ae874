package io.presencesync.simulators.finesse;

import static io.presencesync.simulators.finesse.AgentState.*;

/// The agent state machine, pure: `(status, request or phone event) -> outcome`. What both platforms share is here,
/// what they do differently in {@link CceStateRules} and {@link CcxStateRules}.
///
/// | from | agent may ask | otherwise |
/// |---|---|---|
/// | LOGOUT | sign in only | LOGOUT: 400 Invalid State; else 257 (CCE) / 1010 (CCX) later |
/// | NOT_READY | READY, NOT_READY (other reason), LOGOUT | Invalid State later |
/// | READY | NOT_READY; LOGOUT on CCX only | Invalid State later; READY again changes nothing |
/// | RESERVED, UNKNOWN | nothing | Invalid State later |
/// | RESERVED_OUTBOUND | CCE: READY, NOT_READY | CCX: Internal Server Error later |
/// | RESERVED_OUTBOUND_PREVIEW | CCE: READY, NOT_READY, pending and without a notification | Invalid State later |
/// | TALKING, HOLD | CCE: READY, NOT_READY pending, last wins; CCX: one NOT_READY pending | 265 later |
/// | WORK, WORK_READY | READY, NOT_READY at once | Invalid State later |
///
/// A supervisor may ask READY (same rules), LOGOUT from anywhere but LOGOUT, and NOT_READY from READY, WORK and
/// WORK_READY only; anything else is refused at once with 400 Invalid State.
///
/// Not documented by Cisco and chosen here: the error data of an illegal transition (265), READY while READY (nothing
/// happens), and any request while a call rings (265).
public abstract sealed class AgentStateRules permits CceStateRules, CcxStateRules {

    public static AgentStateRules of(Platform platform) {
        return switch (platform) {
            case CCE -> new CceStateRules();
            case CCX -> new CcxStateRules();
        };
    }

    /// A signed-in agent's own request; signing in is {@link #signIn}.
    public final Outcome byAgent(AgentStatus now, Wish wish) {
        return switch (now.state()) {
            case LOGOUT -> signedOut(wish);
            case NOT_READY -> fromNotReady(now, wish);
            case READY -> fromReady(now, wish);
            case RESERVED, UNKNOWN -> illegal();
            case RESERVED_OUTBOUND -> fromReservedOutbound(now, wish);
            case RESERVED_OUTBOUND_PREVIEW -> fromPreview(now, wish);
            case TALKING, HOLD -> duringCall(now, wish);
            case WORK, WORK_READY -> fromWrapUp(now, wish);
        };
    }

    /// A supervisor's request for one of his agents; `wish.reason()` is the code the platform stamps.
    public final Outcome bySupervisor(AgentStatus now, Wish wish) {
        return switch (wish.state()) {
            case READY -> byAgent(now, Wish.READY);
            case NOT_READY -> isOneOf(now.state(), READY, WORK, WORK_READY) ? settle(now, wish) : refused();
            case LOGOUT -> isOneOf(now.state(), LOGOUT, UNKNOWN) ? refused() : Outcome.change(AgentStatus.at(wish));
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, TALKING, HOLD, WORK, WORK_READY, UNKNOWN ->
                refused();
        };
    }

    /// LOGIN: NOT_READY with reason -1.
    public final Outcome signIn(AgentStatus now) {
        return now.state() == LOGOUT ? Outcome.change(AgentStatus.SIGNED_IN) : refused();
    }

    /// A routed call rings: READY becomes RESERVED. Any other call rings without a change of state.
    public final Outcome callArrives(AgentStatus now, CallKind kind) {
        requireFreePhone(now);
        if (kind == CallKind.OTHER) {
            return Outcome.silent(now.withCall(kind));
        }
        require(now.state() == READY, now, "a routed call needs a READY agent");
        return Outcome.change(now.withCall(kind).show(RESERVED));
    }

    /// The dialer takes a READY agent.
    public final Outcome reserve(AgentStatus now, boolean preview) {
        require(now.state() == READY, now, "the dialer needs a READY agent");
        return Outcome.change(now.withCall(CallKind.ICD).show(preview ? RESERVED_OUTBOUND_PREVIEW : RESERVED_OUTBOUND));
    }

    /// He picks up what rings.
    public final Outcome answer(AgentStatus now) {
        require(now.call() != CallKind.NONE, now, "no call rings");
        require(!isOneOf(now.state(), TALKING, HOLD, WORK, WORK_READY), now, "the agent is in a call already");
        return talk(now);
    }

    /// The ringing call went elsewhere, or the dialer let him go.
    public final Outcome callGoesElsewhere(AgentStatus now) {
        require(now.call() != CallKind.NONE && !isOneOf(now.state(), TALKING, HOLD), now, "no call rings");
        AgentStatus free = now.withCall(CallKind.NONE);
        return free.state().equals(free.afterCall().state())
                ? Outcome.silent(free)
                : Outcome.change(free.rest(free.afterCall()));
    }

    /// The routed call rang out: NOT_READY with the platform's code.
    public final Outcome callNotAnswered(AgentStatus now, ReasonRef notAnswered) {
        require(now.state() == RESERVED, now, "no routed call rings");
        return Outcome.change(now.withCall(CallKind.NONE).rest(Wish.notReady(notAnswered)));
    }

    /// He dials out. From READY the platform first takes him out of READY with its off-hook code.
    public final Outcome callStarts(AgentStatus now, ReasonRef offHook) {
        requireFreePhone(now);
        require(isOneOf(now.state(), READY, NOT_READY), now, "a call starts from READY or NOT_READY");
        return dial(now.withCall(CallKind.OTHER), Wish.notReady(offHook));
    }

    /// The call is over; with wrap-up he passes through WORK or WORK_READY.
    public final Outcome callEnds(AgentStatus now, boolean wrapUp) {
        require(now.call() != CallKind.NONE, now, "there is no call");
        AgentStatus free = now.withCall(CallKind.NONE);
        if (!isOneOf(now.state(), TALKING, HOLD)) {
            return callEndsUnseen(free);
        }
        Wish after = free.afterCall();
        if (!wrapUp || after.state() == LOGOUT) {
            return Outcome.change(free.rest(after));
        }
        return Outcome.change(free.withPending(null).restingAt(after).show(wrapUpState(after)));
    }

    /// The wrap-up timer ran out.
    public final Outcome wrapUpEnds(AgentStatus now) {
        require(isOneOf(now.state(), WORK, WORK_READY), now, "there is no wrap-up");
        return Outcome.change(now.rest(now.resting()));
    }

    public abstract Outcome hold(AgentStatus now);

    public abstract Outcome retrieve(AgentStatus now);

    /// Another node took over: the reason is lost; see the platform for more.
    public abstract AgentStatus afterFailover(AgentStatus now);

    abstract ApiError signedOutError();

    abstract Outcome fromNotReady(AgentStatus now, Wish wish);

    abstract Outcome fromReady(AgentStatus now, Wish wish);

    abstract Outcome fromReservedOutbound(AgentStatus now, Wish wish);

    abstract Outcome fromPreview(AgentStatus now, Wish wish);

    abstract Outcome duringCall(AgentStatus now, Wish wish);

    abstract Outcome talk(AgentStatus now);

    abstract Outcome dial(AgentStatus now, Wish offHook);

    abstract Outcome callEndsUnseen(AgentStatus free);

    abstract AgentState wrapUpState(Wish after);

    private Outcome signedOut(Wish wish) {
        return wish.state() == LOGOUT ? refused() : later(signedOutError());
    }

    private Outcome fromWrapUp(AgentStatus now, Wish wish) {
        return isOneOf(wish.state(), READY, NOT_READY) ? settle(now, wish) : illegal();
    }

    /// Takes effect at once.
    static Outcome settle(AgentStatus now, Wish wish) {
        return Outcome.change(now.rest(wish));
    }

    static Outcome illegal() {
        return later(ApiError.INVALID_WORKMODE);
    }

    static Outcome later(ApiError error) {
        return new Outcome.RefusedLater(error);
    }

    static Outcome refused() {
        return new Outcome.Refused(ApiError.INVALID_STATE);
    }

    static boolean isOneOf(AgentState state, AgentState... others) {
        for (AgentState other : others) {
            if (state == other) {
                return true;
            }
        }
        return false;
    }

    static void require(boolean fine, AgentStatus now, String why) {
        if (!fine) {
            throw new IllegalStateException(why + "; the agent is " + now.state() + ", phone " + now.call());
        }
    }

    private static void requireFreePhone(AgentStatus now) {
        require(now.state() != LOGOUT, now, "the agent is signed out");
        require(now.call() == CallKind.NONE, now, "their phone is busy");
    }
}
