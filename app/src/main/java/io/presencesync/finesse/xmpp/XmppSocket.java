package io.presencesync.finesse.xmpp;

import io.presencesync.config.TlsConfig;
import io.presencesync.finesse.xmpp.PubSubFailure.Kind;
import io.presencesync.net.HttpAnswer;
import io.presencesync.net.Tls;
import io.presencesync.net.UntrustedCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Opens the WebSocket a session speaks over. This is done before the XMPP library comes in, which would not pass on
/// why a connection failed.
final class XmppSocket {
    private static final String XMPP = "xmpp";
    private static final int TOO_MANY = 429;
    private static final int CLOSE_WITHIN_SECONDS = 2;
    /// A list of ten thousand subscriptions has about two million characters.
    private static final int LONGEST = 16 * 1024 * 1024;

    private final ClientWebSocket socket;
    private volatile @Nullable Hearer hearer;
    private volatile @Nullable Throwable broken;

    /// Takes what comes, on the event loop.
    interface Hearer {
        void heard(String text);

        /// Nothing will come any more.
        void failed(Throwable why);
    }

    private XmppSocket(ClientWebSocket socket) {
        this.socket = socket;
        socket.textMessageHandler(this::heard).closeHandler(_ -> closed()).exceptionHandler(this::failed);
    }

    static WebSocketClient client(Vertx vertx, TlsConfig tls, Duration timeout) {
        return vertx.createWebSocketClient(Tls.webSocketOptions(tls)
                .setConnectTimeout((int) timeout.toMillis())
                .setClosingTimeout(CLOSE_WITHIN_SECONDS)
                .setMaxFrameSize(LONGEST)
                .setMaxMessageSize(LONGEST));
    }

    /// Blocks its virtual thread. An attempt given up ends with the client.
    static XmppSocket open(WebSocketClient client, URI endpoint, Duration timeout)
            throws PubSubFailure, InterruptedException {
        XmppSocket fresh = new XmppSocket(client.webSocket());
        fresh.connect(endpoint, timeout);
        return fresh;
    }

    private void connect(URI endpoint, Duration timeout) throws PubSubFailure, InterruptedException {
        WebSocketConnectOptions to = new WebSocketConnectOptions()
                .setAbsoluteURI(endpoint.toString())
                .addSubProtocol(XMPP);
        try {
            socket.connect(to).toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw failure(cause == null ? failed : cause);
        } catch (TimeoutException late) {
            throw new PubSubFailure(Kind.TIMEOUT, "no answer in time", late);
        }
    }

    /// From now on; whoever comes too late is told so.
    void tell(Hearer wanted) {
        hearer = wanted;
        Throwable why = broken;
        if (why != null) {
            wanted.failed(why);
        }
    }

    private void heard(String text) {
        Hearer listening = hearer;
        if (listening != null) {
            listening.heard(text);
        }
    }

    private void closed() {
        failed(new IOException("the server closed the connection, " + socket.closeStatusCode()));
    }

    /// Ends all waiting for it.
    void failed(Throwable why) {
        broken = why;
        Hearer listening = hearer;
        if (listening != null) {
            listening.failed(why);
        }
    }

    void send(String text) {
        socket.writeTextMessage(text).onFailure(this::failed);
    }

    void close(int code, String reason) {
        socket.close((short) code, reason);
    }

    @Nullable
    SSLSession sslSession() {
        return socket.sslSession();
    }

    private static PubSubFailure failure(Throwable failure) {
        UntrustedCertificate untrusted = UntrustedCertificate.in(failure).orElse(null);
        if (untrusted != null) {
            return new PubSubFailure(Kind.UNTRUSTED, text(untrusted), failure);
        }
        if (failure instanceof UpgradeRejectedException refused) {
            if (refused.getStatus() == TOO_MANY) {
                return PubSubFailure.tooMany(new HttpAnswer(TOO_MANY, headers(refused), ""));
            }
            Kind kind = refused.getStatus() >= 500 ? Kind.UNREACHABLE : Kind.NO_SERVICE;
            return new PubSubFailure(kind, "the server answered with HTTP status " + refused.getStatus(), failure);
        }
        return new PubSubFailure(aboutTrust(failure) ? Kind.UNTRUSTED : Kind.UNREACHABLE, text(failure), failure);
    }

    private static Map<String, String> headers(UpgradeRejectedException refused) {
        Map<String, String> headers = new LinkedHashMap<>();
        refused.getHeaders().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    private static boolean aboutTrust(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof GeneralSecurityException) {
                return true;
            }
        }
        return false;
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
