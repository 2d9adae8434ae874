package io.presencesync.engine;

import io.presencesync.agent.Moment;
import io.presencesync.agent.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// What every agent's runner works with.
///
/// @param freshFor age up to which a known agent state needs no read before a hold
/// @param adopt whether the store was empty at start
/// @param entries how many journal entries were made
record EngineContext(EnginePorts ports, People people, Duration freshFor, boolean adopt, AtomicLong entries) {

    Policy policy(Roster.Entry entry) {
        Surroundings around = ports.surroundings();
        People.Doubt doubt = people.doubt(entry.address());
        return new Policy(
                entry.agent(),
                ports.manners().of(entry),
                around.platform(),
                ports.channel().kind(entry.agent()),
                ports.channel().available(entry.agent()),
                around.canRead(),
                freshFor,
                around.liveSince(entry.agent()),
                around.outage(),
                doubt.why(),
                doubt.since(),
                doubt.feedDown(),
                around.reasonIds(),
                around.missing(entry.agent()),
                adopt);
    }

    /// The jitter spreads retries by a fifth to both sides.
    Moment moment() {
        return new Moment(
                now(), wallTime(), freshId(), 0.8 + 0.4 * ports.random().nextDouble());
    }

    /// What people call the time.
    Instant wallTime() {
        return ports.wall().instant();
    }

    Instant now() {
        return ports.clock().instant();
    }

    /// What Finesse's clock shows now, as far as that is known.
    Instant finesseTime() {
        return wallTime().plus(ports.surroundings().clockAhead());
    }

    /// Unique, and later ones sort behind earlier ones.
    String entryId() {
        return "%012x-%08x-%08x"
                .formatted(
                        ports.clock().millis(),
                        entries.incrementAndGet(),
                        ports.random().nextInt());
    }

    String freshId() {
        return new UUID(ports.random().nextLong(), ports.random().nextLong()).toString();
    }
}
