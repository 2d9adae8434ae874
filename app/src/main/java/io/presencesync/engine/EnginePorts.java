package io.presencesync.engine;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// What the engine works with.
///
/// @param threads starts each task on a virtual thread of its own, bounded in number
/// @param random must be safe for many threads
/// @param observer told of every decision that says something new
public record EnginePorts(
        AgentChannel channel,
        AgentStateReader reader,
        Surroundings surroundings,
        Manners manners,
        HoldLog holdLog,
        Journal journal,
        Timers timers,
        InstantSource clock,
        RandomGenerator random,
        Executor threads,
        AgentObserver observer) {}
