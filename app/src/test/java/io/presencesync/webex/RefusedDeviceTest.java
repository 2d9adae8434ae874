package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.presencesync.config.WebexConfig;
import io.presencesync.engine.DeviceMemory;
import io.presencesync.net.Http;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A device that Webex knows and does not refresh.
class RefusedDeviceTest {
    private static final String PUT_OLD = "PUT /devices/old";

    private record Answer(int status, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, String> memory = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private DeviceReplacement replacement = new DeviceReplacement(() -> now);
    private HttpServer server;
    private String base;
    private WebexApi api;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            String what =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            asked.add(what);
            Answer answer = answers.getOrDefault(what, new Answer(404, "{}"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        WebexConfig config = new WebexConfig(
                new Secret("bot-token"), "example.com", URI.create(base), URI.create(base), "presence-sync");
        api = new WebexApi(
                new Http(vertx, new HttpClientOptions(), 2),
                config::token,
                new TrustedHosts(config),
                () -> now,
                new RequestRate(() -> now, 120));
        answers.put("POST /devices", new Answer(200, device("fresh")));
        answers.put("DELETE /devices/old", new Answer(204, " "));
    }

    @AfterEach
    void close() throws Exception {
        server.stop(0);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private String device(String id) {
        return "{\"name\":\"presence-sync\",\"url\":\"" + base + "/devices/" + id
                + "\",\"webSocketUrl\":\"ws://127.0.0.1/" + id + "\"}";
    }

    private void remembered(String id) {
        memory.put("presence-sync", device(id));
    }

    private void listed(String... ids) {
        String devices = String.join(
                ",", java.util.stream.Stream.of(ids).map(this::device).toList());
        answers.put("GET /devices", new Answer(200, "{\"devices\":[" + devices + "]}"));
    }

    private void refused(String what, int status) {
        answers.put(what, new Answer(status, "{\"message\":\"not this one\"}"));
    }

    private DeviceRegistry registry() {
        return new DeviceRegistry(
                api,
                "presence-sync",
                new DeviceMemory() {
                    @Override
                    public Optional<String> load(String name) {
                        return Optional.ofNullable(memory.get(name));
                    }

                    @Override
                    public void remember(String name, String text) {
                        memory.put(name, text);
                    }

                    @Override
                    public void forget(String name) {
                        memory.remove(name);
                    }
                },
                replacement);
    }

    private Device obtain() throws Exception {
        return registry().obtain(URI.create(base));
    }

    private static String id(Device device) {
        return device.url().getPath().substring("/devices/".length());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 405, 409, 410, 415, 422})
    void a_remembered_device_whose_refresh_is_refused_gives_way_to_one_other(int status) throws Exception {
        remembered("old");
        refused(PUT_OLD, status);
        assertThat(id(obtain())).isEqualTo("fresh");
        assertThat(asked).containsExactly(PUT_OLD, "POST /devices", "DELETE /devices/old");
        assertThat(memory.get("presence-sync")).contains("/devices/fresh");
        assertThat(replacement.trouble()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 405, 409, 410, 415, 422})
    void a_listed_device_whose_refresh_is_refused_gives_way_to_one_other(int status) throws Exception {
        listed("old");
        refused(PUT_OLD, status);
        assertThat(id(obtain())).isEqualTo("fresh");
        assertThat(asked).containsExactly("GET /devices", PUT_OLD, "POST /devices", "DELETE /devices/old");
    }

    @Test
    void of_several_listed_devices_the_one_that_can_be_refreshed_is_kept_and_the_refused_are_deleted()
            throws Exception {
        listed("old", "good");
        refused(PUT_OLD, 405);
        answers.put("PUT /devices/good", new Answer(200, device("good")));
        assertThat(id(obtain())).isEqualTo("good");
        assertThat(asked).contains("DELETE /devices/old").doesNotContain("POST /devices");
    }

    @Test
    void a_refusal_within_the_hour_makes_no_third_device_and_is_told_with_its_status() throws Exception {
        remembered("old");
        refused(PUT_OLD, 405);
        refused("PUT /devices/fresh", 410);
        obtain();
        now = now.plus(Duration.ofMinutes(59));
        asked.clear();
        assertThat(id(obtain())).isEqualTo("fresh");
        assertThat(asked).containsExactly("PUT /devices/fresh");
        assertThat(replacement.trouble()).hasValueSatisfying(trouble -> {
            assertThat(trouble.state()).isEqualTo(ConnectionState.Kind.DEGRADED);
            assertThat(trouble.code()).isEqualTo("device_refused");
            assertThat(trouble.message()).contains("(410)", "not this one");
            assertThat(trouble.nextTry()).isEqualTo(now.plus(Duration.ofMinutes(1)));
        });
    }

    @Test
    void after_an_hour_another_device_is_tried_again() throws Exception {
        remembered("old");
        refused(PUT_OLD, 405);
        refused("PUT /devices/fresh", 405);
        obtain();
        obtain();
        assertThat(replacement.trouble()).isPresent();
        now = now.plus(Duration.ofHours(1));
        asked.clear();
        obtain();
        assertThat(asked).containsOnlyOnce("POST /devices");
        assertThat(replacement.trouble()).isEmpty();
    }

    @Test
    void restarts_within_the_hour_make_no_further_device() throws Exception {
        remembered("old");
        refused(PUT_OLD, 405);
        refused("PUT /devices/fresh", 405);
        for (int start = 0; start < 5; start++) {
            replacement = new DeviceReplacement(() -> now);
            obtain();
            now = now.plusSeconds(60);
        }
        assertThat(asked).containsOnlyOnce("POST /devices");
    }

    @Test
    void a_device_refused_while_in_use_gives_way_too() throws Exception {
        refused(PUT_OLD, 409);
        Device old = new Device(URI.create(base + "/devices/old"), URI.create("ws://127.0.0.1/old"));
        assertThat(id(registry().refresh(URI.create(base), old))).isEqualTo("fresh");
        assertThat(asked).containsExactly(PUT_OLD, "POST /devices", "DELETE /devices/old");
    }

    @Test
    void one_that_cannot_even_be_deleted_is_left_behind() throws Exception {
        remembered("old");
        refused(PUT_OLD, 405);
        refused("DELETE /devices/old", 405);
        assertThat(id(obtain())).isEqualTo("fresh");
    }

    @Test
    void where_no_other_can_be_registered_the_old_one_is_used_as_it_is() throws Exception {
        remembered("old");
        refused(PUT_OLD, 405);
        refused("POST /devices", 403);
        assertThat(obtain().socketUrl()).hasToString("ws://127.0.0.1/old");
        obtain();
        assertThat(asked).containsOnlyOnce("POST /devices").doesNotContain("DELETE /devices/old");
        assertThat(replacement.trouble()).isPresent();
    }

    @Test
    void a_refresh_that_works_again_ends_the_trouble() throws Exception {
        remembered("old");
        refused(PUT_OLD, 405);
        refused("POST /devices", 403);
        obtain();
        answers.put(PUT_OLD, new Answer(200, device("old")));
        obtain();
        assertThat(replacement.trouble()).isEmpty();
    }

    @Test
    void too_many_devices_are_another_matter() throws Exception {
        remembered("old");
        listed("old");
        refused(PUT_OLD, 403);
        answers.put(PUT_OLD, new Answer(403, "{\"message\":\"User has excessive device registrations\"}"));
        assertThatThrownBy(this::obtain).isInstanceOf(WebexFailure.class).hasMessageContaining("excessive");
        assertThat(asked).doesNotContain("POST /devices", "DELETE /devices/old");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 408, 423, 425, 429, 451, 500, 503})
    void what_passes_or_concerns_the_token_costs_no_device(int status) {
        remembered("old");
        refused(PUT_OLD, status);
        assertThatThrownBy(this::obtain).isInstanceOf(WebexFailure.class);
        assertThat(asked).doesNotContain("POST /devices", "DELETE /devices/old");
        assertThat(memory).containsKey("presence-sync");
    }
}
