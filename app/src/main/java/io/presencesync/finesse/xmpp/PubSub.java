package io.presencesync.finesse.xmpp;

import io.presencesync.config.TlsConfig;
import io.presencesync.presence.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// A session with an XMPP pubsub service (XEP-0060). Every call blocks its virtual thread, bounded in time, and throws
/// [PubSubFailure] when there is no result. Any thread may call.
public interface PubSub extends AutoCloseable {
    /// Where and as whom.
    ///
    /// @param endpoint `ws://` or `wss://`, with its path
    /// @param domain of the service, which is also that of the user
    /// @param pubSubDomain of its pubsub part
    /// @param resource makes our full JID; two sessions with the same throw each other out
    record Address(
            URI endpoint,
            String domain,
            String pubSubDomain,
            String user,
            Secret password,
            String resource,
            TlsConfig tls) {}

    /// Takes what the service sends. Called in order, on a thread of the session; must not block.
    interface Listener {
        /// One item of a node we are subscribed to.
        ///
        /// @param payload the item as XML, with what it holds: a `notification` with the text of an `Update`
        void item(String node, String payload);

        /// Somebody came or went.
        ///
        /// @param jid who, with resource where there is one
        void presence(String jid, boolean available);

        /// The session is over without having been closed by us; told once.
        ///
        /// @param why in words
        /// @param conflict another session with our full JID took our place
        void ended(String why, boolean conflict);
    }

    /// Opens sessions.
    interface Opener {
        /// Connects, signs in by SASL PLAIN, binds the resource and sends presence with priority 0.
        ///
        /// @param timeout for all of it
        PubSub open(Address address, Listener listener, Duration timeout) throws PubSubFailure, InterruptedException;
    }

    /// Our full JID.
    String jid();

    /// What our user is subscribed to.
    Standing subscriptions() throws PubSubFailure, InterruptedException;

    /// The subscriptions of our user that concern us.
    ///
    /// @param ours nodes our full JID is subscribed to
    /// @param bare nodes our user is subscribed to without a resource: they reach every session of the user
    record Standing(Set<String> ours, Set<String> bare) {}

    /// Subscribes our full JID; naming a node twice does no harm.
    void subscribe(String node) throws PubSubFailure, InterruptedException;

    void unsubscribe(String node) throws PubSubFailure, InterruptedException;

    /// Ends a subscription by the JID without resource.
    void unsubscribeBare(String node) throws PubSubFailure, InterruptedException;

    /// Asks the service for a sign of life (XEP-0199).
    void ping(Duration timeout) throws PubSubFailure, InterruptedException;

    /// Ends the session within two seconds; nothing is told to the listener any more.
    @Override
    void close();
}
