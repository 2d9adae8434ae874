package io.presencesync.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// One frame from Mercury.
///
/// @param id to be acknowledged; null when the frame has none
/// @param sequence number on this connection; null when not delivered
/// @param data the event's own object; empty when the frame has none
record MercuryFrame(
        Kind kind, @Nullable String id, @Nullable Long sequence, ObjectNode data) {

    /// What the frame is for.
    enum Kind {
        READY,
        PONG,
        SHUTDOWN,
        PRESENCE,
        OTHER
    }
}
