package io.presencesync.finesse.xmpp;

import io.presencesync.net.HttpAnswer;
import org.jspecify.annotations.Nullable;

/// A call to the pubsub service that brought no result. The message is for operators and holds no secret.
public final class PubSubFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /// Why.
    public enum Kind {
        /// User or password were refused.
        REFUSED,
        /// No connection.
        UNREACHABLE,
        /// A server is there, but no such service: the upgrade was answered with an HTTP status
        /// under 500.
        NO_SERVICE,
        /// The upgrade was answered with HTTP status 429; [#answer] tells how long to wait.
        TOO_MANY,
        /// The certificate is not trusted.
        UNTRUSTED,
        /// Another session has our full JID.
        CONFLICT,
        /// We may not do this.
        FORBIDDEN,
        /// There is no such node.
        NOT_FOUND,
        /// No answer in time.
        TIMEOUT,
        /// The session is over.
        CLOSED
    }

    private final Kind kind;
    private final transient @Nullable HttpAnswer answer;

    public PubSubFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.answer = null;
    }

    public PubSubFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.answer = null;
    }

    /// The upgrade was refused because of too many requests.
    public static PubSubFailure tooMany(HttpAnswer answer) {
        return new PubSubFailure(answer);
    }

    private PubSubFailure(HttpAnswer answer) {
        super("the server answered with HTTP status " + answer.status() + ", too many requests");
        this.kind = Kind.TOO_MANY;
        this.answer = answer;
    }

    /// The server's refusal of the upgrade, where it was one for too many requests; else null.
    public @Nullable HttpAnswer answer() {
        return answer;
    }

    public Kind kind() {
        return kind;
    }
}
