package io.presencesync.net;

import java.io.IOException;

/// No HTTP answer came: refused, broken, untrusted or too slow. The message is for operators and holds no secret.
public final class HttpFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /// Why no answer came.
    public enum Kind {
        TIMEOUT,
        UNREACHABLE,
        UNTRUSTED,
        /// Nothing was sent: the server asked to be left alone for a while.
        RESTING
    }

    private final Kind kind;
    private final boolean connected;

    public HttpFailure(Kind kind, String message, Throwable cause) {
        this(kind, true, message, cause);
    }

    /// Nothing was sent because the server rests.
    public static HttpFailure resting(String message) {
        return new HttpFailure(message);
    }

    private HttpFailure(String message) {
        super(message);
        this.kind = Kind.RESTING;
        this.connected = false;
    }

    /// @param connected whether there was a connection on which the request may have left
    HttpFailure(Kind kind, boolean connected, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.connected = connected;
    }

    /// The request certainly never reached the server.
    public boolean neverSent() {
        return !connected;
    }

    public Kind kind() {
        return kind;
    }
}
