package io.presencesync.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When an agent is looked after: working hours, and the off switch. Pure.
@FunctionalInterface
public interface DutyHours {
    /// Around the clock.
    DutyHours ALWAYS = now -> new Duty(true, "", null);

    /// What holds at this moment.
    Duty at(Instant now);

    /// Whether the agent is looked after.
    ///
    /// @param why why not, for people; empty while he is
    /// @param until when this changes, exclusive; null when it does not
    record Duty(boolean on, String why, @Nullable Instant until) {}
}
