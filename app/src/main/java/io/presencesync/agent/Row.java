package io.presencesync.agent;

/// The rows of step 2: which situation leads to which action. In `words`, `{state}` is the state shown, `{label}` the
/// reason wanted, `{held}` the reason held.
enum Row {
    BUSY_READY(Action.HOLD, ""),
    BUSY_READY_OVERRIDE(Action.LEAVE, "he was set READY during this presence: his choice stands"),
    BUSY_READY_ENFORCED(Action.HOLD, ""),
    BUSY_READY_ENFORCED_ONCE(Action.LEAVE, "he was set READY again after a renewed hold: his choice stands"),
    BUSY_NOT_READY(Action.LEAVE, "he is {state} by his own choice"),
    BUSY_RESERVED_OUTBOUND(Action.HOLD, ""),
    BUSY_RINGING(Action.WAIT, "he is {state}"),
    BUSY_CALL_PENDING(Action.HOLD, ""),
    BUSY_CALL_OWN_PENDING(Action.LEAVE, "he is {state} and chose himself what follows"),
    BUSY_CALL_OVERRIDE(Action.LEAVE, "he is {state}, and was set READY during this presence: his choice stands"),
    BUSY_CALL_ASKED_ONCE(Action.WAIT, "he is {state}, and Finesse takes one wish a call"),
    BUSY_CALL_RESTED_OTHERWISE(Action.WAIT, "he is {state}, and was not READY before"),
    BUSY_CALL(Action.WAIT, "he is {state}"),
    BUSY_WRAP_UP_CUT(Action.HOLD, ""),
    BUSY_PENDING_SAME(Action.WAIT, "he is {state}; {held} follows"),
    BUSY_PENDING_OTHER(Action.HOLD, ""),
    BUSY_PENDING_FIXED(Action.WAIT, "he is {state}; {held} follows and cannot be changed before"),
    BUSY_HELD_SAME(Action.LEAVE, "held as {held}"),
    BUSY_HELD_OTHER(Action.HOLD, ""),
    BUSY_HELD_OTHER_FIXED(Action.LEAVE, "held as {held}"),
    BUSY_HELD_TAKEN_OVER(Action.HOLD, ""),
    BUSY_HELD_CALL(Action.LEAVE, "he is {state} while held"),
    BUSY_HELD_RINGING(Action.WAIT, "he is {state} while held"),
    WRAP_UP(Action.WAIT, "he is {state}: his wrap-up is not cut short"),
    FREE_UNHELD(Action.LEAVE, "free in Webex, and his state is his own"),
    FREE_RESTORE(Action.RELEASE, ""),
    FREE_HELD(Action.RELEASE, ""),
    FREE_HELD_CALL(Action.WAIT, "he is {state} while held"),
    FREE_PENDING(Action.RELEASE, ""),
    FREE_PENDING_FIXED(Action.WAIT, "he is {state}; {held} follows and cannot be taken back before"),
    SIGNED_OUT(Action.LEAVE, "he is signed out"),
    IGNORED(Action.LEAVE, "");

    final Action action;
    final String words;

    Row(Action action, String words) {
        this.action = action;
        this.words = words;
    }
}
