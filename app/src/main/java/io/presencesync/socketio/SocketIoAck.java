package io.presencesync.socketio;

/// The way to acknowledge one event; from any thread. Only the first call counts.
@FunctionalInterface
public interface SocketIoAck {
    void send(Object... arguments);
}
