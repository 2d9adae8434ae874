package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.presencesync.config.WebexConfig;
import io.presencesync.engine.ManualTimers;
import io.presencesync.engine.PersonIds;
import io.presencesync.engine.PresenceListener;
import io.presencesync.net.Http;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.Secret;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Look-ups and polling together, against a small server on loopback, in virtual time.
class PeopleApiSourceTest {
    private static final WebexAddress ADDRESS = new WebexAddress("ann@example.com");
    private static final WebexPersonId ANN = new WebexPersonId("11111111-1111-4111-8111-111111111111");
    private static final String LOOK_UP = "/people?email=ann%40example.com";
    private static final String RECORD = "/people/" + PeoplePoller.usualId(ANN);
    private static final String IN_A_CALL = "{\"id\":\"" + PeoplePoller.usualId(ANN) + "\",\"status\":\"call\"}";

    private final Vertx vertx = Vertx.vertx();
    private final ManualTimers time = new ManualTimers();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<WebexAddress, WebexPersonId> ids = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private HttpServer server;
    private PeopleApiSource source;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String what = exchange.getRequestURI().toString();
            asked.add(what);
            awaitLeave();
            byte[] body = answers.getOrDefault(what, "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.containsKey(what) ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        WebexConfig config = new WebexConfig(new Secret("t"), "example.com", base, base, "presence-sync");
        Http http = new Http(vertx, new HttpClientOptions(), 2);
        source = new PeopleApiSource(
                http, config, new Remembered(), () -> Duration.ofMinutes(15), time, time, new Random(1));
        answers.put(LOOK_UP, "{\"items\":[" + IN_A_CALL + "]}");
    }

    private void awaitLeave() {
        try {
            assertThat(mayAnswer.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() throws Exception {
        mayAnswer.countDown();
        source.close();
        server.stop(0);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("asked %s, heard %s", asked, heard).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private void awaitPassing(Duration step, BooleanSupplier condition) {
        await(() -> {
            if (!condition.getAsBoolean()) {
                time.pass(step);
            }
            return condition.getAsBoolean();
        });
    }

    @Test
    void the_look_up_of_a_cold_start_brings_the_first_presence() {
        mayAnswer.countDown();
        source.start(new Told());
        source.follow(List.of(ADDRESS));
        await(() -> heard.contains("call"));
        assertThat(heard).containsExactly("up", "resolved", "subscribed", "call");
        assertThat(asked).containsExactly(LOOK_UP);
    }

    @Test
    void who_is_not_found_any_more_is_forgotten_asked_no_more_and_looked_up_later() {
        mayAnswer.countDown();
        source.start(new Told());
        source.follow(List.of(ADDRESS));
        await(() -> heard.contains("call") && ids.containsKey(ADDRESS));
        answers.put(LOOK_UP, "{\"items\":[]}");
        awaitPassing(Duration.ofMillis(500), () -> heard.contains("unresolved"));
        await(() -> !ids.containsKey(ADDRESS));
        assertThat(source.health().message()).contains("everyone of 0");
        assertThat(asked).contains(RECORD);
        answers.put(LOOK_UP, "{\"items\":[" + IN_A_CALL + "]}");
        awaitPassing(Duration.ofMinutes(1), () -> heard.lastIndexOf("call") > heard.indexOf("unresolved"));
        assertThat(ids).containsEntry(ADDRESS, ANN);
    }

    @Test
    void a_look_up_under_way_at_the_end_tells_nothing_and_is_told_at_the_next_beginning() {
        source.prepare(new Told());
        source.follow(List.of(ADDRESS));
        source.begin();
        await(() -> asked.contains(LOOK_UP));
        source.end();
        mayAnswer.countDown();
        await(() -> source.health().message().contains("everyone of 1"));
        assertThat(heard).isEmpty();
        source.begin();
        await(() -> heard.contains("resolved"));
    }

    private final class Remembered implements PersonIds {
        @Override
        public Map<WebexAddress, WebexPersonId> load() {
            return Map.of();
        }

        @Override
        public void remember(WebexAddress address, WebexPersonId person) {
            ids.put(address, person);
        }

        @Override
        public void forget(WebexAddress address) {
            ids.remove(address);
        }
    }

    private final class Told implements PresenceListener {
        @Override
        public void resolved(WebexAddress address, WebexPersonId person) {
            heard.add("resolved");
        }

        @Override
        public void unresolved(WebexAddress address, String why) {
            heard.add("unresolved");
        }

        @Override
        public void subscribed(WebexPersonId person) {
            heard.add("subscribed");
        }

        @Override
        public void notSubscribed(WebexPersonId person, String why) {
            heard.add("notSubscribed");
        }

        @Override
        public void feedDown(String why) {}

        @Override
        public void feedUp() {
            heard.add("up");
        }

        @Override
        public void presence(PresenceEvent event) {
            heard.add(event.presence().status());
        }
    }
}
