package io.presencesync.gadget;

import io.presencesync.presence.AgentId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The live gadget of each agent; the newest connection wins. Thread-safe.
public final class GadgetSessions {
    private final Map<AgentId, GadgetSession> live = new ConcurrentHashMap<>();

    /// Puts a session in; gives back the one it displaces.
    @Nullable
    GadgetSession enter(GadgetSession session) {
        return live.put(session.agent(), session);
    }

    /// Takes a session out; false when a newer one has taken its place.
    boolean leave(GadgetSession session) {
        return live.remove(session.agent(), session);
    }

    @Nullable
    GadgetSession of(AgentId agent) {
        return live.get(agent);
    }

    /// Whether this agent's gadget is connected and proved.
    public boolean has(AgentId agent) {
        return live.containsKey(agent);
    }

    /// Gadgets connected and proved at this moment.
    public int count() {
        return live.size();
    }
}
