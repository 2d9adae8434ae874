package io.presencesync.simulation.world;

import java.time.Duration;
import java.time.Instant;

/// The clock by which Finesse stamps its states. It may be set.
final class FinesseClock {
    private final Timeline timeline;
    private Duration ahead = Duration.ZERO;
    private int settings;

    FinesseClock(Timeline timeline) {
        this.timeline = timeline;
    }

    Instant now() {
        return timeline.now().plus(ahead);
    }

    /// How often it was set: times of different settings have no order.
    int settings() {
        return settings;
    }

    void setBack(Duration by) {
        ahead = ahead.minus(by);
        settings++;
    }
}
