package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of the clock by which Finesse told the time of the known state: only times of one clock have an order.
///
/// @param setBackAt when it was last noticed, by our clock, that Finesse's was set back; null when never
/// @param former the known state's time was told before that
/// @param overruled Finesse's time of a state that turned out to be older than one with an earlier time; null when none
/// @param contradiction what was told with an earlier time and may be the newer state all the same; null when nothing
///     waits to be looked into
record ServerClock(
        @Nullable Instant setBackAt,
        boolean former,
        @Nullable Instant overruled,
        @Nullable Contradiction contradiction) {
    /// Never known to have been set back.
    static final ServerClock STEADY = new ServerClock(null, false, null, null);

    /// A state told that is not taken in yet.
    ///
    /// @param state as it was told first
    /// @param unseen changes may have been missed before it
    record Contradiction(AgentState state, boolean unseen) {
        boolean tellsOf(AgentState truth) {
            return Newest.sameChange(state, truth);
        }
    }

    ServerClock setBack(Instant now) {
        return new ServerClock(now, true, overruled, contradiction);
    }

    ServerClock contradicted(AgentState told, boolean unseen) {
        boolean same = contradiction != null && contradiction.tellsOf(told);
        return same ? this : new ServerClock(setBackAt, former, overruled, new Contradiction(told, unseen));
    }

    /// The known state's time is the one it was, or not.
    ServerClock withTime(boolean same) {
        return new ServerClock(setBackAt, former && same, overruled, contradiction);
    }

    ServerClock overruling(@Nullable Instant time) {
        return new ServerClock(setBackAt, former, time, contradiction);
    }

    ServerClock settled() {
        return new ServerClock(setBackAt, former, overruled, null);
    }
}
