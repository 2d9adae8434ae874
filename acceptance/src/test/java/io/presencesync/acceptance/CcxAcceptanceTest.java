package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.AgentState;
import io.presencesync.simulators.finesse.CallKind;
import io.presencesync.simulators.finesse.LoggedRequest;
import io.presencesync.simulators.finesse.Platform;
import io.presencesync.simulators.finesse.ReasonCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The packaged product in server mode on Unified CCX, whose supervisors stamp code 33.
class CcxAcceptanceTest {
    private static final int SUPERVISOR_CODE = 33;

    @SuppressWarnings("NullAway.Init")
    private World world;

    @SuppressWarnings("NullAway.Init")
    private Product product;

    @BeforeEach
    void start() {
        world = new World(2, Platform.CCX);
        Map<String, String> env = world.serverMode();
        World.supervisorById(env);
        product = Product.start(env);
    }

    @AfterEach
    void stop() {
        product.close();
        world.close();
    }

    private String held() {
        return "NOT_READY "
                + world.finesse
                        .reasonCodes()
                        .byCode(ReasonCode.Category.NOT_READY, SUPERVISOR_CODE)
                        .orElseThrow()
                        .label();
    }

    /// Another agent was held and released: all that came before has been decided.
    private void awaitDecided() {
        world.meeting("1002");
        world.awaitShown("1002", held());
        world.presence("1002", "active");
        world.awaitShown("1002", "READY");
        Await.quiet(Duration.ofMillis(500));
    }

    @Test
    void a_meeting_holds_with_the_supervisors_code_and_its_end_releases() {
        world.meeting("1001");
        world.awaitShown("1001", held());
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
        assertThat(world.puts("1001")).hasSize(2).allSatisfy(put -> {
            assertThat(put.user()).isEqualTo(World.SUPERVISOR);
            assertThat(put.body()).doesNotContain("reasonCodeId");
        });
    }

    @Test
    void the_not_ready_of_a_human_supervisor_is_not_released() {
        world.agent("1001").supervisorSets(AgentState.NOT_READY);
        assertThat(world.shown("1001")).isEqualTo(held());
        product.awaitState("1001", "NOT_READY");
        world.presence("1001", "dnd");
        awaitDecided();
        product.kill();
        product.launchAgain().awaitReady();
        world.presence("1001", "active");
        awaitDecided();
        assertThat(world.shown("1001")).isEqualTo(held());
        assertThat(world.puts("1001")).isEmpty();
    }

    @Test
    void not_ready_by_a_human_supervisor_after_the_agents_own_ready_is_not_released() {
        world.meeting("1001");
        world.awaitShown("1001", held());
        product.awaitState("1001", "NOT_READY");
        world.agent("1001").ready();
        product.awaitState("1001", "READY");
        world.agent("1001").supervisorSets(AgentState.NOT_READY);
        product.awaitState("1001", "NOT_READY");
        world.presence("1001", "active");
        awaitDecided();
        assertThat(world.shown("1001")).isEqualTo(held());
        assertThat(world.puts("1001")).hasSize(1);
    }

    @Test
    void during_a_customers_call_nothing_is_sent_until_it_is_over() {
        world.agent("1001").callArrives(CallKind.ICD).answer();
        product.awaitState("1001", "TALKING");
        world.meeting("1001");
        awaitDecided();
        assertThat(world.puts("1001")).isEmpty();
        world.agent("1001").endCall();
        world.awaitShown("1001", held());
    }

    @Test
    void an_agent_who_signs_out_straight_from_ready_gets_no_request() {
        world.agent("1001").signOut();
        product.awaitState("1001", "LOGOUT");
        world.presence("1001", "dnd");
        awaitDecided();
        assertThat(world.agent("1001").state()).isEqualTo(AgentState.LOGOUT);
        assertThat(world.finesse.requests().all())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(LoggedRequest::path)
                .containsOnly("/finesse/api/User/1002");
    }
}
