package io.presencesync.simulators.finesse.xmpp;

import java.util.Optional;
import java.util.Set;

/// What the server asks of the system behind it. Any thread; must not block.
public interface XmppHost {
    /// The service's domain, which is also that of its users; its pubsub part is `pubsub.` and this.
    String domain();

    /// The local part of the user's address, when user and password are right and he may use the service.
    Optional<String> signIn(String user, String password);

    /// Whether a user may subscribe to a node.
    Access access(String user, String node);

    /// Nodes whose items a user gets without subscribing.
    Set<String> automatic(String user);

    /// An answer to the wish to subscribe.
    enum Access {
        GRANTED,
        FORBIDDEN,
        NO_SUCH_NODE
    }
}
