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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The Webex client against the pretend Webex cloud.
class WebexClientAcceptanceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WebexSimulator cloud = WebexSimulator.start();
    private final Vertx vertx = Vertx.vertx();
    private final Http http = new Http(vertx, new HttpClientOptions(), 16);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Heard heard = new Heard();
    private MercuryPresenceSource source = source(cloud.botToken());

    @BeforeEach
    void oneAgent() {
        cloud.addPerson("ann@example.com", "Ann");
    }

    @AfterEach
    void close() throws Exception {
        source.close();
        http.close();
        vertx.close().await(5, TimeUnit.SECONDS);
        scheduler.shutdownNow();
        cloud.close();
    }

    @Test
    void every_change_of_a_followed_person_is_told() {
        begin("ann@example.com");
        until(() -> heard.lastOf("ann@example.com").equals("active"));
        cloud.setPresence("ann@example.com", "dnd");
        until(() -> heard.lastOf("ann@example.com").equals("dnd"));
        assertThat(heard.last("ann@example.com").presence().composition()).doesNotContain("eventType");
        assertThat(source.health().message()).isEqualTo("mercury connected, 1 of 1 people subscribed");
    }

    @Test
    void a_meeting_without_its_type_is_read_again_once() {
        begin("ann@example.com");
        until(() -> heard.lastOf("ann@example.com").equals("active"));
        cloud.setPresence("ann@example.com", "meeting");
        until(() -> heard.lastOf("ann@example.com").equals("meeting"));
        until(() -> cloud.log().count(Endpoint.COMPOSITIONS) > 0);
        Await.quiet(Duration.ofSeconds(2));
        assertThat(cloud.log().count(Endpoint.COMPOSITIONS)).isEqualTo(1);
    }

    @Test
    void people_nobody_can_follow_are_reported_with_the_reason() {
        cloud.addPerson(List.of("robot@example.com"), "Robot", cloud.orgId(), "bot", true);
        begin("ann@example.com", "nobody@example.com", "robot@example.com");
        until(() -> heard.unresolved.size() == 2 && heard.subscribed.size() == 1);
        assertThat(heard.unresolved.get(new WebexAddress("robot@example.com"))).contains("belongs to a bot");
        assertThat(heard.unresolved.get(new WebexAddress("nobody@example.com"))).contains("nobody");
    }

    @Test
    void two_addresses_of_one_person_are_both_resolved() {
        cloud.addPerson(List.of("bob@example.com", "robert@example.com"), "Bob", cloud.orgId(), "person", true);
        begin("bob@example.com", "robert@example.com");
        until(() -> heard.resolved.size() == 2 && heard.subscribed.size() == 1);
        assertThat(Set.copyOf(heard.resolved.values())).hasSize(1);
    }

    @Test
    void a_change_during_a_disconnect_is_read_after_it() {
        begin("ann@example.com");
        until(() -> heard.lastOf("ann@example.com").equals("active"));
        cloud.closeSockets(1006, "");
        cloud.setPresence("ann@example.com", "call");
        until(() -> heard.lastOf("ann@example.com").equals("call")
                && source.health().healthy());
        assertThat(cloud.log().count(Endpoint.DEVICE_CREATE)).isEqualTo(1);
    }

    @Test
    void a_lost_frame_makes_everything_be_read_again() {
        begin("ann@example.com");
        until(() -> heard.lastOf("ann@example.com").equals("active"));
        cloud.addFault(new Fault.Frames(Fault.FrameFault.LOST, 0, 1));
        cloud.setPresence("ann@example.com", "dnd");
        cloud.sendEvent("{\"eventType\":\"conversation.activity\"}");
        until(() -> heard.lastOf("ann@example.com").equals("dnd"));
    }

    @Test
    void a_malformed_frame_harms_nothing_that_follows() {
        begin("ann@example.com");
        until(() -> heard.lastOf("ann@example.com").equals("active"));
        cloud.addFault(new Fault.Frames(Fault.FrameFault.MALFORMED, 0, 1));
        cloud.setPresence("ann@example.com", "dnd");
        cloud.setPresence("ann@example.com", "call");
        until(() -> heard.lastOf("ann@example.com").equals("call"));
        assertThat(cloud.log().count(Endpoint.MERCURY)).isEqualTo(1);
    }

    @Test
    void a_device_webex_forgot_is_replaced() {
        begin("ann@example.com");
        until(() -> heard.subscribed.size() == 1);
        cloud.forgetDevices();
        until(() -> cloud.log().count(Endpoint.DEVICE_CREATE) == 2
                && source.health().healthy());
        cloud.setPresence("ann@example.com", "dnd");
        until(() -> heard.lastOf("ann@example.com").equals("dnd"));
    }

    @Test
    void a_shutdown_notice_moves_the_link_to_a_second_socket() {
        begin("ann@example.com");
        until(() -> heard.subscribed.size() == 1);
        cloud.announceShutdown();
        until(() -> cloud.log().count(Endpoint.SUBSCRIBE) >= 2);
        cloud.setPresence("ann@example.com", "dnd");
        until(() -> heard.lastOf("ann@example.com").equals("dnd"));
        assertThat(source.health().healthy()).isTrue();
    }

    @Test
    void a_wrong_token_is_reported_and_not_hammered() {
        source.close();
        source = source("wrong");
        begin("ann@example.com");
        until(() -> source.health().state() == ConnectionState.Kind.BAD_CREDENTIALS);
        assertThat(source.health().action()).contains("WEBEX_ACCESS_TOKEN");
        assertThat(cloud.log().entries()).hasSizeLessThan(5);
    }

    @Test
    void a_restart_finds_the_same_device() {
        begin("ann@example.com");
        until(() -> heard.subscribed.size() == 1);
        source.close();
        source = source(cloud.botToken());
        begin("ann@example.com");
        until(() -> source.health().message().endsWith("1 of 1 people subscribed"));
        assertThat(cloud.log().count(Endpoint.DEVICE_CREATE)).isEqualTo(1);
    }

    @Test
    void two_thousand_people_cost_forty_subscription_calls() {
        List<WebexAddress> many = IntStream.range(0, 2000)
                .mapToObj(i -> new WebexAddress("agent" + i + "@example.com"))
                .toList();
        many.forEach(address -> cloud.addPerson(address.value(), "Agent"));
        source.start(heard);
        source.follow(many);
        until(() -> heard.subscribed.size() == 2000);
        assertThat(cloud.log().count(Endpoint.SUBSCRIBE)).isEqualTo(40);
    }

    private void begin(String... addresses) {
        source.start(heard);
        source.follow(List.of(addresses).stream().map(WebexAddress::new).toList());
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
        private final List<PresenceEvent> events = new CopyOnWriteArrayList<>();

        String lastOf(String address) {
            return events.isEmpty() ? "" : last(address).presence().status();
        }

        PresenceEvent last(String address) {
            WebexPersonId person = resolved.get(new WebexAddress(address));
            return events.stream()
                    .filter(event -> event.person().equals(person))
                    .reduce((first, second) -> second)
                    .orElseThrow();
        }

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
        }

        @Override
        public void presence(PresenceEvent event) {
            events.add(event);
        }
    }
}
