package io.presencesync.finesse.xmpp;

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

    public PubSubFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public PubSubFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
