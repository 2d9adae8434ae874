package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The packaged product while Mercury can't be reached: the People API is polled until it can.
class WebexFallbackAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world = new World(3);

    @AfterEach
    void stop() {
        world.close();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = world.serverMode();
        settings.put("PRESENCE_SYNC_WEBEX_FALL_BACK_AFTER", "5s");
        settings.put("PRESENCE_SYNC_WEBEX_PEOPLE_API_RATE", "600");
        return settings;
    }

    private void mercuryRefused() {
        world.webex.addFault(new Fault.Answer(Endpoint.MERCURY, 503, null, Fault.UNTIL_CLEARED));
        world.webex.closeSockets(1006, "");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }

    private static void awaitHealth(Product product, String text) {
        Await.until(
                "health says " + text,
                () -> product.get("/health").body().contains(text),
                () -> product.get("/health").body());
    }

    private static JsonNode presence(Product product, String id) {
        JsonNode agents = json(product.getAsAdmin("/api/v1/agents").body());
        JsonNode list = agents.isArray() ? agents : agents.path("agents");
        return StreamSupport.stream(list.spliterator(), false)
                .filter(agent -> agent.path("id").asText().equals(id))
                .findFirst()
                .map(agent -> agent.path("presence"))
                .orElseThrow(() -> new AssertionError(agents.toString()));
    }

    private static void awaitSource(Product product, String id, String source) {
        Await.until(
                "presence of " + id + " comes from " + source,
                () -> presence(product, id).path("source").asText().equals(source),
                () -> presence(product, id).toString());
    }

    private long peopleRequests() {
        return world.webex.log().count(Endpoint.PERSON) + world.webex.log().count(Endpoint.PEOPLE);
    }

    private void assertPollingIsOver() {
        Await.quiet(Duration.ofSeconds(1));
        long asked = peopleRequests();
        Await.quiet(Duration.ofSeconds(3));
        assertThat(peopleRequests()).isEqualTo(asked);
    }

    @Test
    void agents_are_held_and_released_by_polling_and_nobody_wrongly_when_mercury_returns() {
        try (Product product = Product.start(settings())) {
            world.meeting("1001");
            world.awaitShown("1001", HELD);
            mercuryRefused();
            awaitHealth(product, "polling the People API");
            assertThat(product.get("/health").body()).contains("\"fallback\"", "DEGRADED", "Mercury down since");
            holdAndReleaseByPolling(product);
            world.webex.clearFaults();
            awaitHealth(product, "mercury connected");
            awaitSource(product, "1001", "MERCURY");
            assertPollingIsOver();
            assertNobodyWasMovedWrongly();
            world.presence("1001", "active");
            world.awaitShown("1001", "READY");
        }
    }

    private void holdAndReleaseByPolling(Product product) {
        world.presence("1002", "dnd");
        world.awaitShown("1002", HELD);
        awaitSource(product, "1002", "PEOPLE_API");
        awaitSource(product, "1001", "PEOPLE_API");
        assertThat(presence(product, "1001").path("ageSeconds").asLong(-1)).isBetween(0L, 10L);
        assertThat(world.shown("1001")).isEqualTo(HELD);
        world.presence("1002", "active");
        world.awaitShown("1002", "READY");
    }

    private void assertNobodyWasMovedWrongly() {
        assertThat(world.shown("1001")).isEqualTo(HELD);
        assertThat(world.puts("1001")).hasSize(1);
        assertThat(world.puts("1002")).hasSize(2);
        assertThat(world.puts("1003")).isEmpty();
    }

    @Test
    void a_call_told_by_polling_is_held_and_still_held_when_mercury_returns() {
        mercuryRefused();
        try (Product product = Product.launch(settings())) {
            product.awaitListening();
            world.presence("1003", "call");
            world.awaitShown("1003", HELD);
            awaitSource(product, "1003", "PEOPLE_API");
            world.webex.clearFaults();
            awaitSource(product, "1003", "MERCURY");
            assertPollingIsOver();
            assertThat(world.shown("1003")).isEqualTo(HELD);
            assertThat(world.puts("1003")).hasSize(1);
            assertThat(world.puts("1001")).isEmpty();
            assertThat(world.puts("1002")).isEmpty();
        }
    }

    @Test
    void by_choice_only_the_people_api_is_asked() {
        Map<String, String> settings = settings();
        settings.put("PRESENCE_SYNC_WEBEX_SOURCE", "people-api");
        try (Product product = Product.start(settings)) {
            assertThat(product.get("/health/ready").statusCode()).isEqualTo(200);
            world.presence("1001", "call");
            world.awaitShown("1001", HELD);
            assertThat(presence(product, "1001").path("source").asText()).isEqualTo("PEOPLE_API");
            world.presence("1001", "active");
            world.awaitShown("1001", "READY");
            assertThat(world.webex.log().count(Endpoint.MERCURY)).isZero();
            assertThat(world.webex.log().count(Endpoint.DEVICE_CREATE)).isZero();
        }
    }
}
