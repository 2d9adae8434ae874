package io.presencesync.engine;

import io.presencesync.agent.Memory;
import io.presencesync.presence.AgentId;
import java.util.Map;

/// Port: remembers over restarts what each agent's machine must not forget.
public interface HoldLog extends AutoCloseable {
    /// All that was remembered, once at start; empty when there is no log yet.
    Map<AgentId, Memory.Durable> load();

    /// Remembers before the request that depends on it leaves; survives `kill -9`. Fast (no wait for the disk) and
    /// never throws: what cannot be written is kept in memory, written later and shown in health.
    void remember(AgentId agent, Memory.Durable durable);

    @Override
    void close();
}
