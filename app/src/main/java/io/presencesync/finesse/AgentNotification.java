package io.presencesync.finesse;

import io.presencesync.presence.FinesseUserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event of the notification service: what it says of agents' states, or why a request failed after its 202.
///
/// @param kind what happened to the object, whichever case Finesse wrote it in
/// @param requestId of the request that caused it; null for a change nobody here asked for
/// @param about the user the event's source names; null when the source is no user
/// @param users the agents in the event; a team event usually has one, but may have several
/// @param errors the failure of an earlier request; empty for an ordinary change
/// @param system what a node says of itself; null for events about users
record AgentNotification(
        Kind kind,
        @Nullable String requestId,
        @Nullable FinesseUserId about,
        List<FinesseUser> users,
        List<ApiError> errors,
        @Nullable SystemInfo system) {

    /// PUT: changed. POST: added. DELETE: gone; its users' states are no news.
    enum Kind {
        PUT,
        POST,
        DELETE
    }
}
