package io.presencesync.gadget;

import io.presencesync.engine.AgentStateListener;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Whether an id that Finesse tells with a change can be compared with those of our requests. A gadget gives its
/// changes
/// the ids of our commands and says so with each outcome; one of an earlier release, and the playbook's, leave that to
/// the desktop's library, so that what they set for us looks like somebody else's. Thread-safe.
final class RequestNames {
    /// From a command to the change it leads to.
    private static final Duration MAY_STILL_SHOW = Duration.ofMinutes(2);

    /// A change that may bear a name nobody knows.
    ///
    /// @param id of the command
    /// @param until by the monotonic clock, nanoseconds
    private record Unnamed(String id, long until) {}

    private final LongSupplier nanos;
    private final Map<AgentId, Unnamed> unnamed = new ConcurrentHashMap<>();

    /// @param nanos a clock that never steps
    RequestNames(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Before the gadget hears of it.
    void commanded(GadgetSession session, String id) {
        if (!session.namesChanges()) {
            unnamed.put(session.agent(), new Unnamed(id, nanos.getAsLong() + MAY_STILL_SHOW.toNanos()));
        }
    }

    /// The change bears the command's id, or there is none.
    void settled(AgentId agent, String id) {
        unnamed.computeIfPresent(agent, (_, open) -> open.id().equals(id) ? null : open);
    }

    /// What Finesse tells, on its way: an id that might be that of a change of ours is none.
    AgentStateListener onTheWayTo(AgentStateListener next) {
        return new AgentStateListener() {
            @Override
            public void seen(AgentId agent, AgentState state) {
                next.seen(agent, named(agent, state));
            }

            @Override
            public void seen(AgentId agent, AgentState state, Instant askedAt) {
                next.seen(agent, named(agent, state), askedAt);
            }

            @Override
            public void gap(AgentId agent) {
                next.gap(agent);
            }

            @Override
            public void clockSetBack(AgentId agent) {
                next.clockSetBack(agent);
            }
        };
    }

    private AgentState named(AgentId agent, AgentState state) {
        return comparable(agent, state.requestId()) ? state : state.causedBy(null);
    }

    private boolean comparable(AgentId agent, @Nullable String requestId) {
        Unnamed open = unnamed.get(agent);
        return open == null || open.id().equals(requestId) || nanos.getAsLong() - open.until() >= 0;
    }
}
