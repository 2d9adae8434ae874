package io.presencesync.simulators.finesse.xmpp;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The notification service of one node: sessions and subscriptions. Subscriptions belong to full addresses, or to bare
/// ones and then to all sessions of the user, and outlive sessions. What goes wrong on demand is set here too. Any
/// thread.
public final class XmppServer {
    private final XmppHost host;
    private final Vertx vertx;
    private final Map<String, XmppSession> sessions = new ConcurrentHashMap<>();
    private final Set<XmppSession> unbound = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> subscriptions = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong signIns = new AtomicLong();
    private volatile Duration silenceAllowed = Duration.ofSeconds(60);
    private volatile int refusal;
    private volatile boolean mute;
    private volatile boolean cdata;
    private volatile boolean bindFrom = true;
    private volatile boolean webApplicationUp = true;

    public XmppServer(XmppHost host, Vertx vertx) {
        this.host = host;
        this.vertx = vertx;
    }

    /// Takes connections at `/ws`.
    public void mount(Router router) {
        router.get("/ws").handler(this::connect);
        router.get("/ws/").handler(this::connect);
    }

    private void connect(RoutingContext context) {
        if (refusal != 0) {
            var _ = context.response().setStatusCode(refusal).end();
            return;
        }
        var _ = context.request().toWebSocket().onSuccess(this::connected);
    }

    private void connected(ServerWebSocket socket) {
        XmppSession session = new XmppSession(this, socket);
        unbound.add(session);
        socket.textMessageHandler(session::received);
        session.watch(vertx, silenceAllowed);
    }

    XmppHost host() {
        return host;
    }

    boolean mute() {
        return mute;
    }

    void signingIn() {
        signIns.incrementAndGet();
    }

    /// The session now has this address; another one that had it is thrown out.
    void bound(XmppSession session, String jid) {
        unbound.remove(session);
        @Nullable XmppSession older = sessions.put(jid, session);
        if (older != null) {
            older.end("conflict");
        }
    }

    void gone(XmppSession session) {
        unbound.remove(session);
        sessions.values().remove(session);
    }

    void subscribe(String jid, String node) {
        subscriptions
                .computeIfAbsent(node, any -> ConcurrentHashMap.newKeySet())
                .add(jid);
    }

    /// As if a client of the user had once subscribed without a resource and left it so.
    public XmppServer subscribeBare(String jid, String node) {
        subscribe(jid, node);
        return this;
    }

    /// False when there was none.
    boolean unsubscribe(String jid, String node) {
        return subscriptions.getOrDefault(node, Set.of()).remove(jid);
    }

    /// What one user is subscribed to.
    ///
    /// @param bare his address without resource
    List<NodeSubscription> subscriptionsOf(String bare) {
        return subscriptions.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(jid -> new NodeSubscription(entry.getKey(), jid)))
                .filter(subscription -> subscription.isOf(bare))
                .sorted(Comparator.comparing(NodeSubscription::node).thenComparing(NodeSubscription::jid))
                .toList();
    }

    /// @param jid full, or bare for all sessions of the user
    record NodeSubscription(String node, String jid) {
        boolean isOf(String bare) {
            return jid.equals(bare) || jid.startsWith(bare + "/");
        }
    }

    void welcome(XmppSession session) {
        session.tellPresence("finesse@" + host.domain() + "/webapp", webApplicationUp);
    }

    /// Sends an item to whoever is subscribed to the node and available.
    ///
    /// @param update the document, sent as text
    public void publish(String node, String update) {
        sessions.forEach((jid, session) -> {
            Set<String> subscribers = subscriptions.getOrDefault(node, Set.of());
            boolean wanted = subscribers.contains(jid)
                    || subscribers.contains(jid.substring(0, jid.indexOf('/')))
                    || host.automatic(session.user()).contains(node);
            if (wanted && session.available() && !mute) {
                session.tell(node, Long.toHexString(sent.incrementAndGet()), update);
            }
        });
    }

    /// Full addresses of those signed in.
    public List<String> sessions() {
        return sessions.keySet().stream().sorted().toList();
    }

    /// Addresses subscribed to the node, full or bare.
    public Set<String> subscribers(String node) {
        return Set.copyOf(subscriptions.getOrDefault(node, Set.of()));
    }

    /// How many items were sent, to all together.
    public long sent() {
        return sent.get();
    }

    /// How often somebody tried to sign in.
    public long signIns() {
        return signIns.get();
    }

    /// Cuts every connection; whoever likes may come again.
    public XmppServer dropSessions() {
        sessions.values().forEach(XmppSession::cut);
        unbound.forEach(XmppSession::cut);
        return this;
    }

    /// Answers new connections with that HTTP status; 0 lets them in again.
    public XmppServer refuse(int status) {
        refusal = status;
        return this;
    }

    /// Connections stay open, but nothing is answered or sent any more.
    public XmppServer mute(boolean value) {
        mute = value;
        return this;
    }

    /// Whether the answer to a bind names its sender; RFC 6120 lets a server leave it out.
    public XmppServer bindFrom(boolean value) {
        bindFrom = value;
        return this;
    }

    boolean bindFrom() {
        return bindFrom;
    }

    /// Payloads come as CDATA sections instead of escaped text.
    public XmppServer cdata(boolean value) {
        cdata = value;
        return this;
    }

    String payload(String update) {
        return cdata ? "<![CDATA[" + update.replace("]]>", "]]]]><![CDATA[>") + "]]>" : Stanza.escaped(update);
    }

    /// How long a client may be silent before his session is ended.
    public XmppServer silenceAllowed(Duration value) {
        silenceAllowed = value;
        return this;
    }

    /// The web application's own user comes or goes.
    public XmppServer webApplication(boolean up) {
        webApplicationUp = up;
        sessions.values().forEach(this::welcome);
        return this;
    }
}
