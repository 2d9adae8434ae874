package io.presencesync.config;

import java.time.Duration;

/// How presences become states.
///
/// @param mode the channel that acts
/// @param settleHold how long a busy presence must last before we act
/// @param settleRelease how long a free presence must last before we act
public record SyncConfig(Mode mode, Duration settleHold, Duration settleRelease) {
    /// The channel that reaches Finesse.
    public enum Mode {
        GADGET,
        SUPERVISOR,
        /// The agent's gadget while it is connected and answers, else the supervisor.
        AUTO
    }
}
