package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.presencesync.simulators.finesse.Platform;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Finesse's clock is set back while the packaged product, in server mode, looks after its agents.
class FinesseClockAcceptanceTest {
    private static final Duration LONG = Duration.ofSeconds(4);

    @ParameterizedTest
    @CsvSource({"CCE,auto", "CCX,auto", "CCE,off"})
    void after_the_step_lunch_is_lunch_ready_is_ready_and_a_release_comes_to_an_end(
            Platform platform, String notifications) {
        try (World world = new World(4, platform);
                Product product = Product.start(settings(world, platform, notifications))) {
            world.meeting("1001").meeting("1002").meeting("1003");
            awaitHeld(world, product, "1001", "1002", "1003");
            Duration back = Duration.ZERO;
            for (int seconds : new int[] {60, 3600}) {
                back = back.plusSeconds(seconds);
                world.finesse.setClock(back.negated());
                world.agent("1001").notReady("Lunch");
                world.agent("1002").ready();
                world.agent("1004").notReady("Lunch");
                product.awaitState("1001", "NOT_READY Lunch");
                product.awaitState("1002", "READY");
                product.awaitState("1004", "NOT_READY Lunch");
                int sent = world.puts("1001").size()
                        + world.puts("1002").size()
                        + world.puts("1004").size();
                world.meeting("1004").presence("1001", "active").presence("1003", "active");
                world.awaitShown("1003", "READY");
                product.awaitState("1003", "READY");
                Await.quiet(LONG);
                assertThat(world.shown("1001")).isEqualTo("NOT_READY Lunch");
                assertThat(world.shown("1002")).isEqualTo("READY");
                assertThat(world.shown("1004")).isEqualTo("NOT_READY Lunch");
                assertThat(world.puts("1001").size()
                                + world.puts("1002").size()
                                + world.puts("1004").size())
                        .as("requests for those who chose for themselves")
                        .isEqualTo(sent);
                world.agent("1001").ready();
                world.agent("1004").ready();
                world.presence("1002", "active").presence("1004", "active");
                Await.quiet(Duration.ofSeconds(1));
                world.meeting("1001").meeting("1002").meeting("1003");
                awaitHeld(world, product, "1001", "1002", "1003");
            }
        }
    }

    @Test
    void health_tells_of_two_clocks_half_a_minute_apart_and_the_agents_are_looked_after() {
        try (World world = new World(1);
                Product product = Product.start(settings(world, Platform.CCE, "auto"))) {
            assertThat(clock(product).isMissingNode()).isTrue();
            world.finesse.setClock(Duration.ofMinutes(-10));
            Await.until("the clocks' difference is told", () -> !clock(product).isMissingNode(), product::log);
            JsonNode told = clock(product);
            assertThat(told.path("code").asText()).isEqualTo("clock_skew");
            assertThat(told.path("message").asText()).containsPattern("(599|60[01]) s behind ours: it shows .*, ours ");
            world.meeting("1001");
            awaitHeld(world, product, "1001");
            assertThat(health(product).path("status").asText()).isEqualTo("ok");
        }
    }

    private static JsonNode clock(Product product) {
        for (JsonNode link : health(product).path("links")) {
            for (JsonNode part : link.path("parts")) {
                if (part.path("link").asText().equals("finesse.clock")) {
                    return part;
                }
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode health(Product product) {
        try {
            return new ObjectMapper().readTree(product.getAsAdmin("/health").body());
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static void awaitHeld(World world, Product product, String... agents) {
        for (String agent : agents) {
            Await.until(
                    "agent " + agent + " is held",
                    () -> world.shown(agent).contains("Supervisor Initiated"),
                    () -> world.shown(agent) + "\n" + product.log());
            product.awaitState(agent, "NOT_READY");
        }
    }

    private static Map<String, String> settings(World world, Platform platform, String notifications) {
        Map<String, String> env = world.serverMode();
        if (platform == Platform.CCX) {
            env.put("FINESSE_SUPERVISOR_TOKEN", Product.credentials(World.SUPERVISOR, "boss-secret"));
        }
        env.put("PRESENCE_SYNC_FINESSE_NOTIFICATIONS", notifications);
        return env;
    }
}
