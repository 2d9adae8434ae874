package io.presencesync.simulators.finesse.xmpp;

import static io.presencesync.simulators.finesse.xmpp.Stanza.escaped;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// One client's connection: framing, signing in, binding, presence; what comes after goes to {@link Requests}.
/// Elements arrive on the socket's event loop.
final class XmppSession {
    private static final String FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";
    private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";

    private final XmppServer server;
    private final ServerWebSocket socket;
    private final Requests requests;
    private volatile String user = "";
    private volatile String jid = "";
    private volatile boolean available;
    private volatile long heard = System.nanoTime();

    XmppSession(XmppServer server, ServerWebSocket socket) {
        this.server = server;
        this.socket = socket;
        this.requests = new Requests(server, this);
    }

    String user() {
        return user;
    }

    /// The full address; the empty text until it is bound.
    String jid() {
        return jid;
    }

    boolean available() {
        return available;
    }

    /// Ends the session when it is silent for too long.
    void watch(Vertx vertx, Duration allowed) {
        long pace = Math.max(1, allowed.toMillis() / 10);
        long timer = vertx.setPeriodic(pace, _ -> {
            if (System.nanoTime() - heard > allowed.toNanos()) {
                end("connection-timeout");
            }
        });
        socket.closeHandler(_ -> {
            vertx.cancelTimer(timer);
            server.gone(this);
        });
    }

    void received(String text) {
        heard = System.nanoTime();
        if (server.mute()) {
            return;
        }
        Optional<Stanza> stanza = Stanza.read(text);
        if (stanza.isEmpty()) {
            end("not-well-formed");
        } else {
            take(stanza.get());
        }
    }

    private void take(Stanza stanza) {
        switch (stanza.name()) {
            case "open" -> open();
            case "close" -> close();
            case "auth" -> signIn(stanza);
            default -> afterSignIn(stanza);
        }
    }

    private void afterSignIn(Stanza stanza) {
        if (user.isEmpty()) {
            end("not-authorized");
            return;
        }
        switch (stanza.name()) {
            case "iq" -> requests.take(stanza);
            case "presence" -> presence(stanza);
            case "message" -> {}
            default -> end("unsupported-stanza-type");
        }
    }

    private void open() {
        send("<open xmlns='" + FRAMING + "' from='" + server.host().domain() + "' id='" + UUID.randomUUID()
                + "' version='1.0' xml:lang='en'/>");
        String features = user.isEmpty()
                ? "<mechanisms xmlns='" + SASL + "'><mechanism>PLAIN</mechanism></mechanisms>"
                : "<bind xmlns='" + Requests.BIND + "'/><session xmlns='" + Requests.SESSION + "'/>";
        send("<stream:features xmlns:stream='http://etherx.jabber.org/streams'>" + features + "</stream:features>");
    }

    private void close() {
        send("<close xmlns='" + FRAMING + "'/>");
        var _ = socket.close();
    }

    private void signIn(Stanza auth) {
        server.signingIn();
        if (!auth.attribute("mechanism").equals("PLAIN")) {
            send("<failure xmlns='" + SASL + "'><invalid-mechanism/></failure>");
            return;
        }
        Optional<String> found = checked(auth.text());
        if (found.isPresent()) {
            user = found.get();
            send("<success xmlns='" + SASL + "'/>");
        } else {
            send("<failure xmlns='" + SASL + "'><not-authorized/></failure>");
        }
    }

    private Optional<String> checked(String base64) {
        try {
            String[] parts = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).split("\0", -1);
            return parts.length == 3 ? server.host().signIn(parts[1], parts[2]) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    void bind(String resource) {
        jid = user + "@" + server.host().domain() + "/" + resource;
        server.bound(this, jid);
    }

    private void presence(Stanza presence) {
        if (!presence.attribute("to").isEmpty()) {
            return;
        }
        int priority = presence.child("priority")
                .map(Stanza::text)
                .filter(text -> text.matches("-?\\d{1,3}"))
                .map(Integer::valueOf)
                .orElse(0);
        boolean before = available;
        available = presence.attribute("type").isEmpty() && priority >= 0;
        if (available && !before) {
            server.welcome(this);
        }
    }

    void tellPresence(String from, boolean there) {
        if (available) {
            send("<presence xmlns='jabber:client' from='" + from + "' to='" + jid + "'"
                    + (there ? "" : " type='unavailable'") + "/>");
        }
    }

    void tell(String node, String id, String update) {
        send("<message xmlns='jabber:client' from='pubsub." + server.host().domain() + "' to='" + jid + "'>"
                + "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='" + escaped(node) + "'>"
                + "<item id='" + id + "'><notification xmlns='http://jabber.org/protocol/pubsub'>"
                + server.payload(update)
                + "</notification></item></items></event></message>");
    }

    void send(String element) {
        if (!server.mute()) {
            var _ = socket.writeTextMessage(element);
        }
    }

    /// Ends the stream with an error, as the server may at any time.
    void end(String condition) {
        send("<stream:error xmlns:stream='http://etherx.jabber.org/streams'><" + condition
                + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>");
        close();
        server.gone(this);
    }

    /// As if the network had been cut.
    void cut() {
        var _ = socket.close((short) 1011);
        server.gone(this);
    }
}
