package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateRequest;

/// Port: a way a decision reaches Finesse, as the agent's own gadget or as a supervisor by REST.
public interface AgentChannel {
    /// Which one would carry a request for this agent now.
    ChannelKind kind(AgentId agent);

    /// Whether a request could go out now.
    boolean available(AgentId agent);

    /// Sends and waits for the channel's answer. Blocks its virtual thread, never longer than 15 s after the
    /// request has left; never throws. May wait its turn before: the gate is asked right before the request
    /// leaves, and told.
    Outcome send(StateRequest request, RequestGate gate);
}
