package io.presencesync;

import io.presencesync.agent.Memory;
import io.presencesync.engine.HoldLog;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.SiteId;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is remembered of the agents of one site.
///
/// @param all what was remembered of all sites
record SiteHolds(SiteId site, Map<AgentId, Memory.Durable> all, HoldLog log) implements HoldLog {
    @Override
    public Map<AgentId, Memory.Durable> load() {
        Map<AgentId, Memory.Durable> mine = new LinkedHashMap<>(all);
        mine.keySet().removeIf(agent -> !agent.site().equals(site));
        return mine;
    }

    @Override
    public void remember(AgentId agent, Memory.Durable durable) {
        log.remember(agent, durable);
    }

    /// The log belongs to all sites.
    @Override
    public void close() {}
}
