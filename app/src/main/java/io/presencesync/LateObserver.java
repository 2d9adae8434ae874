package io.presencesync;

import io.presencesync.engine.AgentObserver;
import io.presencesync.engine.Standing;
import io.presencesync.presence.AgentId;
import org.jspecify.annotations.Nullable;

/// Closes the circle between engine and gadgets: the engine is built first, its observer comes after.
final class LateObserver implements AgentObserver {
    private volatile @Nullable AgentObserver target;

    void set(AgentObserver observer) {
        this.target = observer;
    }

    @Override
    public void observe(AgentId agent, Standing standing) {
        AgentObserver observer = target;
        if (observer != null) {
            observer.observe(agent, standing);
        }
    }
}
