package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What can happen to an agent. Each asks the same question again: what should the state be?
public sealed interface AgentEvent {
    record PresenceHeard(Presence presence) implements AgentEvent {}

    /// A source told a state.
    ///
    /// @param askedAt when it was asked for, by our clock; null when it was told by itself
    record StateSeen(AgentState state, @Nullable Instant askedAt) implements AgentEvent {
        public StateSeen(AgentState state) {
            this(state, null);
        }
    }

    /// Finesse's clock was set back: what happens from now on has earlier times than what is known.
    record ClockSetBack() implements AgentEvent {}

    /// States may have changed unseen: connection lost, node changed, gadget gone.
    record Gap() implements AgentEvent {}

    record ReadFailed(String why) implements AgentEvent {}

    /// A read that was asked for was not made: his state has come by itself.
    record ReadSpared() implements AgentEvent {}

    /// They are to be left alone for a while; replaces an earlier pause.
    record Paused(Pause pause) implements AgentEvent {}

    /// He is looked after again.
    record Resumed() implements AgentEvent {}

    /// A request has left: from now on its answer can be expected.
    record Left(String requestId) implements AgentEvent {}

    record Answered(String requestId, Outcome outcome) implements AgentEvent {}

    /// A time we asked to be woken at, a channel that came or went, a change of rules.
    record LookAgain() implements AgentEvent {}

    /// Teams, users or reason codes were read again: what was given up is tried anew.
    record Reloaded() implements AgentEvent {}
}
