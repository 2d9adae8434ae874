package io.presencesync.agent;

import io.presencesync.presence.Cause;
import io.presencesync.presence.ReasonLabel;
import org.jspecify.annotations.Nullable;

/// What a rule says of a presence.
public sealed interface Verdict {
    /// The agent must not be offered calls, for this reason.
    ///
    /// @param otherwise the reason to take when the agent's team does not have the first; null when there is none
    record Busy(ReasonLabel label, @Nullable ReasonLabel otherwise) implements Verdict {
        public Busy(ReasonLabel label) {
            this(label, null);
        }
    }

    /// Nothing keeps the agent from being offered calls.
    record Free() implements Verdict {}

    /// We do not know, or must not judge: leave the agent as he is.
    ///
    /// @param about the reason label the cause is about; null when there is none
    record Ignore(String why, Cause cause, @Nullable ReasonLabel about) implements Verdict {
        /// By a rule.
        public Ignore(String why) {
            this(why, Cause.NO_EFFECT, null);
        }
    }
}
