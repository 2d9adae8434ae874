package io.presencesync.finesse.xmpp;

import java.io.IOException;
import javax.net.ssl.SSLSession;
import org.jivesoftware.smack.c2s.internal.ModularXmppClientToServerConnectionInternal;
import org.jivesoftware.smack.websocket.impl.AbstractWebSocket;
import org.jivesoftware.smack.websocket.rce.WebSocketRemoteConnectionEndpoint;
import org.jspecify.annotations.Nullable;

/// Lets the XMPP library speak over an open WebSocket of ours, so that a certificate is judged as for every other
/// connection to Finesse. What arrives is handed over on the event loop; the library passes it on to threads of its
/// own.
final class VertxWebSocket extends AbstractWebSocket implements XmppSocket.Hearer {
    private static final String STREAM_ENDS = "<close";

    private final XmppSocket socket;
    private volatile boolean leaving;

    VertxWebSocket(
            WebSocketRemoteConnectionEndpoint endpoint,
            ModularXmppClientToServerConnectionInternal connection,
            XmppSocket socket) {
        super(endpoint, connection);
        this.socket = socket;
        future.setResult(this);
        socket.tell(this);
    }

    /// The library only notes that the stream was ended; a session is over with it all the same.
    @Override
    public void heard(String element) {
        onIncomingWebSocketElement(element);
        if (element.stripLeading().startsWith(STREAM_ENDS)) {
            failed(new IOException("the server ended the session"));
        }
    }

    @Override
    public void failed(Throwable why) {
        if (!leaving) {
            onWebSocketFailure(why);
        }
    }

    @Override
    protected void send(String element) {
        socket.send(element);
    }

    @Override
    public void disconnect(int code, String message) {
        leaving = true;
        socket.close(code, message);
    }

    @Override
    public @Nullable SSLSession getSSLSession() {
        return socket.sslSession();
    }
}
