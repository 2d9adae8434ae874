package io.presencesync.finesse.xmpp;

import io.presencesync.finesse.xmpp.PubSubFailure.Kind;
import io.presencesync.net.UntrustedCertificate;
import io.vertx.core.http.UpgradeRejectedException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException.StreamErrorException;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smack.packet.StreamError;
import org.jivesoftware.smack.sasl.SASLErrorException;

/// What the library's exceptions mean.
final class SmackFailures {
    private SmackFailures() {}

    static PubSubFailure of(Throwable failure) {
        return new PubSubFailure(kind(failure), words(failure), failure);
    }

    private static Kind kind(Throwable failure) {
        if (failure instanceof SASLErrorException) {
            return Kind.REFUSED;
        }
        if (failure instanceof XMPPErrorException refused) {
            return kind(refused.getStanzaError());
        }
        if (failure instanceof StreamErrorException stream
                && stream.getStreamError().getCondition() == StreamError.Condition.conflict) {
            return Kind.CONFLICT;
        }
        if (failure instanceof SmackException.NotConnectedException) {
            return Kind.CLOSED;
        }
        return ofTheWay(failure);
    }

    private static Kind kind(StanzaError error) {
        return switch (error.getCondition()) {
            case item_not_found -> Kind.NOT_FOUND;
            case conflict -> Kind.CONFLICT;
            case remote_server_timeout, remote_server_not_found, service_unavailable -> Kind.TIMEOUT;
            default -> Kind.FORBIDDEN;
        };
    }

    private static Kind ofTheWay(Throwable failure) {
        if (find(failure, UntrustedCertificate.class).isPresent()
                || find(failure, SSLException.class).isPresent()) {
            return Kind.UNTRUSTED;
        }
        Optional<UpgradeRejectedException> rejected = find(failure, UpgradeRejectedException.class);
        if (rejected.isPresent()) {
            return rejected.get().getStatus() >= 500 ? Kind.UNREACHABLE : Kind.NO_SERVICE;
        }
        return failure instanceof SmackException.NoResponseException ? Kind.TIMEOUT : Kind.UNREACHABLE;
    }

    /// For operators: the innermost cause says most; nothing in it is secret.
    static String words(Throwable failure) {
        Optional<UntrustedCertificate> untrusted = find(failure, UntrustedCertificate.class);
        if (untrusted.isPresent()) {
            return String.valueOf(untrusted.get().getMessage());
        }
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

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }
}
