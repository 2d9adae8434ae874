package io.presencesync.socketio;

import io.vertx.core.buffer.Buffer;

/// The little a session needs of a WebSocket; frames coming in are given to the session by whoever reads.
interface WebSocketLink {
    void text(String frame);

    void binary(Buffer frame);

    /// True while more should not be written; the session is told when it drains.
    boolean full();

    void close();
}
