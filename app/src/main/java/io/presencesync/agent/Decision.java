package io.presencesync.agent;

import io.presencesync.presence.Cause;
import io.presencesync.presence.ReasonLabel;
import org.jspecify.annotations.Nullable;

/// What the machine chose for one event, with its reason in words.
///
/// @param rule the rule that judged the presence; empty when none did
/// @param cause what of it concerns the agent
/// @param about the reason label the cause is about; null when there is none
public record Decision(
        Kind kind,
        String why,
        String rule,
        Cause cause,
        @Nullable ReasonLabel about) {
    public Decision(Kind kind, String why, String rule, Cause cause) {
        this(kind, why, rule, cause, null);
    }

    /// Whether the journal would say the same of both; what concerns the agent may differ.
    public boolean sameWords(Decision other) {
        return kind == other.kind && why.equals(other.why) && rule.equals(other.rule);
    }

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
