package io.presencesync.finesse.xmpp;

import io.presencesync.finesse.xmpp.PubSubFailure.Kind;
import io.presencesync.net.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.XMPPException.StreamErrorException;
import org.jivesoftware.smack.c2s.ModularXmppClientToServerConnection;
import org.jivesoftware.smack.c2s.ModularXmppClientToServerConnectionConfiguration;
import org.jivesoftware.smack.filter.StanzaExtensionFilter;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.PresenceBuilder;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StreamError;
import org.jivesoftware.smack.websocket.XmppWebSocketTransportModuleDescriptor;
import org.jivesoftware.smackx.ping.PingManager;
import org.jivesoftware.smackx.pubsub.EventElement;
import org.jivesoftware.smackx.pubsub.EventElementType;
import org.jivesoftware.smackx.pubsub.ItemsExtension;
import org.jivesoftware.smackx.pubsub.NodeExtension;
import org.jivesoftware.smackx.pubsub.PubSubManager;
import org.jivesoftware.smackx.pubsub.SubscribeExtension;
import org.jivesoftware.smackx.pubsub.Subscription;
import org.jivesoftware.smackx.pubsub.UnsubscribeExtension;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.DomainBareJid;
import org.jxmpp.jid.EntityFullJid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;

/// A session by the Smack library. It does what this service needs and nothing else: no roster, no reconnecting, no
/// pings by itself, no stream management, no answers about ourselves.
public final class SmackPubSub implements PubSub {
    private static final Duration REPLY = Duration.ofSeconds(10);

    private final ModularXmppClientToServerConnection connection;
    private final WebSocketClient client;
    private final EntityFullJid jid;
    private final DomainBareJid pubSub;
    private final AtomicBoolean over;

    private SmackPubSub(
            ModularXmppClientToServerConnection connection,
            WebSocketClient client,
            EntityFullJid jid,
            DomainBareJid pubSub,
            AtomicBoolean over) {
        this.connection = connection;
        this.client = client;
        this.jid = jid;
        this.pubSub = pubSub;
        this.over = over;
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
        WebSocketClientOptions options =
                Tls.webSocketOptions(address.tls()).setConnectTimeout((int) timeout.toMillis());
        WebSocketClient client = vertx.createWebSocketClient(options);
        try {
            return signedIn(address, listener, timeout, client);
        } catch (PubSubFailure | InterruptedException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    private static PubSub signedIn(Address address, Listener listener, Duration timeout, WebSocketClient client)
            throws PubSubFailure, InterruptedException {
        AtomicReference<@Nullable Throwable> unopened = new AtomicReference<>();
        @Nullable ModularXmppClientToServerConnection connection = null;
        try {
            DomainBareJid pubSub = JidCreate.domainBareFrom(address.pubSubDomain());
            connection = new ModularXmppClientToServerConnection(settings(address, client, unopened));
            connection.setReplyTimeout(timeout.toMillis());
            AtomicBoolean over = new AtomicBoolean();
            listen(connection, listener, over);
            connection.connect();
            connection.login();
            connection.sendStanza(PresenceBuilder.buildPresence().setPriority(0).build());
            connection.setReplyTimeout(REPLY.toMillis());
            return new SmackPubSub(connection, client, connection.getUser(), pubSub, over);
        } catch (SmackException | XMPPException | IOException failure) {
            end(connection);
            Throwable why = unopened.get();
            throw SmackFailures.of(why == null ? failure : why);
        }
    }

    private static void end(@Nullable ModularXmppClientToServerConnection connection) {
        if (connection != null) {
            connection.instantShutdown();
        }
    }

    private static ModularXmppClientToServerConnectionConfiguration settings(
            Address address, WebSocketClient client, AtomicReference<@Nullable Throwable> unopened)
            throws XmppStringprepException {
        var settings = ModularXmppClientToServerConnectionConfiguration.builder();
        settings.removeAllModules();
        settings.setXmppDomain(address.domain())
                .setUsernameAndPassword(address.user(), address.password().reveal())
                .setResource(address.resource())
                .setSendPresence(false)
                .setCompressionEnabled(false)
                .addEnabledSaslMechanism("PLAIN")
                .setSecurityMode(SecurityMode.disabled);
        var socket = settings.with(XmppWebSocketTransportModuleDescriptor.Builder.class);
        socket.explicitlySetWebSocketEndpointAndDiscovery(address.endpoint(), false);
        socket.disableImplicitWebsocketEndpoint();
        socket.setWebSocketFactory((endpoint, internal) -> new VertxWebSocket(endpoint, internal, client, unopened));
        settings.addModule(socket.build());
        return settings.build();
    }

    /// Listeners run one after the other, in the order in which the stanzas came.
    private static void listen(ModularXmppClientToServerConnection connection, Listener listener, AtomicBoolean over) {
        connection.addSyncStanzaListener(
                stanza -> items(stanza, listener),
                new StanzaExtensionFilter(EventElement.ELEMENT, EventElement.NAMESPACE));
        connection.addSyncStanzaListener(stanza -> presence((Presence) stanza, listener), StanzaTypeFilter.PRESENCE);
        connection.addConnectionListener(new ConnectionListener() {
            @Override
            public void connectionClosed() {
                ended("closed by the server", false);
            }

            @Override
            public void connectionClosedOnError(Exception why) {
                ended(SmackFailures.words(why), conflict(why));
            }

            private void ended(String why, boolean conflict) {
                if (over.compareAndSet(false, true)) {
                    listener.ended(why, conflict);
                }
            }
        });
    }

    private static boolean conflict(Exception why) {
        return why instanceof StreamErrorException stream
                && stream.getStreamError().getCondition() == StreamError.Condition.conflict;
    }

    private static void items(Stanza stanza, Listener listener) {
        EventElement event = EventElement.from(stanza);
        if (event.getEventType() == EventElementType.items && event.getEvent() instanceof ItemsExtension items) {
            items.getItems()
                    .forEach(item -> listener.item(
                            String.valueOf(items.getNode()), item.toXML().toString()));
        }
    }

    private static void presence(Presence presence, Listener listener) {
        if (presence.getFrom() != null) {
            listener.presence(presence.getFrom().toString(), presence.isAvailable());
        }
    }

    @Override
    public String jid() {
        return jid.toString();
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
    public Set<String> subscriptions() throws PubSubFailure, InterruptedException {
        return call(() -> PubSubManager.getInstanceFor(connection, pubSub).getSubscriptions()).stream()
                .filter(subscription -> subscription.getJid().equals(jid))
                .map(Subscription::getNode)
                .collect(Collectors.toSet());
    }

    @Override
    public void subscribe(String node) throws PubSubFailure, InterruptedException {
        set(new SubscribeExtension(jid, node));
    }

    @Override
    public void unsubscribe(String node) throws PubSubFailure, InterruptedException {
        set(new UnsubscribeExtension(jid.toString(), node));
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
        over.set(true);
        connection.instantShutdown();
        client.close();
    }
}
