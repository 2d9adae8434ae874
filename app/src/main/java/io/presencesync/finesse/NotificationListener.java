package io.presencesync.finesse;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Takes what the notification service tells of agents. Called on the link's reading thread; never blocks.
interface NotificationListener {
    /// An agent is in this state.
    void seen(AgentId agent, AgentState state);

    /// A node says something of itself; the SystemInfo node tells when it goes out of service and comes back.
    ///
    /// @param node which told it
    void system(URI node, SystemInfo info);

    /// A user was added or removed.
    void usersChanged();

    /// A request that was answered 202 did fail after all.
    void failed(AgentId agent, @Nullable String requestId, ApiError error);
}
