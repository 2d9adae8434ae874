package io.presencesync.socketio;

/// A way to carry packets of one session. All calls on the session's loop.
sealed interface EngineTransport permits PollingTransport, WebSocketTransport {
    String name();

    /// Sends what it can now from the queue and leaves the rest.
    void flush(OutgoingQueue queue);

    /// Sends what is left in the queue if that can be done, tells the client, and ends. Safe to call twice.
    void close(OutgoingQueue queue);
}
