package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.Platform;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests of the agent's own desktop that Finesse refuses later: their errors come to the agent's node, in that
/// desktop's name, and are nobody's business here.
class DesktopRequestsAcceptanceTest {
    @ParameterizedTest
    @CsvSource({"CCE, supervisor", "CCX, supervisor", "CCE, auto", "CCX, auto", "CCE, gadget", "CCX, gadget"})
    void a_failed_request_of_the_agents_desktop_is_neither_logged_nor_journalled(Platform platform, String mode) {
        try (World world = new World(1, new FinesseSimulatorOptions().platform(platform));
                Product product = Product.start(settings(world, mode))) {
            world.agent("1001").requestFails("Generic Error", "CF_INVALID_OBJECT_STATE", "22");
            world.agent("1001").requestFails("Invalid State", "CF_RESOURCE_BUSY", "33");
            world.agent("1001").notReady("Lunch");
            product.awaitState("1001", "NOT_READY Lunch");

            assertThat(product.log())
                    .doesNotContain("after all", "CF_INVALID_OBJECT_STATE", "CF_RESOURCE_BUSY", "desktop-");
            assertThat(new ProductJournal(product).of("1001")).allSatisfy(entry -> {
                assertThat(entry.kind()).isNotEqualTo("OUTCOME");
                assertThat(entry.requestId()).isEmpty();
            });
        }
    }

    private static Map<String, String> settings(World world, String mode) {
        Map<String, String> env = new HashMap<>(world.autoMode());
        env.put("PRESENCE_SYNC_MODE", mode);
        World.supervisorById(env);
        return env;
    }
}
