package io.presencesync.config;

import io.presencesync.presence.SiteId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Finesse side of a site.
///
/// @param nodes base URLs such as `https://fin1.example.com:8445`, one or two, without a trailing slash
/// @param users login names (or login ids) of the agents to follow; may be empty in gadget mode
/// @param admin administrator account for configuration reads; null when not set
/// @param supervisor supervisor account for state changes; null when not set
/// @param poll pace of the Team GETs
/// @param notifications which of Finesse's notifications are asked for
/// @param putsPerSecond sustained rate of state changes per node; 0 means no limit
/// @param putBurst how many may go at once
public record FinesseConfig(
        SiteId site,
        List<URI> nodes,
        List<String> users,
        @Nullable AccountConfig admin,
        @Nullable AccountConfig supervisor,
        TlsConfig tls,
        Platform platform,
        Duration poll,
        Notifications notifications,
        double putsPerSecond,
        int putBurst) {

    /// What Finesse's notification service tells us.
    public enum Notifications {
        /// States of the agents' teams, and what requests of ours led to.
        AUTO,
        /// States of the agents' teams alone.
        TEAMS,
        /// Nothing: agents are polled.
        OFF
    }

    /// Unified CCE or Unified CCX; AUTO asks SystemInfo.
    public enum Platform {
        AUTO,
        CCE,
        CCX
    }
}
