package io.presencesync.simulators.finesse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock of the cluster's machines, which an administrator can set. What was stamped before keeps its time. Any
/// thread.
final class SetClock implements InstantSource {
    private final InstantSource right;
    private volatile Duration ahead = Duration.ZERO;

    SetClock(InstantSource right) {
        this.right = right;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead);
    }

    Duration ahead() {
        return ahead;
    }

    /// @param difference from the right time; negative: the clock is behind from now on
    void set(Duration difference) {
        ahead = difference;
    }
}
