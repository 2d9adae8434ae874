package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.AgentState;
import io.presencesync.simulators.finesse.CallKind;
import io.presencesync.simulators.finesse.Platform;
import org.junit.jupiter.api.Test;

/// Gadget mode on Unified CCX: no pending READY, one pending NOT_READY a call, calls out that nobody is told of.
class CcxGadgetAcceptanceTest extends GadgetAcceptance {
    @Override
    World newWorld() {
        return new World(2, Platform.CCX);
    }

    @Test
    void a_meeting_holds_with_its_reason_and_its_end_releases() {
        connected("1001");
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
        assertThat(bodies("1001")).containsExactly(notReady("Webex Meeting"), READY);
    }

    @Test
    void during_a_customers_call_one_wish_is_sent_that_follows_it() {
        connected("1002");
        Desktop desktop = connected("1001");
        world.agent("1001").callArrives(CallKind.ICD).answer();
        desktop.awaitBar("TALKING", "");
        world.meeting("1001");
        awaitDecided();
        Await.until(
                "the wish was sent",
                () -> world.puts("1001").size() == 1,
                () -> bodies("1001").toString());
        assertThat(world.agent("1001").state()).isEqualTo(AgentState.TALKING);
        world.agent("1001").endCall();
        world.awaitShown("1001", MEETING);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
    }

    @Test
    void a_release_refused_during_a_call_out_is_tried_again_until_it_is_over() {
        Desktop desktop = connected("1001");
        world.meeting("1001");
        desktop.awaitBar("NOT_READY", "Webex Meeting");
        world.agent("1001").dial();
        world.presence("1001", "active");
        Await.until(
                "READY was asked for",
                () -> world.puts("1001").size() == 2,
                () -> bodies("1001").toString());
        Await.quiet(LONG);
        assertThat(world.shown("1001")).isEqualTo(MEETING);
        assertThat(world.puts("1001")).hasSize(2);
        world.agent("1001").endCall();
        world.awaitShown("1001", "READY");
    }

    @Test
    void an_agent_who_signs_out_straight_from_ready_gets_no_request() {
        connected("1002");
        connected("1001");
        world.agent("1001").signOut();
        world.presence("1001", "dnd");
        awaitDecided();
        assertThat(world.agent("1001").state()).isEqualTo(AgentState.LOGOUT);
        assertThat(world.puts("1001")).isEmpty();
    }
}
