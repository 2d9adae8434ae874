package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.WebexConfig;
import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.Timers;
import io.presencesync.net.Http;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.Secret;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.WebexSimulator;
import io.presencesync.webex.MercuryPresenceSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The link's rarer turns on real sockets against the pretend cloud. Waits of minutes and hours are rung by hand.
class WebexLinkAcceptanceTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration MINUTES = Duration.ofMinutes(15);
    private static final Duration DAILY = Duration.ofHours(15);
    private static final Duration SOON = Duration.ofSeconds(8);
    /// Several gaps in a row are read again at growing distances.
    private static final Duration AFTER_GAPS = Duration.ofSeconds(45);

    private final WebexSimulator cloud = WebexSimulator.start();
    private final Vertx vertx = Vertx.vertx();
    private final Http http = new Http(vertx, new HttpClientOptions(), 16);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final List<Planned> planned = new CopyOnWriteArrayList<>();
    private final Heard heard = new Heard();
    private final MercuryPresenceSource source = source();

    private record Planned(Duration delay, Runnable task) {}

    @AfterEach
    void close() throws Exception {
        source.close();
        http.close();
        vertx.close().await(5, TimeUnit.SECONDS);
        scheduler.shutdownNow();
        cloud.close();
    }

    @Test
    void a_close_frame_counts_though_the_connection_never_ends() {
        begin(1);
        cloud.closeWithoutHandshake(1001, "going away");
        until("down was told", () -> heard.downs.size() == 1);
        until("connected again", () -> heard.ups.size() == 2);
        assertThat(cloud.log().count(Endpoint.MERCURY)).isEqualTo(2);
    }

    @Test
    void calls_that_fail_together_cost_no_healthy_device() {
        begin(200);
        cloud.addFault(new Fault.Answer(Endpoint.SUBSCRIBE, 404, null, 4));
        cloud.addFault(new Fault.Frames(Fault.FrameFault.SKIP_SEQUENCE, 5, 1));
        cloud.sendEvent("{\"eventType\":\"conversation.activity\"}");
        until("a trouble", () -> !heard.downs.isEmpty());
        until(
                "right again",
                AFTER_GAPS,
                () -> source.health().healthy() && source.health().message().contains("200 of 200 people"));
        assertThat(cloud.log().count(Endpoint.DEVICE_DELETE)).isZero();
        assertThat(cloud.log().count(Endpoint.DEVICE_CREATE)).isEqualTo(1);
    }

    @Test
    void nothing_arrives_between_the_old_sockets_end_and_the_seconds_ready_signal_and_so_it_is_told() {
        begin(1);
        cloud.addFault(new Fault.LateReady(1500, 1));
        cloud.announceShutdown();
        until("the second connection", () -> cloud.log().count(Endpoint.MERCURY) == 2);
        cloud.addFault(new Fault.Frames(Fault.FrameFault.HALF, 1, 1));
        cloud.setPresence("agent0@example.com", "dnd");
        until("down was told", () -> !heard.downs.isEmpty());
        until("up was told", () -> heard.ups.size() == 2 && source.health().healthy());
    }

    @Test
    void a_token_refused_at_the_daily_refresh_is_an_alarm() {
        begin(1);
        cloud.addFault(new Fault.Answer(Endpoint.ANY, 401, null, Fault.UNTIL_CLEARED));
        ring(DAILY);
        until("alarm", () -> source.health().state() == ConnectionState.Kind.BAD_CREDENTIALS);
        assertThat(heard.downs).isNotEmpty();
    }

    @Test
    void a_refresh_that_falls_due_during_an_outage_is_made_up_for() {
        begin(1);
        cloud.addFault(new Fault.UpgradeRefused(429, 3, 1));
        cloud.closeSockets(1006, "");
        until("a pause", () -> source.health().code().equals("busy"));
        ring(DAILY);
        until("connected again", () -> heard.ups.size() == 2);
        until("another refresh is planned", () -> planned.stream().anyMatch(WebexLinkAcceptanceTest::isMinutes));
    }

    private void begin(int people) {
        List<WebexAddress> all = IntStream.range(0, people)
                .mapToObj(i -> new WebexAddress("agent" + i + "@example.com"))
                .toList();
        all.forEach(address -> cloud.addPerson(address.value(), "Agent"));
        source.start(heard);
        source.follow(all);
        String wanted = people + " of " + people + " people";
        until(wanted, () -> source.health().message().contains(wanted));
    }

    /// The newest timer of at least this length.
    private void ring(Duration atLeast) {
        Planned newest = planned.stream()
                .filter(one -> one.delay().compareTo(atLeast) >= 0)
                .reduce((first, second) -> second)
                .orElseThrow();
        planned.remove(newest);
        newest.task().run();
    }

    private static boolean isMinutes(Planned one) {
        return one.delay().compareTo(Duration.ofMinutes(7)) > 0 && one.delay().compareTo(MINUTES) < 0;
    }

    private MercuryPresenceSource source() {
        WebexConfig config = new WebexConfig(
                new Secret(cloud.botToken()),
                "example.com",
                URI.create(cloud.u2cServiceUrl()),
                URI.create(cloud.hydraServiceUrl()),
                "presence-sync");
        return new MercuryPresenceSource(
                vertx, http, new WebSocketClientOptions(), config, this::after, Clock.systemUTC(), new Random(1));
    }

    private Timers.Cancellable after(Duration delay, Runnable task) {
        if (delay.compareTo(LONG) > 0) {
            Planned one = new Planned(delay, task);
            planned.add(one);
            return () -> planned.remove(one);
        }
        ScheduledFuture<?> soon = scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> soon.cancel(false);
    }

    private void until(String wanted, BooleanSupplier condition) {
        until(wanted, SOON, condition);
    }

    private void until(String wanted, Duration patience, BooleanSupplier condition) {
        Await.until(wanted, condition, () -> source.health() + ", downs " + heard.downs, patience);
    }

    /// Remembers when the feed went and came.
    private static final class Heard implements PresenceListener {
        private final List<String> downs = new CopyOnWriteArrayList<>();
        private final List<String> ups = new CopyOnWriteArrayList<>();

        @Override
        public void feedDown(String why) {
            downs.add(why);
        }

        @Override
        public void feedUp() {
            ups.add("up");
        }

        @Override
        public void resolved(WebexAddress address, WebexPersonId person) {}

        @Override
        public void unresolved(WebexAddress address, String why) {}

        @Override
        public void subscribed(WebexPersonId person) {}

        @Override
        public void notSubscribed(WebexPersonId person, String why) {}

        @Override
        public void presence(PresenceEvent event) {}
    }
}
