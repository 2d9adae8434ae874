package io.presencesync.finesse;

import io.presencesync.config.FinesseConfig.Platform;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a node says of its cluster. Parts it does not deliver are null or, for the platform, AUTO (not known).
///
/// @param inService status IN_SERVICE
/// @param statusReason why not, in Finesse's words; may be empty
/// @param primaryPort the primary node's HTTPS port, as newer releases tell it
/// @param currentTimestamp the node's clock
/// @param xmppDomain domain of this node's notification service
/// @param xmppPubSubDomain domain of its pubsub part
record SystemInfo(
        boolean inService,
        String statusReason,
        Platform platform,
        @Nullable String primaryHost,
        @Nullable Integer primaryPort,
        @Nullable String secondaryHost,
        @Nullable Instant currentTimestamp,
        @Nullable String xmppDomain,
        @Nullable String xmppPubSubDomain) {
    /// Whether this address is the primary node's: the same host, and the same port where the port is told.
    boolean namesPrimary(URI node) {
        return node.getHost() != null
                && node.getHost().equalsIgnoreCase(primaryHost)
                && (primaryPort == null || node.getPort() < 0 || node.getPort() == primaryPort);
    }
}
