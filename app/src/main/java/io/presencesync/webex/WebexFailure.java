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

    WebexFailure(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    WebexFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    Kind kind() {
        return kind;
    }

    /// How long Webex asked us to wait; null when it did not.
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    String inWords() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
