package io.presencesync;

import io.presencesync.engine.AgentView;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.Presence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Time that only goes on: begins at what the wall clock shows when it is made, and advances by the machine's own
/// count.
/// Whatever waits, waits by it, so that setting the wall clock back or forward neither prolongs nor cuts a wait. What
/// is
/// defined by the clock on the wall asks [#wall()]. While the machine sleeps, it stands still. Any thread.
final class SteadyClock extends Clock {
    private static final Duration NOTEWORTHY = Duration.ofSeconds(2);

    private final Clock wall;
    private final LongSupplier nanos;
    private final Instant start;
    private final long startNanos;

    /// @param nanos as [System#nanoTime()]
    SteadyClock(Clock wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.start = wall.instant();
        this.startNanos = nanos.getAsLong();
    }

    /// Begins now.
    static SteadyClock system() {
        return new SteadyClock(Clock.systemUTC(), System::nanoTime);
    }

    /// Its first instant, which is also what the clock on the wall showed then.
    Instant start() {
        return start;
    }

    /// What the clock on the wall, as it is set now, would have shown at that instant of this one.
    Instant onWall(Instant time) {
        return time.plus(wallAhead());
    }

    /// What people call the time.
    Clock wall() {
        return wall;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.getAsLong() - startNanos);
    }

    /// How much the wall clock was set forward since the beginning; negative when back.
    Duration wallAhead() {
        return Duration.between(instant(), wall.instant());
    }

    /// The same state of a link with its times as people call them.
    ConnectionState onWall(ConnectionState link) {
        Duration ahead = wallAhead();
        if (ahead.abs().compareTo(NOTEWORTHY) < 0) {
            return link;
        }
        return link.at(link.since().plus(ahead), later(link.nextTry(), ahead));
    }

    /// The same agent with the times by our clock as people call them.
    AgentView onWall(AgentView agent) {
        Duration ahead = wallAhead();
        if (ahead.abs().compareTo(NOTEWORTHY) < 0) {
            return agent;
        }
        Presence presence = agent.presence();
        AgentState state = agent.state();
        return agent.showing(
                presence == null ? null : presence.at(presence.confirmedAt().plus(ahead)),
                state == null ? null : state.at(state.seenAt().plus(ahead)));
    }

    private static @Nullable Instant later(@Nullable Instant time, Duration ahead) {
        return time == null ? null : time.plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC)
                ? this
                : Clock.offset(this, Duration.ZERO).withZone(zone);
    }
}
