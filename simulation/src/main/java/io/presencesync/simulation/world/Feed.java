package io.presencesync.simulation.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The link to Webex of all agents together.
final class Feed {
    private boolean up = true;
    private boolean people;
    private @Nullable Instant downSince;

    boolean up() {
        return up;
    }

    /// Whether the second source delivers at this moment.
    boolean people() {
        return people;
    }

    @Nullable
    Instant downSince() {
        return downSince;
    }

    void down(Instant now) {
        if (up) {
            up = false;
            downSince = now;
        }
    }

    void up(boolean bySecondSource) {
        up = true;
        people = bySecondSource;
    }

    void restarted() {
        up = true;
        people = false;
        downSince = null;
    }
}
