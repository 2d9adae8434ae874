package io.presencesync.engine;

import io.presencesync.presence.Cause;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How it stands with one agent after a decision.
///
/// @param presence newest presence; null before the first
/// @param decision the last decision in words
/// @param cause what of it concerns the agent
/// @param about the reason label the cause is about; null when there is none
/// @param held our hold, asked for or confirmed; null when there is none
/// @param pause until when he is left alone; null when he is not
public record Standing(
        @Nullable Presence presence,
        String decision,
        Cause cause,
        @Nullable ReasonLabel about,
        @Nullable Held held,
        @Nullable Pause pause) {
    /// Our hold of him.
    ///
    /// @param presence the presence behind it, in words
    /// @param since when we decided
    public record Held(ReasonLabel label, String presence, Instant since) {}
}
