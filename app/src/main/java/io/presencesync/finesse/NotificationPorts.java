package io.presencesync.finesse;

import io.presencesync.config.TlsConfig;
import io.presencesync.finesse.xmpp.PubSub;
import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the notification sessions of one cluster work with.
///
/// @param password of the supervisor, as it is now
/// @param resource the part of our full JID that is ours alone
/// @param listener told what Finesse tells
/// @param suspect told a node that should be looked at
record NotificationPorts(
        PubSub.Opener opener,
        Supplier<Secret> password,
        String resource,
        TlsConfig tls,
        SiteId site,
        NodeClocks clocks,
        InstantSource clock,
        Followed followed,
        NotificationListener listener,
        Consumer<URI> suspect) {

    /// Whose states are wanted, and who wants to know which of them come by themselves. Any thread; must not block.
    interface Followed {
        /// Teams of the followed agents.
        Set<String> teams();

        /// Followed agents whose own nodes are wanted.
        Set<String> users();

        /// This team's states reach us from now on.
        void told(String team);

        /// No states reach us any more.
        void lost();
    }
}
