package io.presencesync;

import io.presencesync.agent.Memory;
import io.presencesync.config.TrustedProxies;
import io.presencesync.gadget.GadgetSessions;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.SiteId;
import io.presencesync.store.Store;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;

/// What all sites share. Nothing in it may be held by one of them while it waits.
///
/// @param clock by which everything waits; it knows the one on the wall
/// @param holds what was remembered of the agents of all sites
/// @param key from which each site has keys of its own
/// @param proxies believed when they say for whom they ask
/// @param resource our part of an XMPP address; sites have servers of their own
/// @param sites all there are
record Common(
        Vertx vertx,
        Store store,
        Map<AgentId, Memory.Durable> holds,
        RealTimers timers,
        GadgetSessions sessions,
        SteadyClock clock,
        SecureRandom random,
        String resource,
        InstallationKey key,
        TrustedProxies proxies,
        Set<SiteId> sites) {
    boolean several() {
        return sites.size() > 1;
    }
}
