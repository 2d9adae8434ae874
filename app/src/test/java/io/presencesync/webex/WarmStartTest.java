package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.presencesync.config.WebexConfig;
import io.presencesync.engine.DeviceMemory;
import io.presencesync.engine.PersonIds;
import io.presencesync.engine.Timers;
import io.presencesync.net.Backoff;
import io.presencesync.net.Http;
import io.presencesync.presence.Secret;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is remembered spares questions; what is remembered wrongly is noticed. Against a small server on loopback.
class WarmStartTest {
    private static final WebexAddress CHRIS = new WebexAddress("chris@example.com");
    private static final WebexPersonId OLD = new WebexPersonId("11111111-1111-4111-8111-111111111111");
    private static final WebexPersonId NEW = new WebexPersonId("22222222-2222-4222-8222-222222222222");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Map<WebexAddress, WebexPersonId> ids = new HashMap<>();
    private final Map<String, String> devices = new HashMap<>();
    private final List<WebexPersonId> resolved = new ArrayList<>();
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
            byte[] body = answers.getOrDefault(what, "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.containsKey(what) ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        WebexConfig config =
                new WebexConfig(new Secret("t"), "example.com", URI.create(base), URI.create(base), "presence-sync");
        api = new WebexApi(
                new Http(vertx, new HttpClientOptions(), 2),
                config::token,
                new TrustedHosts(config),
                Clock.systemUTC(),
                new RequestRate(Clock.systemUTC(), 120));
    }

    @AfterEach
    void close() throws Exception {
        server.stop(0);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private PeopleDirectory directory() {
        PersonIds memory = new PersonIds() {
            @Override
            public Map<WebexAddress, WebexPersonId> load() {
                return Map.copyOf(ids);
            }

            @Override
            public void remember(WebexAddress address, WebexPersonId person) {
                ids.put(address, person);
            }

            @Override
            public void forget(WebexAddress address) {
                ids.remove(address);
            }
        };
        PeopleDirectory.Findings findings = new PeopleDirectory.Findings() {
            @Override
            public void resolved(WebexAddress address, WebexPersonId person) {
                resolved.add(person);
            }

            @Override
            public void unresolved(WebexAddress address, String why) {}

            @Override
            public void drained() {}

            @Override
            public void refused(WebexFailure failure) {}
        };
        Executor here = Runnable::run;
        Timers none = (delay, task) -> () -> {};
        PeopleDirectory directory = new PeopleDirectory(
                api,
                URI.create(base),
                here,
                none,
                new Backoff(new Random(1)),
                memory,
                new LookupPace(Clock.systemUTC(), 100),
                new WorkerFaults(Clock.systemUTC()),
                findings);
        directory.open();
        return directory;
    }

    private void webexKnowsChrisAs(WebexPersonId person) {
        String hydra = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("ciscospark://us/PEOPLE/" + person).getBytes(StandardCharsets.UTF_8));
        answers.put(
                "GET /people",
                "{\"items\":[{\"id\":\"" + hydra + "\",\"emails\":[\"" + CHRIS + "\"],\"type\":\"person\"}]}");
    }

    @Test
    void whom_we_remember_is_not_looked_up() {
        ids.put(CHRIS, OLD);

        directory().follow(List.of(CHRIS));

        assertThat(resolved).containsExactly(OLD);
        assertThat(asked).isEmpty();
    }

    @Test
    void whom_we_looked_up_is_remembered() {
        webexKnowsChrisAs(NEW);

        directory().follow(List.of(CHRIS));

        assertThat(resolved).containsExactly(NEW);
        assertThat(ids).containsExactly(Map.entry(CHRIS, NEW));
    }

    @Test
    void a_remembered_person_whom_webex_does_not_know_is_looked_up_once() {
        ids.put(CHRIS, OLD);
        webexKnowsChrisAs(NEW);
        PeopleDirectory directory = directory();
        directory.follow(List.of(CHRIS));

        directory.missing(OLD);
        directory.missing(OLD);
        directory.missing(NEW);

        assertThat(resolved).containsExactly(OLD, NEW);
        assertThat(ids).containsExactly(Map.entry(CHRIS, NEW));
        assertThat(asked).hasSize(1);
    }

    private DeviceRegistry registry() {
        return new DeviceRegistry(
                api,
                "presence-sync",
                new DeviceMemory() {
                    @Override
                    public Optional<String> load(String name) {
                        return Optional.ofNullable(devices.get(name));
                    }

                    @Override
                    public void remember(String name, String text) {
                        devices.put(name, text);
                    }

                    @Override
                    public void forget(String name) {
                        devices.remove(name);
                    }
                },
                new DeviceReplacement(Clock.systemUTC()));
    }

    private void rememberDevice(String url) {
        devices.put("presence-sync", "{\"url\":\"" + url + "\",\"webSocketUrl\":\"ws://127.0.0.1/old\"}");
    }

    private String device(String id) {
        return "{\"url\":\"" + base + "/devices/" + id + "\",\"webSocketUrl\":\"ws://127.0.0.1/" + id + "\"}";
    }

    @Test
    void the_remembered_device_is_refreshed_without_asking_for_the_list() throws Exception {
        rememberDevice(base + "/devices/kept");
        answers.put("PUT /devices/kept", device("kept"));

        Device device = registry().obtain(URI.create(base));

        assertThat(device.socketUrl()).hasToString("ws://127.0.0.1/kept");
        assertThat(asked).containsExactly("PUT /devices/kept");
        assertThat(devices.get("presence-sync")).contains("ws://127.0.0.1/kept");
    }

    @Test
    void a_remembered_device_that_is_gone_gives_way_to_a_new_one() throws Exception {
        rememberDevice(base + "/devices/gone");
        answers.put("POST /devices", device("fresh"));

        Device device = registry().obtain(URI.create(base));

        assertThat(device.url()).hasToString(base + "/devices/fresh");
        assertThat(asked).containsExactly("PUT /devices/gone", "GET /devices", "POST /devices");
        assertThat(devices.get("presence-sync")).contains("fresh");
    }

    @Test
    void a_device_of_another_service_is_not_used() throws Exception {
        rememberDevice("http://127.0.0.1:1/devices/other");
        answers.put("POST /devices", device("fresh"));

        registry().obtain(URI.create(base));

        assertThat(asked).containsExactly("GET /devices", "POST /devices");
    }
}
