package io.presencesync.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of the clock by which Finesse told the time of the known state: only times of one clock have an order.
///
/// @param setBackAt when it was last noticed, by our clock, that Finesse's was set back; null when never
/// @param former the known state's time was told before that
/// @param overruled Finesse's time of a state that turned out to be older than one with an earlier time; null when none
/// @param contradictedAt when a state with an earlier time was told that may be the newer one all the same, by our
///     clock; null when none waits to be looked into
record ServerClock(
        @Nullable Instant setBackAt,
        boolean former,
        @Nullable Instant overruled,
        @Nullable Instant contradictedAt) {
    /// Never known to have been set back.
    static final ServerClock STEADY = new ServerClock(null, false, null, null);

    ServerClock setBack(Instant now) {
        return new ServerClock(now, true, overruled, contradictedAt);
    }

    ServerClock contradicted(Instant now) {
        return contradictedAt == null ? new ServerClock(setBackAt, former, overruled, now) : this;
    }

    /// The known state's time is the one it was, or not.
    ServerClock withTime(boolean same) {
        return new ServerClock(setBackAt, former && same, overruled, contradictedAt);
    }

    ServerClock overruling(@Nullable Instant time) {
        return new ServerClock(setBackAt, former, time, contradictedAt);
    }

    ServerClock settled() {
        return new ServerClock(setBackAt, former, overruled, null);
    }
}
