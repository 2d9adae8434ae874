package io.presencesync.agent;

import io.presencesync.presence.Cause;

/// The rows of step 2: which situation leads to which action. In `words`, `{state}` is the state shown, `{label}` the
/// reason wanted, `{held}` the reason held.
enum Row {
    BUSY_READY(Action.HOLD, "", Cause.NONE),
    BUSY_READY_OVERRIDE(
            Action.LEAVE,
            "the agent was set READY while busy: that choice stands until Webex shows them free",
            Cause.OVERRIDE),
    BUSY_READY_ENFORCED(Action.HOLD, "", Cause.NONE),
    BUSY_READY_ENFORCED_ONCE(
            Action.LEAVE,
            "the agent was set READY again after a renewed hold: that choice stands until Webex shows them free",
            Cause.OVERRIDE),
    BUSY_NOT_READY(Action.LEAVE, "the agent is {state} by their own choice", Cause.OWN_CHOICE),
    BUSY_NOT_READY_SYSTEM(
            Action.WAIT, "the agent is {state}, set by the system, which gives READY back", Cause.SET_ELSEWHERE),
    BUSY_RESERVED_OUTBOUND(Action.HOLD, "", Cause.NONE),
    BUSY_RINGING(Action.WAIT, "the agent is {state}", Cause.RINGING),
    BUSY_CALL_PENDING(Action.HOLD, "", Cause.NONE),
    BUSY_CALL_OWN_PENDING(Action.LEAVE, "the agent is {state} and has chosen what follows", Cause.OWN_CHOICE),
    BUSY_CALL_OVERRIDE(
            Action.LEAVE,
            "the agent is {state}, and was set READY while busy: that choice stands until Webex shows them free",
            Cause.OVERRIDE),
    BUSY_CALL_ASKED_ONCE(Action.WAIT, "the agent is {state}, and Finesse takes one wish a call", Cause.IN_CALL),
    BUSY_CALL_RESTED_OTHERWISE(Action.WAIT, "the agent is {state}, and was not READY before", Cause.IN_CALL),
    BUSY_CALL(Action.WAIT, "the agent is {state}", Cause.IN_CALL),
    BUSY_WRAP_UP_CUT(Action.HOLD, "", Cause.NONE),
    BUSY_PENDING_SAME(Action.WAIT, "the agent is {state}; {held} follows", Cause.IN_CALL),
    BUSY_PENDING_OTHER(Action.HOLD, "", Cause.NONE),
    BUSY_PENDING_FIXED(Action.WAIT, "the agent is {state}; {held} follows and cannot be changed before", Cause.IN_CALL),
    BUSY_HELD_SAME(Action.LEAVE, "held as {held}", Cause.NONE),
    BUSY_HELD_OTHER(Action.HOLD, "", Cause.NONE),
    BUSY_HELD_OTHER_FIXED(Action.LEAVE, "held as {held}", Cause.NONE),
    BUSY_HELD_TAKEN_OVER(Action.HOLD, "", Cause.NONE),
    BUSY_HELD_SYSTEM(Action.WAIT, "the agent is {state}, set by the system while held by us", Cause.SET_ELSEWHERE),
    BUSY_HELD_CALL(Action.LEAVE, "the agent is {state} while held", Cause.IN_CALL),
    BUSY_HELD_RINGING(Action.WAIT, "the agent is {state} while held", Cause.RINGING),
    WRAP_UP(Action.WAIT, "the agent is {state}: wrap-up is not cut short", Cause.WRAP_UP),
    FREE_UNHELD(Action.LEAVE, "free in Webex, and their state is their own", Cause.NONE),
    FREE_RESTORE(Action.RELEASE, "", Cause.NONE),
    FREE_HELD(Action.RELEASE, "", Cause.NONE),
    FREE_HELD_SYSTEM(Action.WAIT, "the agent is {state}, set by the system while held by us", Cause.SET_ELSEWHERE),
    FREE_HELD_CALL(Action.WAIT, "the agent is {state} while held", Cause.IN_CALL),
    FREE_PENDING(Action.RELEASE, "", Cause.NONE),
    FREE_PENDING_FIXED(
            Action.WAIT, "the agent is {state}; {held} follows and cannot be taken back before", Cause.IN_CALL),
    SIGNED_OUT(Action.LEAVE, "the agent is signed out", Cause.SIGNED_OUT),
    IGNORED(Action.LEAVE, "", Cause.NONE);

    final Action action;
    final String words;
    final Cause cause;

    Row(Action action, String words, Cause cause) {
        this.action = action;
        this.words = words;
        this.cause = cause;
    }
}
