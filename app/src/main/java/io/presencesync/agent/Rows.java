package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import java.time.Duration;
import java.time.Instant;

/// Which row of step 2 the present situation is. Reads the turn, changes nothing.
final class Rows {
    /// Renewed holds against an override come at most this often.
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(60);

    private final Turn turn;
    private final AgentState state;

    Rows(Turn turn, AgentState state) {
        this.turn = turn;
        this.state = state;
    }

    Row of(Verdict verdict) {
        if (state.state() == StateName.LOGOUT) {
            return Row.SIGNED_OUT;
        }
        return switch (verdict) {
            case Verdict.Ignore ignored -> Row.IGNORED;
            case Verdict.Busy(ReasonLabel label, var otherwise) -> busy(label);
            case Verdict.Free() -> free();
        };
    }

    private Row busy(ReasonLabel label) {
        return switch (turn.phase) {
            case Phase.None() -> busyUnheld();
            case Phase.Asked asked -> busyPending(asked, label);
            case Phase.Held held -> busyHeld(label, held);
            case Phase.Releasing releasing -> Row.BUSY_HELD_RINGING;
        };
    }

    private Row busyUnheld() {
        return switch (state.state()) {
            case READY -> busyReady();
            case NOT_READY -> givesBack() ? Row.BUSY_NOT_READY_SYSTEM : Row.BUSY_NOT_READY;
            case TALKING, HOLD -> busyTalking();
            case RESERVED_OUTBOUND -> outboundMayHold() ? Row.BUSY_RESERVED_OUTBOUND : Row.BUSY_RINGING;
            case RESERVED, RESERVED_OUTBOUND_PREVIEW -> Row.BUSY_RINGING;
            case WORK, WORK_READY -> mayCut() ? Row.BUSY_WRAP_UP_CUT : Row.WRAP_UP;
            case LOGOUT, UNKNOWN -> Row.SIGNED_OUT;
        };
    }

    /// The system's Not Ready around a call outside the queue, which began in READY.
    private boolean givesBack() {
        return turn.rest == Rest.READY && new Authorship(turn).temporary(state);
    }

    private Row busyReady() {
        if (!turn.override) {
            return Row.BUSY_READY;
        }
        if (turn.policy.manner().override() == Manner.ReadyByHand.RESPECT) {
            return Row.BUSY_READY_OVERRIDE;
        }
        return turn.renewed || tooSoon() ? Row.BUSY_READY_ENFORCED_ONCE : Row.BUSY_READY_ENFORCED;
    }

    private boolean tooSoon() {
        Instant last = turn.renewedAt;
        return last != null && turn.now.isBefore(last.plus(BETWEEN_RENEWALS));
    }

    private boolean cceGadget() {
        return turn.policy.channel() == ChannelKind.GADGET && turn.policy.platform() == Platform.CCE;
    }

    private boolean outboundMayHold() {
        return cceGadget() && !turn.override;
    }

    private boolean mayCut() {
        StateName readyFollows = turn.policy.platform() == Platform.CCE ? StateName.WORK_READY : StateName.WORK;
        return turn.policy.manner().wrapup() == Manner.WrapUp.CUT
                && turn.rest == Rest.READY
                && !turn.override
                && state.state() == readyFollows;
    }

    private Row busyTalking() {
        if (turn.policy.channel() != ChannelKind.GADGET || turn.rest == Rest.UNKNOWN) {
            return Row.BUSY_CALL;
        }
        if (turn.rest == Rest.NOT_READY) {
            return Row.BUSY_CALL_RESTED_OTHERWISE;
        }
        if (turn.override) {
            return Row.BUSY_CALL_OVERRIDE;
        }
        if (state.pendingState() != null) {
            return Row.BUSY_CALL_OWN_PENDING;
        }
        boolean spent = turn.policy.platform() == Platform.CCX && turn.triedInCall;
        return spent ? Row.BUSY_CALL_ASKED_ONCE : Row.BUSY_CALL_PENDING;
    }

