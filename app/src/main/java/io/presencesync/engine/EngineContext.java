package io.presencesync.engine;

import io.presencesync.agent.Moment;
import io.presencesync.agent.Policy;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateRequest;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// What every agent's runner works with.
///
/// @param threads starts a task on a virtual thread of its own
/// @param random must be safe for many threads
/// @param outcomes told of every answer of the channel
/// @param observer told of every decision that says something new
/// @param adopt whether the store was empty at start
record EngineContext(
        EngineSettings settings,
        AgentChannel channel,
        AgentStateReader reader,
        Surroundings surroundings,
        HoldLog holdLog,
        Timers timers,
        InstantSource clock,
        RandomGenerator random,
        Executor threads,
        BiConsumer<StateRequest, Outcome> outcomes,
        AgentObserver observer,
        boolean adopt) {

    Policy policy(AgentId agent) {
        return new Policy(
                agent,
                settings.rules(),
                settings.settleHold(),
                settings.settleRelease(),
                channel.kind(),
                channel.available(agent),
                surroundings.canRead(),
                settings.freshFor(),
                settings.staleAfter(),
                surroundings.supervisorCode(),
                surroundings.reasonIds(),
                adopt);
    }

    /// The jitter spreads retries by a fifth to both sides.
    Moment moment() {
        return new Moment(clock.instant(), freshId(), 0.8 + 0.4 * random.nextDouble());
    }

    private String freshId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
