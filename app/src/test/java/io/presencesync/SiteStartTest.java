package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.cli.RunningService;
import io.presencesync.config.Configuration;
import io.presencesync.config.ConfigurationLoader;
import io.presencesync.config.SiteConfig;
import io.presencesync.config.StoreConfig;
import io.presencesync.config.TrustedProxies;
import io.presencesync.gadget.GadgetRefusals;
import io.presencesync.gadget.GadgetSessions;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.SiteId;
import io.presencesync.store.Store;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a site that was well when the settings were read, and is not when it is to start.
class SiteStartTest {
    @TempDir
    Path folder;

    @Test
    void a_site_that_cannot_even_start_keeps_no_other_from_working_and_says_why_in_health() throws Exception {
        Path certificate = certificate();
        int port = freePort();
        Configuration settings = settings(port, certificate);
        Files.writeString(certificate, "spoiled since the settings were read");
        RunningService service = Wiring.start(settings);
        try {
            JsonNode health = health(port);
            JsonNode apac = link(health, "site (apac)");
            assertThat(apac.path("state").asText()).isEqualTo("STOPPED");
            assertThat(apac.path("message").asText()).contains("ca.pem");
            assertThat(link(health, "webex (emea)").isMissingNode()).isFalse();
            assertThat(link(health, "webex (apac)").isMissingNode()).isTrue();
        } finally {
            service.close();
        }
    }

    @Test
    void a_site_whose_work_cannot_begin_shows_its_fault_in_health_also_where_it_is_the_only_one() throws Exception {
        Path certificate = certificate();
        SiteConfig config = settings(freePort(), certificate).sites().getFirst();
        Vertx vertx = Vertx.vertx();
        try (Store store = Store.open(
                        new StoreConfig("", "", null, Duration.ofDays(1)),
                        folder,
                        Clock.systemUTC(),
                        Clock.systemUTC());
                RealTimers timers = new RealTimers();
                Site site = Site.build(config, common(vertx, store, timers, config.id()))) {
            assertThat(site.links()).extracting(ConnectionState::link).contains("webex", "finesse");
            assertThat(store.awaitDatabase()).isTrue();

            site.start(_ -> {
                throw new IllegalStateException("no thread could be started");
            });

            ServiceStatus status = new ServiceStatus(
                    store,
                    List.of(site),
                    null,
                    new GadgetRefusals(Set.of(), false, Clock.systemUTC()),
                    SteadyClock.system());
            assertThat(status.links())
                    .extracting(ConnectionState::link, ConnectionState::state, ConnectionState::code)
                    .containsExactly(
                            tuple("site", ConnectionState.Kind.STOPPED, "not_started"),
                            tuple("store", ConnectionState.Kind.CONNECTED, "ok"));
            assertThat(status.links().getFirst().message()).isEqualTo("no thread could be started");
            assertThat(status.parts()).isEmpty();
            assertThat(status.agents()).isEmpty();
            assertThat(status.ready()).isFalse();
            assertThat(status.facts()).isEmpty();
        } finally {
            vertx.close().await();
        }
    }

    private Common common(Vertx vertx, Store store, RealTimers timers, SiteId site) throws IOException {
        SecureRandom random = new SecureRandom();
        return new Common(
                vertx,
                store,
                Map.of(),
                timers,
                new GadgetSessions(),
                SteadyClock.system(),
                random,
                "presence-sync-test",
                InstallationKey.of(folder, random),
                TrustedProxies.NONE,
                Set.of(site));
    }

    private Configuration settings(int port, Path certificate) throws Exception {
        Map<String, String> env = new HashMap<>();
        env.put("PORT", Integer.toString(port));
        env.put("PRESENCE_SYNC_HOST", "127.0.0.1");
        env.put("PRESENCE_SYNC_MODE", "supervisor");
        env.put("PRESENCE_SYNC_SITES", "emea,apac");
        env.put("WEBEX_DOMAIN", "example.com");
        for (String site : List.of("EMEA", "APAC")) {
            String prefix = "PRESENCE_SYNC_SITES_" + site + "_";
            env.put(prefix + "WEBEX_TOKEN", "a-token-of-a-bot");
            env.put(prefix + "WEBEX_U2C_URL", "http://127.0.0.1:9/u2c/api/v1");
            env.put(prefix + "WEBEX_HYDRA_URL", "http://127.0.0.1:9/v1");
            env.put(prefix + "FINESSE_NODES", "https://127.0.0.1:" + (site.equals("EMEA") ? 9 : 10));
            env.put(prefix + "FINESSE_USERS", "csmith");
            env.put(prefix + "FINESSE_SUPERVISOR_TOKEN", "Ym9zczpib3NzLXNlY3JldA==");
        }
        env.put("PRESENCE_SYNC_SITES_APAC_FINESSE_CA_FILE", certificate.toString());
        return new ConfigurationLoader(env, folder, _ -> List.of()).load(null).configuration();
    }

    private Path certificate() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "9",
                        "-subj",
                        "/CN=Our CA",
                        "-keyout",
                        "ca.key",
                        "-out",
                        "ca.pem")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return folder.resolve("ca.pem");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static JsonNode health(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI page = URI.create("http://127.0.0.1:" + port + "/health");
            return new ObjectMapper()
                    .readTree(client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    private static JsonNode link(JsonNode health, String name) {
        for (JsonNode link : health.path("links")) {
            if (link.path("link").asText().equals(name)) {
                return link;
            }
        }
        return health.path("no such link");
    }
}
