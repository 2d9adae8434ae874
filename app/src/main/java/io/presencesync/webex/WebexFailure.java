package io.presencesync.webex;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something Webex refused or did not answer. The message is for operators and never holds the token.
final class WebexFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /// What to do about it.
    enum Kind {
        /// 401: the token is wrong or revoked.
        BAD_TOKEN,
        /// The address is none the token may be sent to.
        NOT_TRUSTED,
        /// 403 and other refusals.
        REFUSED,
        /// 451: Webex may not serve us, for legal reasons.
        LEGAL,
        /// 404.
        GONE,
        /// 423, 429: wait first.
        BUSY,
        /// 5xx, a broken line, or an answer we can't read: again with backoff.
        PASSING
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;
    private final int status;

    private WebexFailure(Kind kind, String message, @Nullable Duration retryAfter, int status) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.status = status;
    }

    WebexFailure(Kind kind, String message, @Nullable Duration retryAfter) {
        this(kind, message, retryAfter, 0);
    }

    /// @param status of the answer
    WebexFailure(Kind kind, String message, int status) {
        this(kind, message, null, status);
    }

    WebexFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    /// The HTTP status of a refusal; 0 where the kind says all.
    int status() {
        return status;
    }

    /// Whether the same call may well succeed a little later.
    boolean passes() {
        return kind == Kind.BUSY || kind == Kind.PASSING;
    }

    Kind kind() {
        return kind;
    }

    /// How long the service is left alone, when Webex named a wait: within the bounds of
    /// [io.presencesync.net.RetryWait], and growing; null when it named none.
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    String inWords() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
