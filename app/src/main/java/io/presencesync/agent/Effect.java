package io.presencesync.agent;

import io.presencesync.presence.StateRequest;
import java.time.Instant;

/// What the machine wants done.
public sealed interface Effect {
    /// Send this request; the answer comes back as [AgentEvent.Answered].
    record Send(StateRequest request) implements Effect {}

    /// Read the agent's state directly; it comes back as [AgentEvent.StateSeen],
    /// [AgentEvent.ReadFailed] or [AgentEvent.ReadSpared].
    record Read() implements Effect {}

    /// Ask again at this time. Replaces an earlier wish to be woken.
    record WakeAt(Instant time) implements Effect {}
}
