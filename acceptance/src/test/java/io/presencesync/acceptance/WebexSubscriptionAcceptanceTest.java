package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.WebexConfig;
import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.Timers;
import io.presencesync.net.Http;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.Secret;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import io.presencesync.simulators.webex.WebexSimulator;
import io.presencesync.simulators.webex.WebexSimulatorOptions;
import io.presencesync.simulators.webex.WebexSimulatorOptions.HiddenAs;
import io.presencesync.webex.MercuryPresenceSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How the Webex client keeps its subscriptions against the pretend Webex cloud.
class WebexSubscriptionAcceptanceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WebexSimulator cloud = WebexSimulator.start(
            WebexSimulatorOptions.defaults().withMaxSubscriptions(30).withHiddenAs(HiddenAs.REFUSED));
    private final Vertx vertx = Vertx.vertx();
    private final Http http = new Http(vertx, new HttpClientOptions(), 16);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Heard heard = new Heard();
    private final MercuryPresenceSource source = source(cloud.botToken());

    @AfterEach
    void close() throws Exception {
        source.close();
        http.close();
        vertx.close().await(5, TimeUnit.SECONDS);
        scheduler.shutdownNow();
        cloud.close();
    }

    @Test
    void whoever_finds_no_room_is_read_instead() {
        List<WebexAddress> people = people(70);
        source.start(heard);
        source.follow(people);
        until(() -> heard.subscribed.size() == 70);
        until(() -> source.health().message().contains("30 of 70 people subscribed, 40 read now and then instead"));
        until(() -> heard.events.stream().map(PresenceEvent::person).distinct().count() == 70);
        assertThat(cloud.log().count(Endpoint.COMPOSITIONS)).isEqualTo(1);
    }

    @Test
    void a_person_who_hides_his_status_is_never_told_as_present() {
        List<WebexAddress> people = people(1);
        cloud.setSharing(people.getFirst().value(), false);
        source.start(heard);
        source.follow(people);
        until(() -> cloud.log().count(Endpoint.COMPOSITIONS) >= 1);
        until(() -> heard.notSubscribed.size() == 1);
        assertThat(heard.subscribed).isEmpty();
        assertThat(heard.events).noneMatch(event -> event.presence().status().equals("active"));
    }

    @Test
    void a_host_that_asks_for_a_rest_is_left_alone_that_long_and_then_all_goes_on() {
        List<WebexAddress> people = people(20);
        cloud.addFault(new Fault.Answer(Endpoint.SUBSCRIBE, 429, 2, 1));
        source.start(heard);
        source.follow(people);
        until(() -> heard.subscribed.size() == 20);
        assertThat(cloud.log().count(Endpoint.SUBSCRIBE)).isEqualTo(2);
    }

    private List<WebexAddress> people(int count) {
        List<WebexAddress> people = IntStream.range(0, count)
                .mapToObj(i -> new WebexAddress("agent" + i + "@example.com"))
                .toList();
        people.forEach(address -> cloud.addPerson(address.value(), "Agent"));
        return people;
    }

    private MercuryPresenceSource source(String token) {
        WebexConfig config = new WebexConfig(
                new Secret(token),
                "example.com",
                URI.create(cloud.u2cServiceUrl()),
                URI.create(cloud.hydraServiceUrl()),
                "presence-sync");
        return new MercuryPresenceSource(
                vertx, http, new WebSocketClientOptions(), config, this::after, Clock.systemUTC(), new Random(1));
    }

    private Timers.Cancellable after(Duration delay, Runnable task) {
        ScheduledFuture<?> planned = scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> planned.cancel(false);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    /// Remembers what was told.
    private static final class Heard implements PresenceListener {
        private final Map<WebexAddress, WebexPersonId> resolved = new ConcurrentHashMap<>();
        private final Map<WebexAddress, String> unresolved = new ConcurrentHashMap<>();
        private final Set<WebexPersonId> subscribed = ConcurrentHashMap.newKeySet();
        private final Map<WebexPersonId, String> notSubscribed = new ConcurrentHashMap<>();
        private final List<PresenceEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void resolved(WebexAddress address, WebexPersonId person) {
            resolved.put(address, person);
        }

        @Override
        public void feedDown(String why) {}

        @Override
        public void feedUp() {}

        @Override
        public void unresolved(WebexAddress address, String why) {
            unresolved.put(address, why);
        }

        @Override
        public void subscribed(WebexPersonId person) {
            subscribed.add(person);
        }

        @Override
        public void notSubscribed(WebexPersonId person, String why) {
            subscribed.remove(person);
            notSubscribed.put(person, why);
        }

        @Override
        public void presence(PresenceEvent event) {
            events.add(event);
        }
    }
}
