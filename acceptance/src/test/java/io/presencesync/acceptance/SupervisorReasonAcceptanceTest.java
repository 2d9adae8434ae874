package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.AgentState;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.Platform;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Server mode where the supervisor's Not Ready has this or that database id, or none at all: ids differ from system to
/// system, and the product may not know them beforehand.
class SupervisorReasonAcceptanceTest {
    @ParameterizedTest
    @CsvSource({"CCE, 19", "CCE, 999", "CCX, 33", "CCX, 19"})
    void a_meeting_holds_and_its_end_releases_whatever_id_the_supervisors_reason_has(Platform platform, int id) {
        try (World world = world(platform, id);
                Product _ = Product.start(settings(world))) {
            world.meeting("1001");
            world.awaitShown("1001", "NOT_READY Supervisor Initiated");
            world.presence("1001", "active");
            world.awaitShown("1001", "READY");
            assertThat(world.puts("1001")).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_meeting_holds_where_the_supervisors_reason_is_not_among_finesses_codes(Platform platform) {
        try (World world = world(platform, -1);
                Product _ = Product.start(settings(world))) {
            world.meeting("1001");
            Await.until(
                    "the agent is held",
                    () -> world.agent("1001").state() == AgentState.NOT_READY,
                    () -> world.shown("1001"));
            assertThat(world.agent("1001").reasonLabel()).isEmpty();
            assertThat(world.puts("1001")).hasSize(1);
        }
    }

    private static World world(Platform platform, int id) {
        return new World(1, new FinesseSimulatorOptions().platform(platform).supervisorReasonId(id));
    }

    private static Map<String, String> settings(World world) {
        Map<String, String> env = world.serverMode();
        World.supervisorById(env);
        return env;
    }
}
