package io.presencesync.finesse.xmpp;

import io.presencesync.finesse.xmpp.PubSubFailure.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.UnparseableStanza;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.c2s.ModularXmppClientToServerConnection;
import org.jivesoftware.smack.c2s.ModularXmppClientToServerConnectionConfiguration;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.PresenceBuilder;
import org.jivesoftware.smack.websocket.XmppWebSocketTransportModuleDescriptor;
import org.jivesoftware.smackx.ping.PingManager;
import org.jivesoftware.smackx.pubsub.NodeExtension;
import org.jivesoftware.smackx.pubsub.PubSubManager;
import org.jivesoftware.smackx.pubsub.SubscribeExtension;
import org.jivesoftware.smackx.pubsub.Subscription;
import org.jivesoftware.smackx.pubsub.UnsubscribeExtension;
import org.jxmpp.jid.DomainBareJid;
import org.jxmpp.jid.EntityFullJid;
import org.jxmpp.jid.Jid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A session by the Smack library. It does what this service needs and nothing else: no roster, no reconnecting, no
/// pings by itself, no stream management, no answers about ourselves.
public final class SmackPubSub implements PubSub {
    private static final Logger log = LoggerFactory.getLogger(SmackPubSub.class);
    private static final Duration REPLY = Duration.ofSeconds(10);

    private final ModularXmppClientToServerConnection connection;
    private final WebSocketClient client;
    private final DomainBareJid pubSub;
    private final Ending ending;
    private final XmppSocket socket;

    private SmackPubSub(Address address, Listener listener, WebSocketClient client, XmppSocket line)
            throws PubSubFailure {
        this.client = client;
        this.socket = line;
        this.ending = new Ending(listener);
        try {
            this.pubSub = JidCreate.domainBareFrom(address.pubSubDomain());
            this.connection = new ModularXmppClientToServerConnection(settings(address, line));
        } catch (XmppStringprepException malformed) {
            throw SmackFailures.of(malformed);
        }
        connection.setParsingExceptionCallback(SmackPubSub::passOver);
        new Ears(listener, ending).listen(connection);
    }

    /// One stanza that cannot be read, such as one from an address that is none, does not end the session.
    private static void passOver(UnparseableStanza unread) {
        log.warn(
                "The notification service of Finesse sent something that cannot be read, it is passed over: {}",
                SmackFailures.words(unread.getParsingException()));
    }

    /// Opens sessions over sockets of this kind.
    ///
    /// @param vertx whose event loops carry the sockets
    public static Opener opener(Vertx vertx) {
        return (address, listener, timeout) -> open(vertx, address, listener, timeout);
    }

    private static PubSub open(Vertx vertx, Address address, Listener listener, Duration timeout)
            throws PubSubFailure, InterruptedException {
        SmackSetup.once();
        long start = System.nanoTime();
        WebSocketClient client = XmppSocket.client(vertx, address.tls(), timeout);
        try {
            XmppSocket socket = XmppSocket.open(client, address.endpoint(), timeout);
            SmackPubSub fresh = new SmackPubSub(address, listener, client, socket);
            fresh.signInOrEnd(vertx, timeout.minusNanos(System.nanoTime() - start));
            return fresh;
        } catch (PubSubFailure | InterruptedException failed) {
            client.close();
            throw failed;
        } catch (RuntimeException refused) {
            client.close();
            throw SmackFailures.of(refused);
        }
    }

