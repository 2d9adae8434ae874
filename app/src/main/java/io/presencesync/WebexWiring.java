package io.presencesync;

import io.presencesync.config.TlsConfig;
import io.presencesync.config.WebexConfig;
import io.presencesync.engine.PresenceSource;
import io.presencesync.engine.Timers;
import io.presencesync.net.Http;
import io.presencesync.net.Proxies;
import io.presencesync.net.Tls;
import io.presencesync.webex.AutoPresenceSource;
import io.presencesync.webex.MercuryPresenceSource;
import io.presencesync.webex.PeopleApiSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Builds the link to Webex, through a proxy where one is set. Webex is judged by the system's trust alone.
final class WebexWiring {
    private static final int CONNECTIONS_PER_HOST = 32;
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private WebexWiring() {}

    static PresenceSource source(
            Vertx vertx,
            WebexConfig config,
            MercuryPresenceSource.Memories memories,
            Supplier<Duration> staleAfter,
            Timers timers,
            InstantSource clock,
            RandomGenerator random) {
        HttpClientOptions calls = Tls.options(TlsConfig.SYSTEM).setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        WebSocketClientOptions sockets = new WebSocketClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        Proxies.use(config.proxy(), calls);
        Proxies.use(config.proxy(), sockets);
        Http http = new Http(vertx, calls, CONNECTIONS_PER_HOST);
        Supplier<MercuryPresenceSource> first =
                () -> new MercuryPresenceSource(vertx, http, sockets, config, memories, timers, clock, random);
        return switch (config.sources().source()) {
            case MERCURY -> first.get();
            case PEOPLE_API -> new PeopleApiSource(http, config, memories.people(), staleAfter, timers, clock, random);
            case AUTO -> {
                MercuryPresenceSource mercury = first.get();
                PeopleApiSource people = new PeopleApiSource(
                        http, config, mercury.publicApi(), memories.people(), staleAfter, timers, clock, random);
                yield new AutoPresenceSource(mercury, people, config.sources().fallBackAfter(), timers, clock);
            }
        };
    }
}
