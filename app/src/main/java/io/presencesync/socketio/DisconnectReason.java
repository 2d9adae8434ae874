package io.presencesync.socketio;

/// Why a socket ended; `text` is the wording socket.io users know.
public enum DisconnectReason {
    /// The client said goodbye to this namespace.
    CLIENT_DISCONNECT("client namespace disconnect"),
    /// We ended it.
    SERVER_DISCONNECT("server namespace disconnect"),
    /// The connection went away, or the client closed it.
    TRANSPORT_CLOSE("transport close"),
    /// The connection failed, or too much was waiting to be sent.
    TRANSPORT_ERROR("transport error"),
    /// No pong came in time.
    PING_TIMEOUT("ping timeout"),
    /// The client broke the protocol.
    PARSE_ERROR("parse error"),
    /// The client opened a connection and joined no namespace in time.
    CONNECT_TIMEOUT("connect timeout"),
    /// The server is being shut down.
    SERVER_SHUTDOWN("server shutting down");

    private final String text;

    DisconnectReason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
