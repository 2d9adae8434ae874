package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.simulators.FreePort;
import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The packaged product in a network that lets it reach everything of Webex but the public API's host.
class WebexLookupsFailAcceptanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world = new World(2);

    @AfterEach
    void stop() {
        world.close();
    }

    /// A link of health, or a part of one.
    private static JsonNode named(Product product, String link) {
        try {
            JsonNode links = JSON.readTree(product.get("/health").body()).path("links");
            return Stream.concat(
                            links.valueStream(),
                            links.findValues("parts").stream().flatMap(JsonNode::valueStream))
                    .filter(part -> part.path("link").asText().equals(link))
                    .findFirst()
                    .orElseGet(JSON::createObjectNode);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void awaitState(Product product, String link, String state) {
        Await.until(
                link + " is " + state,
                () -> named(product, link).path("state").asText().equals(state),
                () -> product.get("/health").body());
    }

    @Test
    void look_ups_that_fail_are_told_by_health_and_one_warning_while_mercury_is_connected() {
        String nobody = "127.0.0.1:" + FreePort.lasting();
        Map<String, String> settings = world.serverMode();
        settings.put("HYDRA_SERVICE_URL", "http://" + nobody + "/v1");
        try (Product product = Product.launch(settings)) {
            product.awaitListening();
            awaitState(product, "webex.socket", "CONNECTED");
            awaitState(product, "webex.people", "DEGRADED");
            JsonNode part = named(product, "webex.people");
            assertThat(part.path("message").asText()).contains("cannot be looked up at " + nobody);
            assertThat(part.path("action").asText()).contains(nobody);
            assertThat(part.path("nextTry").asText()).isNotEmpty();
            assertThat(named(product, "webex").path("state").asText()).isEqualTo("DEGRADED");
            assertThat(product.get("/health").body()).contains("\"degraded\"");
            Await.until(
                    "a warning", () -> product.log().contains("people cannot be looked up at " + nobody), product::log);
            Await.quiet(Duration.ofSeconds(5));
            assertThat(product.log().split("WARN.*people cannot be looked up", -1))
                    .as("once")
                    .hasSize(2);
            assertThat(product.get("/health/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void as_soon_as_people_can_be_looked_up_they_are_followed_and_health_is_well() {
        world.webex.addFault(new Fault.Cut(Endpoint.PEOPLE, Fault.UNTIL_CLEARED));
        try (Product product = Product.launch(world.serverMode())) {
            product.awaitListening();
            awaitState(product, "webex.people", "DEGRADED");
            world.webex.clearFaults();
            awaitState(product, "webex.people", "CONNECTED");
            awaitState(product, "webex", "CONNECTED");
            world.presence("1001", "dnd");
            world.awaitShown("1001", "NOT_READY Supervisor Initiated");
        }
    }

    @Test
    void it_is_told_as_well_where_the_people_api_is_the_only_source() {
        Map<String, String> settings = world.serverMode();
        settings.put("PRESENCE_SYNC_WEBEX_SOURCE", "people-api");
        world.webex.addFault(new Fault.Answer(Endpoint.PEOPLE, 503, null, Fault.UNTIL_CLEARED));
        try (Product product = Product.launch(settings)) {
            product.awaitListening();
            awaitState(product, "webex.people", "DEGRADED");
            awaitState(product, "webex", "DEGRADED");
            world.webex.clearFaults();
            awaitState(product, "webex", "CONNECTED");
        }
    }
}
