package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.simulators.finesse.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged product with two sites, each a Webex cloud and a Finesse of its own with agents of the same ids.
class TwoSitesAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";
    private static final Duration LONG = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    private World emea;
    private World apac;

    @SuppressWarnings("NullAway.Init") // started by each test
    private Product product;

    @BeforeEach
    void start() {
        emea = new World(3);
        apac = new World(3);
    }

    @AfterEach
    void stop() {
        product.close();
        emea.close();
        apac.close();
    }

    private Map<String, String> settings() {
        Map<String, String> env = World.ofSites("emea,apac");
        env.put("PRESENCE_SYNC_MODE", "supervisor");
        site(env, "emea", emea);
        site(env, "apac", apac);
        return env;
    }

    private static void site(Map<String, String> env, String name, World world) {
        world.addTo(env, name);
        env.put(World.ofSite(name, "FINESSE_ADMIN_USER"), "administrator");
        env.put(World.ofSite(name, "FINESSE_ADMIN_PASSWORD"), "admin-secret");
        env.put(World.ofSite(name, "FINESSE_SUPERVISOR_TOKEN"), Product.credentials("boss", "boss-secret"));
    }

    @Test
    void each_site_follows_its_own_people_though_the_ids_are_the_same() {
        product = Product.start(settings());
        emea.meeting("1001");
        apac.meeting("1002");
        emea.awaitShown("1001", HELD);
        apac.awaitShown("1002", HELD);
        Await.quiet(LONG);
        assertThat(emea.puts("1002")).isEmpty();
        assertThat(apac.puts("1001")).isEmpty();
        assertThat(product.get("/health/ready").statusCode()).isEqualTo(200);
        JsonNode agent = json(product.getAsAdmin("/api/v1/agents/emea%2F1001").body());
        assertThat(agent.path("site").asText()).isEqualTo("emea");
        assertThat(agent.path("presence").path("status").asText()).isEqualTo("meeting");
        assertThat(product.getAsAdmin("/api/v1/agents/1001").body()).contains("emea/1001", "apac/1001");
        assertThat(product.getAsAdmin("/api/v1/agents/apac%2F1002/explain").body())
                .contains("\"site\":\"apac\"");
    }

    @Test
    void a_restart_knows_the_holds_of_each_site() {
        product = Product.start(settings());
        emea.meeting("1001");
        apac.meeting("1001");
        emea.awaitShown("1001", HELD);
        apac.awaitShown("1001", HELD);
        product.kill();
        emea.presence("1001", "active");
        product.launchAgain().awaitReady();
        emea.awaitShown("1001", "READY");
        Await.quiet(LONG);
        assertThat(apac.shown("1001")).isEqualTo(HELD);
        apac.presence("1001", "active");
        apac.awaitShown("1001", "READY");
    }

    @Test
    void one_person_who_is_an_agent_in_both_is_held_in_both() {
        Map<String, String> env = settings();
        env.put(World.ofSite("apac", "WEBEX_TOKEN"), emea.webex.botToken());
        env.put(World.ofSite("apac", "WEBEX_U2C_URL"), emea.webex.u2cServiceUrl());
        env.put(World.ofSite("apac", "WEBEX_HYDRA_URL"), emea.webex.hydraServiceUrl());
        product = Product.start(env);
        emea.meeting("1003");
        emea.awaitShown("1003", HELD);
        apac.awaitShown("1003", HELD);
        emea.presence("1003", "active");
        emea.awaitShown("1003", "READY");
        apac.awaitShown("1003", "READY");
    }

    @Test
    void a_wrong_supervisor_password_fails_once_and_stays_in_its_site() {
        Map<String, String> env = settings();
        env.put(World.ofSite("apac", "FINESSE_SUPERVISOR_TOKEN"), Product.credentials("boss", "wrong-password"));
        product = Product.launch(env);
        product.awaitListening();
        awaitLink("finesse (apac)", "BAD_CREDENTIALS");
        emea.meeting("1001");
        emea.awaitShown("1001", HELD);
        apac.meeting("1001").meeting("1002").meeting("1003");
        Await.quiet(LONG);
        emea.presence("1001", "active");
        emea.awaitShown("1001", "READY");
        assertThat(failedSignIns(apac)).isEqualTo(1);
        assertThat(failedSignIns(emea)).isZero();
        assertThat(apac.puts("1001")).isEmpty();
        assertThat(link("finesse (emea)").path("state").asText()).isEqualTo("CONNECTED");
        assertThat(link("finesse (emea)").path("site").asText()).isEqualTo("emea");
        assertThat(product.log()).doesNotContain("wrong-password").doesNotContain("boss-secret");
    }

    @Test
    void a_refused_webex_token_stays_in_its_site() {
        Map<String, String> env = settings();
        env.put(World.ofSite("apac", "WEBEX_TOKEN"), "wrong_token_value");
        int before = apac.webex.log().entries().size();
        product = Product.launch(env);
        product.awaitListening();
        awaitLink("webex (apac)", "BAD_CREDENTIALS");
        emea.meeting("1002");
        emea.awaitShown("1002", HELD);
        apac.meeting("1002");
        Await.quiet(LONG);
        emea.presence("1002", "active");
        emea.awaitShown("1002", "READY");
        assertThat(apac.webex.log().entries().size() - before).isLessThan(5);
        assertThat(apac.shown("1002")).isEqualTo("READY");
        JsonNode ready = json(product.get("/health/ready").body());
        assertThat(ready.path("ready").asBoolean()).isFalse();
        assertThat(ready.path("sites").toString())
                .contains("{\"site\":\"emea\",\"ready\":true}")
                .contains("{\"site\":\"apac\",\"ready\":false,\"why\":\"webex: ");
        assertThat(product.log()).doesNotContain("wrong_token_value");
    }

    @Test
    void a_file_of_one_site_that_cannot_be_used_is_refused_at_the_start_by_its_key() throws IOException {
        Path broken = Files.writeString(folder.resolve("ca.pem"), "this is no certificate");
        Map<String, String> env = settings();
        env.put(World.ofSite("apac", "FINESSE_CA_FILE"), broken.toString());
        product = Product.launch(env);
        assertThat(product.awaitEnd()).isEqualTo(2);
        assertThat(product.log())
                .contains("one fault")
                .contains("PRESENCE_SYNC_SITES_APAC_FINESSE_CA_FILE")
                .contains("ca.pem");
    }

    private void awaitLink(String name, String state) {
        Await.until(
                name + " is " + state, () -> link(name).path("state").asText().equals(state), this::health);
    }

    private JsonNode link(String name) {
        return StreamSupport.stream(json(health()).path("links").spliterator(), false)
                .filter(link -> link.path("link").asText().equals(name))
                .findFirst()
                .orElseGet(() -> json("{}"));
    }

    private String health() {
        try {
            return product.get("/health").body();
        } catch (UncheckedIOException notYet) {
            return "{}";
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static long failedSignIns(World world) {
        return world.finesse.requests().all().stream()
                .map(LoggedRequest::status)
                .filter(status -> status == 401)
                .count();
    }
}
