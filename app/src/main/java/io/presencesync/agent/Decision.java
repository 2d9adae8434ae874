package io.presencesync.agent;

import io.presencesync.presence.Cause;
/// What the machine chose for one event, with its reason in words.
///
/// @param rule the rule that judged the presence; empty when none did
/// @param cause what of it concerns the agent

public record Decision(Kind kind, String why, String rule, Cause cause) {
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
}
