package io.presencesync;

import io.presencesync.config.WebexConfig;
import io.presencesync.engine.PresenceSource;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Builds the link to Webex.
final class WebexWiring {
    private WebexWiring() {}

    static PresenceSource source(Vertx vertx, WebexConfig config, InstantSource clock, RandomGenerator random) {
        return new NoSource(clock);
    }
}
