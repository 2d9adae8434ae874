package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The clock of the machine on which the packaged product runs is set while it works.
class WallClockAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";

    @ParameterizedTest
    @CsvSource({"people-api,-3600", "mercury,3600"})
    void holds_and_releases_come_as_before_and_no_age_is_negative(String source, long seconds) throws IOException {
        try (World world = new World(2);
                WallClock clock = new WallClock();
                Product product = Product.startUnder(clock, settings(world, source))) {
            heldAndReleased(world);
            world.meeting("1002");
            world.awaitShown("1002", HELD);
            clock.ahead(Duration.ofSeconds(seconds));
            world.presence("1002", "active");
            world.awaitShown("1002", "READY");
            heldAndReleased(world);
            Await.until(
                    "the step is told",
                    () -> product.log()
                            .contains("The clock of this machine was set " + (seconds < 0 ? "back" : "forward")),
                    product::log);
            heldAndReleased(world);
            assertAges(product);
            assertThat(product.getAsAdmin("/health").body())
                    .contains("\"clock_skew\"")
                    .doesNotContain("\"degraded\"");
        }
    }

    private static void heldAndReleased(World world) {
        world.meeting("1001");
        world.awaitShown("1001", HELD);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
    }

    private static void assertAges(Product product) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode agents = json.readTree(product.getAsAdmin("/api/v1/agents").body());
        for (JsonNode agent : agents.path("agents")) {
            assertThat(agent.path("presence").path("ageSeconds").asLong()).isBetween(0L, 60L);
        }
        JsonNode health = json.readTree(product.getAsAdmin("/health").body());
        assertThat(health.path("uptimeSeconds").asLong()).isBetween(0L, 600L);
        String text = product.getAsAdmin("/api/v1/agents/1001/explain").body();
        assertThat(text).doesNotContain("-PT").doesNotContain(":-");
    }

    private static Map<String, String> settings(World world, String source) {
        Map<String, String> env = world.serverMode();
        env.put("PRESENCE_SYNC_WEBEX_SOURCE", source);
        env.put("PRESENCE_SYNC_WEBEX_PEOPLE_API_RATE", "600");
        return env;
    }
}