    private void signInOrEnd(Vertx vertx, Duration timeout) throws PubSubFailure, InterruptedException {
        boolean done = false;
        try {
            signIn(vertx, timeout);
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /// Each step waits for an answer; the alarm ends them all together.
    private void signIn(Vertx vertx, Duration timeout) throws PubSubFailure, InterruptedException {
        AtomicBoolean late = new AtomicBoolean();
        long end = System.nanoTime() + timeout.toNanos();
        long alarm = vertx.setTimer(Math.max(1, timeout.toMillis()), _ -> {
            late.set(true);
            socket.failed(new IOException("no answer in time"));
        });
        try {
            connection.setReplyTimeout(Math.max(1, timeout.toMillis()));
            connection.connect();
            connection.setReplyTimeout(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            connection.login();
            connection.sendStanza(PresenceBuilder.buildPresence().setPriority(0).build());
            connection.setReplyTimeout(REPLY.toMillis());
        } catch (SmackException | XMPPException | IOException failure) {
            throw late.get()
                    ? new PubSubFailure(Kind.TIMEOUT, "no answer in time", failure)
                    : SmackFailures.of(failure);
        } finally {
            vertx.cancelTimer(alarm);
        }
        if (!ending.opened()) {
            throw new PubSubFailure(Kind.CLOSED, "the server ended the session as soon as it was open");
        }
    }

    private static ModularXmppClientToServerConnectionConfiguration settings(Address address, XmppSocket line)
            throws XmppStringprepException {
        boolean secure = "wss".equalsIgnoreCase(address.endpoint().getScheme());
        var settings = ModularXmppClientToServerConnectionConfiguration.builder();
        settings.removeAllModules();
        settings.setXmppDomain(address.domain())
                .setUsernameAndPassword(address.user(), address.password().reveal())
                .setResource(address.resource())
                .setSendPresence(false)
                .setCompressionEnabled(false)
                .addEnabledSaslMechanism("PLAIN")
                .setSecurityMode(secure ? SecurityMode.required : SecurityMode.disabled);
        var socket = settings.with(XmppWebSocketTransportModuleDescriptor.Builder.class);
        socket.explicitlySetWebSocketEndpointAndDiscovery(address.endpoint(), false);
        socket.disableImplicitWebsocketEndpoint();
        socket.setWebSocketFactory((endpoint, internal) -> new VertxWebSocket(endpoint, internal, line));
        settings.addModule(socket.build());
        return settings.build();
    }

    @Override
    public String jid() {
        return full().toString();
    }

    private EntityFullJid full() {
        return connection.getUser();
    }

    private interface Exchange<T> {
        T run() throws SmackException, XMPPException, InterruptedException;
    }

    private static <T> T call(Exchange<T> exchange) throws PubSubFailure, InterruptedException {
        try {
            return exchange.run();
        } catch (SmackException | XMPPException failure) {
            throw SmackFailures.of(failure);
        }
    }

    @Override
    public Standing subscriptions() throws PubSubFailure, InterruptedException {
        List<Subscription> all =
                call(() -> PubSubManager.getInstanceFor(connection, pubSub).getSubscriptions());
        return new Standing(nodes(all, full()), nodes(all, full().asBareJid()));
    }

    private static Set<String> nodes(List<Subscription> all, Jid subscriber) {
        return all.stream()
                .filter(subscription -> subscription.getJid().equals(subscriber))
                .map(Subscription::getNode)
                .collect(Collectors.toSet());
    }

    @Override
    public void subscribe(String node) throws PubSubFailure, InterruptedException {
        set(new SubscribeExtension(full(), node));
    }

    @Override
    public void unsubscribe(String node) throws PubSubFailure, InterruptedException {
        set(new UnsubscribeExtension(jid(), node));
    }

    @Override
    public void unsubscribeBare(String node) throws PubSubFailure, InterruptedException {
        set(new UnsubscribeExtension(full().asBareJid().toString(), node));
    }

    private void set(NodeExtension wish) throws PubSubFailure, InterruptedException {
        var request = org.jivesoftware.smackx.pubsub.packet.PubSub.createPubsubPacket(pubSub, IQ.Type.set, wish);
        call(() -> connection.sendIqRequestAndWaitForResponse(request));
    }

    @Override
    public void ping(Duration timeout) throws PubSubFailure, InterruptedException {
        boolean alive = call(() -> PingManager.getInstanceFor(connection).pingMyServer(false, timeout.toMillis()));
        if (!alive) {
            throw new PubSubFailure(Kind.TIMEOUT, "no answer to a ping within " + timeout.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        ending.ours();
        connection.instantShutdown();
        client.close();
    }
}
