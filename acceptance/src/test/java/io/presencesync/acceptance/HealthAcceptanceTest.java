package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.Platform;
import io.presencesync.simulators.finesse.UserProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the packaged product says of itself when nothing works, by `/health` and by `presence-sync status`.
class HealthAcceptanceTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final String STRANGE_ORIGIN = "https://fin9.example.com:8445";
    private static final String WRONG_PATH = "/webexpresenceconnector_1.xml";

    @SuppressWarnings("NullAway.Init") // made by each test
    private World world;

    @SuppressWarnings("NullAway.Init") // started by each test
    private Product product;

    @AfterEach
    void stop() {
        product.close();
        world.close();
    }

    private void begin(World made, Map<String, String> settings) {
        world = made;
        product = Product.start(settings);
    }

    private JsonNode health() {
        return json(product.getAsAdmin("/health").body());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> codes(JsonNode health) {
        List<String> codes = new ArrayList<>();
        health.path("causes").forEach(cause -> codes.add(cause.path("code").asText()));
        return codes;
    }

    private JsonNode cause(String code) {
        for (JsonNode cause : health().path("causes")) {
            if (cause.path("code").asText().equals(code)) {
                return cause;
            }
        }
        throw new AssertionError("no cause " + code + " in " + health());
    }

    /// Sooner or later that is its health, while `/health/ready` says ready.
    private void awaitHealth(String status, String... causes) {
        awaitHealth(Duration.ofSeconds(20), status, causes);
    }

    private void awaitHealth(Duration within, String status, String... causes) {
        Await.until(
                status + " " + List.of(causes),
                () -> {
                    JsonNode now = health();
                    return now.path("status").asText().equals(status)
                            && codes(now).equals(List.of(causes));
                },
                () -> product.getAsAdmin("/health").body(),
                within);
        assertThat(product.get("/health/ready").statusCode()).isEqualTo(200);
    }

    private record Told(int code, String text) {}

    private Told status() throws Exception {
        Path out = Files.createTempFile("status", ".txt");
        Process process = new ProcessBuilder(Product.quickly("status"))
                .directory(product.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(out);
        Files.delete(out);
        return new Told(process.exitValue(), text);
    }

    @Test
    void agents_followed_and_covered_are_ok_and_status_is_0() throws Exception {
        World made = new World(2);
        begin(made, made.serverMode());
        awaitHealth("ok");
        assertThat(status().code()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_supervisor_without_the_agents_teams_is_degraded(Platform platform) throws Exception {
        World made = new World(2, platform);
        Map<String, String> env = made.serverMode();
        String user = platform == Platform.CCX ? World.SUPERVISOR : "boss";
        env.put("FINESSE_SUPERVISOR_TOKEN", Product.credentials(user, "boss-secret"));
        made.finesse.addTeam("501", "Help");
        made.finesse.changeUser(UserProfile.supervisor(World.SUPERVISOR, "boss", "boss-secret", "501", List.of("501")));
        begin(made, env);
        awaitHealth("degraded", "no_team_covered");
        assertThat(cause("no_team_covered").path("message").asText()).contains(user, "Sales");
        Told told = status();
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.text()).contains("degraded", "no_team_covered", "FINESSE_SUPERVISOR_TOKEN");
    }

    @Test
    void agents_none_of_whom_is_in_finesse_are_degraded() {
        World made = new World(1);
        Map<String, String> env = made.serverMode();
        env.put("FINESSE_USERS", "agnet1001,agnet1002");
        begin(made, env);
        awaitHealth("degraded", "no_agent_found");
        assertThat(cause("no_agent_found").path("action").asText()).contains("FINESSE_USERS");
    }

    @Test
    void agents_none_of_whom_is_in_webex_are_degraded_though_ready() {
        World made = new World(2);
        Map<String, String> env = made.serverMode();
        env.put("WEBEX_DOMAIN", "example.org");
        begin(made, env);
        awaitHealth("degraded", "no_agent_in_webex");
        assertThat(cause("no_agent_in_webex").path("action").asText()).contains("WEBEX_DOMAIN");
    }

    @Test
    void everybody_switched_off_by_the_rules_is_degraded_and_ok_once_they_are_on_again() throws Exception {
        World made = new World(1);
        begin(made, made.serverMode());
        awaitHealth("ok");
        Path rules = product.folder().resolve("rules.yml");
        Files.writeString(rules, "sync: off\n");
        awaitHealth("degraded", "all_switched_off");
        Files.writeString(rules, "sync: on\n");
        awaitHealth("ok");
    }

    @Test
    void gadget_mode_without_any_of_our_reasons_is_degraded() {
        World made = new World(1, new FinesseSimulatorOptions().usualReasonCodes(false));
        begin(made, made.gadgetMode());
        awaitHealth("degraded", "no_reason_label", "waiting_for_gadgets");
        assertThat(cause("no_reason_label").path("action").asText()).contains("Webex DND", "Webex Unavailable");
    }

    @Test
    void gadget_mode_without_accounts_waits_for_the_first_gadget_and_is_ok() throws Exception {
        World made = new World(1);
        Map<String, String> env = made.gadgetMode();
        env.remove("FINESSE_ADMIN_TOKEN");
        env.remove("FINESSE_SUPERVISOR_TOKEN");
        env.remove("FINESSE_USERS");
        begin(made, env);
        awaitHealth("ok", "waiting_for_gadgets");
        Told told = status();
        assertThat(told.code()).isZero();
        assertThat(told.text()).contains("no gadget is connected now; waiting for one");
    }

    @Test
    void signed_in_agents_without_gadgets_are_missed_and_refused_desktops_named() throws Exception {
        World made = new World(2);
        begin(made, made.gadgetMode());
        awaitHealth("ok", "waiting_for_gadgets");
        for (int time = 0; time < 3; time++) {
            assertThat(handshake(STRANGE_ORIGIN)).isEqualTo(403);
            assertThat(product.get(WRONG_PATH).statusCode()).isEqualTo(404);
        }
        awaitHealth("ok", "waiting_for_gadgets", "origin_refused", "path_not_found");
        awaitHealth(TWO_MINUTES, "degraded", "no_gadget", "origin_refused", "path_not_found");
        assertThat(cause("no_gadget").path("action").asText()).contains(STRANGE_ORIGIN, "FINESSE_ORIGIN");
        JsonNode gadgets = json(product.getAsAdmin("/api/v1/gadgets").body());
        assertThat(gadgets.path("without").toString()).isEqualTo("[\"1001\",\"1002\"]");
        assertThat(gadgets.at("/refusedOrigins/kept/0/count").asInt()).isEqualTo(3);
        assertThat(product.log().lines().filter(line -> line.contains(STRANGE_ORIGIN)))
                .hasSize(1);
        assertThat(product.log().lines().filter(line -> line.contains(WRONG_PATH)))
                .hasSize(1);
        Told told = status();
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.text()).contains("without a gadget: 1001, 1002", STRANGE_ORIGIN, WRONG_PATH);

        try (NodeDialog gadget = signedIn("1001")) {
            awaitHealth("ok", "some_without_gadget", "origin_refused", "path_not_found");
            assertThat(health().path("gadgets").path("connected").asInt()).isEqualTo(1);
            assertThat(json(product.getAsAdmin("/api/v1/agents/1001").body())
                            .path("gadget")
                            .asBoolean())
                    .isTrue();
            assertThat(json(product.getAsAdmin("/api/v1/agents/1002").body())
                            .path("gadget")
                            .asBoolean(true))
                    .isFalse();
            assertThat(status().code()).isZero();
            gadget.send("{\"do\":\"state\",\"body\":{\"state\":\"READY\"}}");
        }
        strangersSeeNoMoreThanLinksAndCounts();
    }

    private NodeDialog signedIn(String id) {
        NodeProject project = NodeProject.prepared(Path.of("node-socketio"));
        NodeDialog client =
                new NodeDialog(project.start(Map.of(), "gadget.mjs", "socket.io-client-4-8", product.url()));
        var hello = new ObjectMapper().createObjectNode().put("do", "connect");
        hello.putObject("auth")
                .put("protocol", 1)
                .put("id", id)
                .put("authorization", "Basic " + Product.credentials(id, "secret-" + id));
        client.send(hello.toString());
        client.expect("welcome");
        return client;
    }

    private int handshake(String origin) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(product.url() + "/socket.io/?EIO=4&transport=polling"))
                    .header("Origin", origin)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private void strangersSeeNoMoreThanLinksAndCounts() throws Exception {
        List<String> asked =
                List.of("status", "version", "uptimeSeconds", "links", "agents", "unresolved", "reasonCodeGaps");
        assertThat(json(product.get("/health").body()).fieldNames())
                .toIterable()
                .containsExactlyElementsOf(asked);
        HttpRequest wrong = HttpRequest.newBuilder(URI.create(product.url() + "/health"))
                .header("Authorization", "Basic " + Product.credentials("admin", "wrong"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(wrong, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(json(answer.body()).fieldNames()).toIterable().containsExactlyElementsOf(asked);
        }
        assertThat(product.get("/api/v1/gadgets").statusCode()).isEqualTo(401);
        assertThat(product.get("/health/ready").body()).doesNotContain(STRANGE_ORIGIN, "no_gadget");
    }
}
