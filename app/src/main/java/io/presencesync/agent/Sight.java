package io.presencesync.agent;

/// The rows of step 1: what a state shown by Finesse says of our hold.
enum Sight {
    SIGNED_OUT(Result.OVERTAKEN),
    DOUBTFUL(Result.KEEP),

    LOST_HOLD_SHOWN(Result.LOST),

    UNHELD_READY_BY_STEP(Result.OVERRIDE),
    UNHELD_READY_GIVEN_BACK(Result.KEEP),
    UNHELD_LOST_HOLD_SHOWN(Result.LOST),
    UNHELD_LOST_HOLD_UNTOLD(Result.READ),
    UNHELD_FOUND(Result.FOUND),
    UNHELD_DROPPED_SHOWN(Result.STANDS),
    UNHELD_REASON_UNTOLD(Result.READ),
    UNHELD_OTHER(Result.KEEP),

    ASKED_OURS(Result.HELD),
    ASKED_TIED(Result.HELD),
    ASKED_MAY_BE_TIED(Result.KEEP),
    ASKED_BY_SYSTEM(Result.READ),
    ASKED_ANOTHER(Result.OVERTAKEN),
    ASKED_EARLIER_OURS(Result.EARLIER),
    ASKED_NOT_THERE_YET(Result.KEEP),
    ASKED_UNTOLD_BY_TEAM(Result.KEEP),
    ASKED_UNTOLD_BY_SUPERVISOR(Result.HELD),
    ASKED_WITHOUT_REASON(Result.OVERTAKEN),
    ASKED_READY_NOT_YET(Result.KEEP),
    ASKED_READY_AFTER_CALL(Result.BACK),
    ASKED_READY_BY_STEP(Result.OVERRIDE),
    ASKED_READY_AFTER_HELD(Result.OVERTAKEN),
    ASKED_OVERRULED_IN_CALL(Result.OVERRIDE),
    ASKED_OTHER(Result.KEEP),

    HELD_SAME(Result.KEEP),
    HELD_TIME_TOLD(Result.HELD),
    HELD_AFTER_CALL(Result.HELD),
    HELD_REASON_FOUND(Result.HELD),
    HELD_LABEL_AT_OTHER_TIME(Result.HELD),
    HELD_TOLD_AGAIN(Result.HELD),
    HELD_UNTOLD_BY_TEAM(Result.KEEP),
    HELD_BY_SYSTEM(Result.READ),
    HELD_ANOTHER(Result.DROP),
    HELD_READY_BY_STEP(Result.OVERRIDE),
    HELD_READY(Result.DROP),
    HELD_OTHER(Result.KEEP),

    RELEASING_READY(Result.DONE),
    RELEASING_SAME(Result.KEEP),
    RELEASING_TIME_TOLD(Result.NEW_TIME),
    RELEASING_AFTER_CALL(Result.HELD),
    RELEASING_LABEL_AT_OTHER_TIME(Result.NEW_TIME),
    RELEASING_TOLD_AGAIN(Result.NEW_TIME),
    RELEASING_UNTOLD_BY_TEAM(Result.KEEP),
    RELEASING_BY_SYSTEM(Result.READ),
    RELEASING_ANOTHER(Result.OVERTAKEN),
    RELEASING_OTHER(Result.KEEP);

    final Result result;

    Sight(Result result) {
        this.result = result;
    }

    /// Whether a direct read will tell the reason, and only then it is known what is shown.
    boolean awaitsReason() {
        return this == ASKED_UNTOLD_BY_TEAM
                || this == HELD_UNTOLD_BY_TEAM
                || this == RELEASING_UNTOLD_BY_TEAM
                || this == UNHELD_LOST_HOLD_UNTOLD
                || this == UNHELD_REASON_UNTOLD;
    }

    /// What becomes of the hold.
    enum Result {
        /// Nothing changes.
        KEEP,
        /// It is not certain: read his state directly.
        READ,
        /// It is confirmed, with the time and reason shown now.
        HELD,
        /// The hold whose reason was to be changed is the one that shows.
        EARLIER,
        /// A request given up before is what was carried out.
        LOST,
        /// The release goes on, for a hold that shows another time now.
        NEW_TIME,
        /// There is no hold any more, but the request under way may still be carried out.
        OVERTAKEN,
        /// A hold of ours that nobody remembers is taken over.
        FOUND,
        /// The request under way came to nothing.
        BACK,
        /// The hold that was taken to have ended stands still.
        STANDS,
        /// The release is confirmed.
        DONE,
        /// There is no hold any more.
        DROP,
        /// The same, and a human's READY stands for the rest of the spell.
        OVERRIDE
    }
}
