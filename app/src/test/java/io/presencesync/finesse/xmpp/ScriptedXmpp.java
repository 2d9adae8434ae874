package io.presencesync.finesse.xmpp;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A small XMPP server over WebSocket on a free port of the loopback. It lets everybody in; a test may give it other
/// answers, or none.
final class ScriptedXmpp implements AutoCloseable {
    static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    private static final String FEATURES = "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>";
    private static final String OPEN =
            "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='fin1' id='s1' version='1.0'/>";
    private static final String BEFORE = FEATURES + "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
            + "<mechanism>DIGEST-MD5</mechanism><mechanism>PLAIN</mechanism></mechanisms></stream:features>";
    private static final String AFTER = FEATURES + "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"
            + "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></stream:features>";
    private static final Pattern ID = Pattern.compile("\\bid=['\"]([^'\"]+)['\"]");

    /// What the server says to a frame.
    interface Rule {
        /// The frames of the answer; null for the usual one.
        @Nullable
        List<String> answer(String frame);
    }

    private final Vertx vertx = Vertx.vertx();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String scheme;
    volatile Rule rule = frame -> null;
    /// An HTTP status to refuse every upgrade with; 0 for none.
    volatile int refusal;

    ScriptedXmpp() {
        this(new HttpServerOptions());
    }

    ScriptedXmpp(HttpServerOptions options) {
        scheme = options.isSsl() ? "wss" : "ws";
        server = vertx.createHttpServer(options.addWebSocketSubProtocol("xmpp"))
                .webSocketHandshakeHandler(this::greet)
                .webSocketHandler(this::serve)
                .listen(0, "127.0.0.1")
                .await();
    }

    private void greet(ServerWebSocketHandshake hands) {
        if (refusal == 0) {
            hands.accept();
        } else {
            hands.reject(refusal);
        }
    }

    private void serve(ServerWebSocket socket) {
        sockets.add(socket);
        boolean[] signedIn = new boolean[1];
        socket.textMessageHandler(frame -> {
            heard.add(frame);
            List<String> special = rule.answer(frame);
            (special == null ? usual(frame, signedIn) : special).forEach(socket::writeTextMessage);
        });
    }

    private static List<String> usual(String frame, boolean[] signedIn) {
        if (frame.startsWith("<open")) {
            return List.of(OPEN, signedIn[0] ? AFTER : BEFORE);
        }
        if (frame.startsWith("<auth")) {
            signedIn[0] = true;
            return List.of("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        }
        if (frame.startsWith("<iq") && frame.contains("xmpp-bind")) {
            String resource = frame.replaceFirst("(?s).*<resource>(.*)</resource>.*", "$1");
            return List.of(result(
                    frame,
                    "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>boss@fin1/" + resource + "</jid></bind>"));
        }
        return frame.startsWith("<iq") ? List.of(result(frame, "")) : List.of();
    }

    static String result(String request, String inside) {
        return "<iq xmlns='jabber:client' type='result' id='" + id(request) + "'" + from(request) + ">" + inside
                + "</iq>";
    }

    static String error(String request, String condition) {
        return "<iq xmlns='jabber:client' type='error' id='" + id(request) + "'" + from(request)
                + "><error type='cancel'><" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>";
    }

    private static String from(String request) {
        Matcher to = Pattern.compile("\\bto=['\"]([^'\"]+)['\"]").matcher(request);
        return to.find() ? " from='" + to.group(1) + "'" : "";
    }

    private static String id(String request) {
        Matcher id = ID.matcher(request);
        return id.find() ? id.group(1) : "";
    }

    /// To everybody who is connected.
    void say(String frame) {
        sockets.forEach(socket -> socket.writeTextMessage(frame).await());
    }

    /// Its last words; the client may be gone before the last of them.
    void takeLeave(String... frames) {
        for (String frame : frames) {
            sockets.forEach(socket -> socket.writeTextMessage(frame));
        }
        sockets.forEach(socket -> socket.close());
    }

    long count(String part) {
        return heard.stream().filter(frame -> frame.contains(part)).count();
    }

    URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + server.actualPort() + "/ws");
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
