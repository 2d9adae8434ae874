package io.presencesync;

import io.presencesync.engine.AgentObserver;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import org.jspecify.annotations.Nullable;

/// Closes the circle between engine and gadgets: the engine is built first, its observer comes after.
final class LateObserver implements AgentObserver {
    private volatile @Nullable AgentObserver target;

    void set(AgentObserver observer) {
        this.target = observer;
    }

    @Override
    public void observe(AgentId agent, @Nullable Presence presence, String decision, @Nullable ReasonLabel held) {
        AgentObserver observer = target;
        if (observer != null) {
            observer.observe(agent, presence, decision, held);
        }
    }
}
