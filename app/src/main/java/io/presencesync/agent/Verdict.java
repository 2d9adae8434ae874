package io.presencesync.agent;

import io.presencesync.presence.ReasonLabel;

/// What a rule says of a presence.
public sealed interface Verdict {
    /// The agent must not be offered calls, for this reason.
    record Busy(ReasonLabel label) implements Verdict {}

    /// Nothing keeps the agent from being offered calls.
    record Free() implements Verdict {}

    /// We do not know, or must not judge: leave the agent as he is.
    record Ignore(String why) implements Verdict {}
}
