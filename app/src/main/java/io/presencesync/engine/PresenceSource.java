package io.presencesync.engine;

import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.WebexAddress;
import java.util.Collection;
import java.util.List;

/// Port: a place presences come from. Works on threads of its own; no method blocks for the network or throws
/// because of it: failure is a [ConnectionState].
public interface PresenceSource extends AutoCloseable {
    /// Begins to connect and keeps on until [#close()]. Called once.
    void start(PresenceListener listener);

    /// Adds people to follow; naming one again does no harm. Each is answered by
    /// [PresenceListener#resolved] or [PresenceListener#unresolved], sooner or later.
    void follow(Collection<WebexAddress> people);

    /// Lets people go: nothing more is told of them, and they are asked for no longer. Naming others does no harm.
    void unfollow(Collection<WebexAddress> people);

    ConnectionState health();

    /// The same for what the link is made of; names begin with the link's and a dot.
    default List<ConnectionState> parts() {
        return List.of();
    }

    /// Leaves the cloud cleanly, within two seconds.
    @Override
    void close();
}
