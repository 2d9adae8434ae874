package io.presencesync.simulators.finesse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A plain WebSocket client of a node's notification service that writes its XMPP by hand.
final class XmppWire implements WebSocket.Listener, AutoCloseable {
    static final String CLOSED = "(closed)";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    XmppWire(FinesseSimulator node) {
        socket = CLIENT.newWebSocketBuilder()
                .subprotocols("xmpp")
                .buildAsync(URI.create(node.baseUrl().replace("http", "ws") + "/ws/"), this)
                .join();
    }

    /// Signed in with the password `secret-` and the id, bound and present.
    static XmppWire present(FinesseSimulator node, String user, String resource) {
        XmppWire wire = new XmppWire(node);
        wire.signIn(user, "secret-" + user);
        wire.expect("<success");
        wire.open();
        wire.send("<iq id='b' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>" + resource
                + "</resource></bind></iq>");
        wire.expect("<jid>");
        wire.send("<presence><priority>0</priority></presence>");
        wire.expect("<presence");
        return wire;
    }

    void open() {
        send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='here' version='1.0'/>");
        expect("features");
    }

    void signIn(String user, String password) {
        open();
        String pair = "\0" + user + "\0" + password;
        send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)) + "</auth>");
    }

    void pubSub(String verb, String node, String jid) {
        send("<iq id='p' type='set'><pubsub xmlns='http://jabber.org/protocol/pubsub'><" + verb + " node='" + node
                + "' jid='" + jid + "'/></pubsub></iq>");
    }

    void send(String element) {
        socket.sendText(element, true).join();
    }

    /// The next element with that text in it; those before it are dropped.
    String expect(String text) {
        try {
            for (@Nullable String next = poll(); next != null; next = poll()) {
                if (next.contains(text)) {
                    return next;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no element with " + text + " came");
    }

    private @Nullable String poll() throws InterruptedException {
        return heard.poll(5, TimeUnit.SECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        heard.add(CLOSED);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        heard.add(CLOSED);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
