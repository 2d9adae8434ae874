package io.presencesync.finesse.xmpp;

import io.presencesync.finesse.xmpp.PubSubFailure.Kind;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException.StreamErrorException;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smack.packet.StreamError;
import org.jivesoftware.smack.sasl.SASLError;
import org.jivesoftware.smack.sasl.SASLErrorException;

/// What the library's exceptions mean.
final class SmackFailures {
    private SmackFailures() {}

    static PubSubFailure of(Exception failure) {
        return new PubSubFailure(kind(failure), words(failure), failure);
    }

    private static Kind kind(Exception failure) {
        if (failure instanceof SASLErrorException refused) {
            boolean later = refused.getSASLFailure().getSASLError() == SASLError.temporary_auth_failure;
            return later ? Kind.UNREACHABLE : Kind.REFUSED;
        }
        if (failure instanceof XMPPErrorException refused) {
            return kind(refused.getStanzaError());
        }
        if (conflict(failure)) {
            return Kind.CONFLICT;
        }
        if (failure instanceof SmackException.NotConnectedException) {
            return Kind.CLOSED;
        }
        return failure instanceof SmackException.NoResponseException ? Kind.TIMEOUT : Kind.UNREACHABLE;
    }

    private static Kind kind(StanzaError error) {
        return switch (error.getCondition()) {
            case item_not_found -> Kind.NOT_FOUND;
            case conflict -> Kind.CONFLICT;
            case remote_server_timeout, remote_server_not_found, service_unavailable -> Kind.TIMEOUT;
            default -> Kind.FORBIDDEN;
        };
    }

    /// Another session took our full JID.
    static boolean conflict(Exception failure) {
        return failure instanceof StreamErrorException stream
                && stream.getStreamError().getCondition() == StreamError.Condition.conflict;
    }

    /// For operators: the innermost cause says most; nothing in it is secret.
    static String words(Exception failure) {
        if (failure instanceof SASLErrorException refused) {
            return "signing in was refused (" + refused.getSASLFailure().getSASLErrorString() + ")";
        }
        if (failure instanceof SmackException.NoResponseException) {
            return "no answer in time";
        }
        Throwable at = failure;
        for (Throwable deeper = at.getCause(); deeper != null; deeper = at.getCause()) {
            at = deeper;
        }
        String text = at.getMessage();
        return text == null
                ? at.getClass().getSimpleName()
                : text.lines().findFirst().orElse(text);
    }
}
