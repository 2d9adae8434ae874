package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import org.jspecify.annotations.Nullable;

/// Where the agent goes back to after a call, and what of our requests may follow it.
final class Resting {
    private final Turn turn;

    Resting(Turn turn) {
        this.turn = turn;
    }

    /// Takes in the state shown now. A held agent rests READY: that is what we took them from. So does whom a call is
    /// offered, the dialer's too: it reserves nobody else.
    void after(@Nullable AgentState before, AgentState shown, boolean unseen) {
        calls(before, shown, unseen);
        turn.callBefore &= turn.untold != null || HoldDoubt.doubtful(turn);
        turn.rest = switch (shown.state()) {
            case READY, RESERVED, RESERVED_OUTBOUND -> Rest.READY;
            case NOT_READY -> notReady(before, shown, unseen);
            case LOGOUT -> Rest.UNKNOWN;
            case TALKING, HOLD, WORK, WORK_READY, RESERVED_OUTBOUND_PREVIEW, UNKNOWN ->
                restInCall(before, shown, unseen);
        };
        if (turn.phase.hold() == null) {
            turn.takenOver = false;
        }
    }

    /// What Finesse does not know the reason of any more is what it was, unless it was found to be our hold.
    private void calls(@Nullable AgentState before, AgentState shown, boolean unseen) {
        Authorship authorship = new Authorship(turn);
        boolean was = turn.inCall || (before != null && authorship.inCall(before));
        boolean in = authorship.inCall(shown)
                || (was && turn.erased && !HoldDoubt.exactlySame(HoldDoubt.confirmed(turn.phase), shown));
        turn.inCall = in;
        if (!in && (was || (before == null && turn.callBefore))) {
            turn.callEndedAt = turn.now;
            turn.enteredFromCall = shown.stateChangeTime();
        }
        follows(in, shown, unseen);
        turn.triedInCall &= in;
    }

    /// What Finesse lets wait for the end of a call shows as pending.
    private void follows(boolean inCall, AgentState shown, boolean unseen) {
        if (inCall && (unseen || shown.pendingState() == StateName.NOT_READY)) {
            turn.followsCall();
        } else {
            turn.nothingFollows();
        }
    }

    /// While it is being read whose a NOT_READY is, and in one that the system gives back, the agent rests as they did.
    /// Who lost their desktop is not given READY back, unless a hold of ours is to end.
    Rest notReady(@Nullable AgentState before, AgentState shown, boolean unseen) {
        Authorship authorship = new Authorship(turn);
        if (authorship.temporary(shown) && !turn.confirmed()) {
            return asBefore(before, shown, unseen);
        }
        if (turn.holdOfOurs() && turn.confirmed()) {
            return Rest.READY;
        }
        if (turn.holdOfOurs()) {
            return authorship.disconnected(shown) ? Rest.UNKNOWN : asBefore(before, shown, unseen);
        }
        if (mayBeALostHold(shown)) {
            return asBefore(before, shown, unseen);
        }
        boolean untold = shown.reason() == null && turn.reading;
        return untold ? turn.rest : Rest.NOT_READY;
    }

    /// Without a reason it may be a hold given up before, whose reason Finesse does not know at present.
    private boolean mayBeALostHold(AgentState shown) {
        return !Reason.told(shown.reason()) && !turn.mayLand(false).isEmpty();
    }

    private Rest restInCall(@Nullable AgentState before, AgentState shown, boolean unseen) {
        return turn.confirmed() ? Rest.READY : asBefore(before, shown, unseen);
    }

    /// What the state shown does not tell is as it was, unless something may have been missed, or the NOT_READY
    /// before it was never told why.
    private Rest asBefore(@Nullable AgentState before, AgentState shown, boolean unseen) {
        if (before == null) {
            return Rest.UNKNOWN;
        }
        boolean sameAsBefore = !StateIntake.changed(before, shown) && shown.stateChangeTime() != null;
        boolean unexplained = before.state() == StateName.NOT_READY && !Reason.told(before.reason());
        return (unseen || unexplained) && !sameAsBefore ? notReadyOrUnknown(unseen) : turn.rest;
    }

    private Rest notReadyOrUnknown(boolean unseen) {
        return !unseen && turn.rest == Rest.NOT_READY ? Rest.NOT_READY : Rest.UNKNOWN;
    }
}
