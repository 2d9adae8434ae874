package io.presencesync.agent;

import io.presencesync.presence.Cause;
import io.presencesync.presence.ReasonLabel;
import org.jspecify.annotations.Nullable;

/// What of a decision concerns the agent.
///
/// @param about the reason label it is about; null when there is none
record Concern(Cause cause, @Nullable ReasonLabel about) {
    Concern(Cause cause) {
        this(cause, null);
    }
}
