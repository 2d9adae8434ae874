package io.presencesync.net;

import java.io.IOException;

/// No HTTP answer came: refused, broken, untrusted or too slow. The message is for operators and holds no secret.
public final class HttpFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /// Why no answer came.
    public enum Kind {
        TIMEOUT,
        UNREACHABLE,
        UNTRUSTED
    }

    private final Kind kind;

    public HttpFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
