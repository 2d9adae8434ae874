package io.presencesync.agent;

import io.presencesync.presence.Outcome;

/// The rows of the outcomes: what an answer of the channel means for the request under way.
enum Answer {
    ACCEPTED(Result.AWAIT_SIGHT),
    NOT_SENT_WISH_DEAD(Result.BACK),
    NOT_SENT_STATE_DIFFERS(Result.BACK_AND_LOOK),
    /// It failed while it waited for its turn: Finesse never had it.
    NEVER_LEFT(Result.BACK_AND_LOOK),
    RETRY(Result.UNCERTAIN),
    CHANNEL_GONE(Result.UNCERTAIN),
    WAIT_FOR_STATE(Result.BACK_AND_WAIT),
    THIS_AGENT_ONLY(Result.GIVE_UP),
    ACCOUNT_STOPPED(Result.BACK);

    final Result result;

    Answer(Result result) {
        this.result = result;
    }

    /// @param left the request has left, or that is not known
    static Answer of(Outcome outcome, boolean stillWanted, boolean left) {
        return switch (outcome) {
            case Outcome.Accepted() -> ACCEPTED;
            case Outcome.NotSent(String why) -> stillWanted ? NOT_SENT_STATE_DIFFERS : NOT_SENT_WISH_DEAD;
            case Outcome.Failed failed -> of(failed.failure(), left);
        };
    }

    private static Answer of(Outcome.Failure failure, boolean left) {
        return switch (failure) {
            case RETRY -> left ? RETRY : NEVER_LEFT;
            case CHANNEL_GONE -> left ? CHANNEL_GONE : NEVER_LEFT;
            case WAIT_FOR_STATE -> WAIT_FOR_STATE;
            case THIS_AGENT_ONLY -> THIS_AGENT_ONLY;
            case ACCOUNT_STOPPED -> ACCOUNT_STOPPED;
        };
    }

    /// What is done.
    enum Result {
        /// Finesse took it; success shows in the state.
        AWAIT_SIGHT,
        /// It may have been carried out or not: look, and try again later.
        UNCERTAIN,
        /// It was not carried out; decide anew.
        BACK,
        /// The same, after a look at his state.
        BACK_AND_LOOK,
        /// The same, at his next state or in 15 s.
        BACK_AND_WAIT,
        /// The same, and not again until things are re-read.
        GIVE_UP
    }
}
