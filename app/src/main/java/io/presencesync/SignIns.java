package io.presencesync;

import io.presencesync.engine.AgentStateListener;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.StateName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Since when each agent is signed in to Finesse without a break of their gadget, so that health does not miss a gadget
/// that has not had the time to come. Listens on the way to the engine. Any thread.
final class SignIns {
    private static final Duration TIME_TO_COME = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<AgentId, Instant> since = new ConcurrentHashMap<>();

    SignIns(InstantSource clock) {
        this.clock = clock;
    }

    static boolean signedIn(@Nullable AgentState state) {
        return state != null && state.state() != StateName.LOGOUT && state.state() != StateName.UNKNOWN;
    }

    /// Their gadget, if there is to be one, should be there by now.
    boolean longEnough(AgentId agent) {
        Instant from = since.get(agent);
        return from != null && !clock.instant().isBefore(from.plus(TIME_TO_COME));
    }

    private void seen(AgentId agent, AgentState state) {
        if (signedIn(state)) {
            since.putIfAbsent(agent, clock.instant());
        } else {
            since.remove(agent);
        }
    }

    /// What Finesse tells, on its way.
    AgentStateListener onTheWayTo(AgentStateListener next) {
        return listening(next, _ -> {});
    }

    /// What gadgets tell, on its way: a gap is a gadget that is gone.
    AgentStateListener ofGadgets(AgentStateListener next) {
        return listening(next, agent -> since.computeIfPresent(agent, (_, _) -> clock.instant()));
    }

    private AgentStateListener listening(AgentStateListener next, Consumer<AgentId> atGap) {
        return new AgentStateListener() {
            @Override
            public void seen(AgentId agent, AgentState state) {
                SignIns.this.seen(agent, state);
                next.seen(agent, state);
            }

            @Override
            public void seen(AgentId agent, AgentState state, Instant askedAt) {
                SignIns.this.seen(agent, state);
                next.seen(agent, state, askedAt);
            }

            @Override
            public void clockSetBack(AgentId agent) {
                next.clockSetBack(agent);
            }

            @Override
            public void gap(AgentId agent) {
                atGap.accept(agent);
                next.gap(agent);
            }
        };
    }
}
