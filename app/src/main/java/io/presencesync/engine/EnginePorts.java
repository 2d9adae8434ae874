package io.presencesync.engine;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// What the engine works with.
///
/// @param clock by which everything waits; never set
/// @param wall what people call the time: for working hours, pauses and the journal
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
        InstantSource wall,
        RandomGenerator random,
        Executor threads,
        AgentObserver observer) {
    /// Where the clock on the wall is never set.
    public EnginePorts(
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
            AgentObserver observer) {
        this(channel, reader, surroundings, manners, holdLog, journal, timers, clock, clock, random, threads, observer);
    }
}