    /// Whose standing hold was to be changed before the call may have signed out and in meanwhile: nothing is asked for
    /// in it.
    private Row busyPending(Phase.Asked asked, ReasonLabel label) {
        if (label.equals(asked.hold().label())) {
            return Row.BUSY_PENDING_SAME;
        }
        boolean inCall = asked.confirmed() == null || turn.triedInCall;
        return cceGadget() && inCall && mayBePending() ? Row.BUSY_PENDING_OTHER : Row.BUSY_PENDING_FIXED;
    }

    private Row busyHeld(ReasonLabel label, Phase.Held held) {
        return switch (Calls.of(state.state())) {
            case NONE -> busyHeldAtRest(label, held);
            case TALKING -> Row.BUSY_HELD_CALL;
            case RINGING -> Row.BUSY_HELD_RINGING;
            case WRAP_UP -> Row.WRAP_UP;
        };
    }

    private Row busyHeldAtRest(ReasonLabel label, Phase.Held held) {
        if (new Authorship(turn).bySystem(state)) {
            return Row.BUSY_HELD_SYSTEM;
        }
        boolean byGadgetNow = turn.policy.channel() == ChannelKind.GADGET;
        if (held.hold().channel() == ChannelKind.SUPERVISOR && byGadgetNow) {
            return turn.takenOver ? Row.BUSY_HELD_OTHER_FIXED : Row.BUSY_HELD_TAKEN_OVER;
        }
        if (label.equals(held.hold().label())) {
            return Row.BUSY_HELD_SAME;
        }
        return byGadgetNow ? Row.BUSY_HELD_OTHER : Row.BUSY_HELD_OTHER_FIXED;
    }

    private Row free() {
        return switch (turn.phase) {
            case Phase.None() -> mayRestore() ? Row.FREE_RESTORE : Row.FREE_UNHELD;
            case Phase.Asked asked -> freePending(asked);
            case Phase.Held held -> freeHeld();
            case Phase.Releasing releasing -> Row.FREE_HELD_CALL;
        };
    }

    /// Who was held before his call goes back to that anyway; only a hold that would be new can be taken back.
    private Row freePending(Phase.Asked asked) {
        if (asked.confirmed() != null) {
            return Row.FREE_HELD_CALL;
        }
        return cceGadget() && mayBePending() ? Row.FREE_PENDING : Row.FREE_PENDING_FIXED;
    }

    /// Who was asked for rested READY; a NOT_READY that Finesse does not explain may have been theirs, or that hold.
    private boolean mayBePending() {
        return turn.rest == Rest.READY;
    }

    private Row freeHeld() {
        return switch (Calls.of(state.state())) {
            case NONE -> systemHasThem() ? Row.FREE_HELD_SYSTEM : Row.FREE_HELD;
            case TALKING, RINGING -> Row.FREE_HELD_CALL;
            case WRAP_UP -> Row.WRAP_UP;
        };
    }

    /// On CCX a READY asked for during a call outside the queue is refused until it is over, and no event tells when it
    /// is: it is asked for again and again. Elsewhere the system's Not Ready is waited out.
    private boolean systemHasThem() {
        Authorship authorship = new Authorship(turn);
        boolean triedAgain = turn.policy.platform() == Platform.CCX && authorship.temporary(state);
        return authorship.bySystem(state) && !triedAgain;
    }

    /// `restore: always`: a NOT_READY without a reason, or with the supervisor's code; what is not told is not none.
    private boolean mayRestore() {
        Reason reason = state.reason();
        boolean told = reason != null && !turn.erased && !HoldDoubt.outage(turn);
        if (turn.restore == null || state.state() != StateName.NOT_READY || reason == null || !told) {
            return false;
        }
        Integer code = reason.code();
        return reason.none() || (code != null && code == turn.policy.platform().supervisorCode());
    }
}
