package io.presencesync.finesse.xmpp;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import org.jivesoftware.smack.c2s.internal.ModularXmppClientToServerConnectionInternal;
import org.jivesoftware.smack.websocket.impl.AbstractWebSocket;
import org.jivesoftware.smack.websocket.rce.WebSocketRemoteConnectionEndpoint;
import org.jspecify.annotations.Nullable;

/// Lets the XMPP library speak over a WebSocket of ours, so that a certificate is judged as for every other connection
/// to Finesse. What arrives is handed over on the event loop; the library passes it on to threads of its own.
final class VertxWebSocket extends AbstractWebSocket {
    private static final String XMPP = "xmpp";

    private volatile @Nullable WebSocket socket;
    private volatile boolean leaving;

    /// Begins to connect.
    ///
    /// @param unopened takes why no connection came about, which the library does not pass on
    VertxWebSocket(
            WebSocketRemoteConnectionEndpoint endpoint,
            ModularXmppClientToServerConnectionInternal connection,
            WebSocketClient client,
            AtomicReference<@Nullable Throwable> unopened) {
        super(endpoint, connection);
        WebSocketConnectOptions to = new WebSocketConnectOptions()
                .setAbsoluteURI(endpoint.getUri().toString())
                .addSubProtocol(XMPP);
        client.webSocket()
                .textMessageHandler(this::onIncomingWebSocketElement)
                .closeHandler(_ -> closed())
                .exceptionHandler(this::onWebSocketFailure)
                .connect(to)
                .onSuccess(this::opened)
                .onFailure(why -> {
                    unopened.set(why);
                    onWebSocketFailure(why);
                });
    }

    private void opened(WebSocket open) {
        socket = open;
        future.setResult(this);
    }

    private void closed() {
        WebSocket open = socket;
        if (!leaving) {
            onWebSocketFailure(new IOException(
                    "the server closed the connection" + (open == null ? "" : ", " + open.closeStatusCode())));
        }
    }

    @Override
    protected void send(String element) {
        WebSocket open = socket;
        if (open != null) {
            open.writeTextMessage(element).onFailure(this::onWebSocketFailure);
        }
    }

    @Override
    public void disconnect(int code, String message) {
        leaving = true;
        WebSocket open = socket;
        if (open != null) {
            open.close((short) code, message);
        }
    }

    @Override
    public @Nullable SSLSession getSSLSession() {
        WebSocket open = socket;
        return open == null ? null : open.sslSession();
    }
}
