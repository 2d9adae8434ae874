package io.presencesync.agent;

/// What the machine chose for one event, with its reason in words.
public record Decision(Kind kind, String why) {
    /// The four choices.
    public enum Kind {
        /// Ask for NOT_READY.
        HOLD,
        /// Ask for READY.
        RELEASE,
        /// The agent is as he should be, or it is his own business.
        LEAVE,
        /// Something must happen first.
        WAIT
    }

    static Decision leave(String why) {
        return new Decision(Kind.LEAVE, why);
    }

    static Decision await(String why) {
        return new Decision(Kind.WAIT, why);
    }
}
