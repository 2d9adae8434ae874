package io.presencesync.socketio;

/// No acknowledgement can come any more: the socket ended first.
public final class SocketIoClosedException extends Exception {
    private static final long serialVersionUID = 1L;

    SocketIoClosedException(String socketId, DisconnectReason reason) {
        super("socket %s ended before the acknowledgement: %s".formatted(socketId, reason.text()));
    }
}
