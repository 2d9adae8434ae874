package io.presencesync.finesse.xmpp;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLSession;
import org.jivesoftware.smack.c2s.internal.ModularXmppClientToServerConnectionInternal;
import org.jivesoftware.smack.websocket.impl.AbstractWebSocket;
import org.jivesoftware.smack.websocket.rce.WebSocketRemoteConnectionEndpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the XMPP library speak over an open WebSocket of ours, so that a certificate is judged as for every other
/// connection to Finesse. What arrives is handed over in its order on a virtual thread of the session, `finesse-xmpp`,
/// never on the event loop: at a stanza it cannot read, and at the end, the library waits for the thread that signs in.
final class VertxWebSocket extends AbstractWebSocket implements XmppSocket.Hearer {
    private static final String STREAM_ENDS = "<close";

    private static final Logger log = LoggerFactory.getLogger(VertxWebSocket.class);

    private final XmppSocket socket;
    private final ExecutorService inOrder = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("finesse-xmpp").factory());
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

    @Override
    public void heard(String element) {
        later(() -> take(XmlRepair.needed(element) ? XmlRepair.of(element) : element));
    }

    /// The library only notes that the stream was ended; a session is over with it all the same.
    private void take(String element) {
        try {
            onIncomingWebSocketElement(element);
        } catch (RuntimeException fault) {
            log.warn("The notification service of Finesse sent what cannot be read; it is passed over", fault);
        }
        if (element.stripLeading().startsWith(STREAM_ENDS)) {
            fail(new IOException("the server ended the session"));
        }
    }

    @Override
    public void failed(Throwable why) {
        later(() -> fail(why));
    }

    private void fail(Throwable why) {
        if (!leaving) {
            onWebSocketFailure(why);
        }
    }

    private void later(Runnable task) {
        try {
            inOrder.execute(task);
        } catch (RejectedExecutionException ended) {
            log.debug("what came after the end is not read");
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
        inOrder.shutdown();
    }

    @Override
    public @Nullable SSLSession getSSLSession() {
        return socket.sslSession();
    }
}
