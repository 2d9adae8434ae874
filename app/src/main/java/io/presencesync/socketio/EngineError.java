package io.presencesync.socketio;

/// The errors an Engine.IO server answers over HTTP as `{"code":…,"message":…}`.
enum EngineError {
    UNKNOWN_TRANSPORT(400, 0, "Transport unknown"),
    UNKNOWN_SESSION(400, 1, "Session ID unknown"),
    BAD_METHOD(400, 2, "Bad handshake method"),
    BAD_REQUEST(400, 3, "Bad request"),
    FORBIDDEN(403, 4, "Forbidden"),
    UNSUPPORTED_VERSION(400, 5, "Unsupported protocol version"),
    PAYLOAD_TOO_LARGE(413, 3, "Payload too large"),
    SHUTTING_DOWN(503, 3, "Server is shutting down");

    private final int status;
    private final String json;

    EngineError(int status, int code, String message) {
        this.status = status;
        this.json = "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message);
    }

    int status() {
        return status;
    }

    String json() {
        return json;
    }
}
