package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A time or a reason of our hold that Finesse tells late is known from then on, and the system's Not Ready is waited
/// out.
class NewlyToldTest {
    private static final Reason SYSTEM = new Reason("77", 50005, "whatever its label says");

    private static Reason ours(ChannelKind channel) {
        return channel == ChannelKind.GADGET
                ? AgentScript.label("Webex Meeting")
                : new Reason("19", 999, "Supervisor Initiated");
    }

    private static AgentScript untimedHold(ChannelKind channel) {
        AgentScript script =
                new AgentScript(channel).readyAgent().meeting().seconds(1).accepted();
        return script.untimed(StateName.NOT_READY, ours(channel));
    }

    private static Phase.Held held(AgentScript script) {
        return switch (script.memory.phase()) {
            case Phase.Held held -> held;
            case Phase.Releasing(var held, var _) -> held;
            case Phase.Asked asked -> throw new AssertionError("still " + asked);
            case Phase.None none -> throw new AssertionError("still " + none);
        };
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void the_time_of_a_hold_that_was_shown_without_one(ChannelKind channel) {
        AgentScript script = untimedHold(channel);
        assertThat(held(script).time()).isNull();
        Instant since = script.now;
        script.seconds(5).shows(StateName.NOT_READY, ours(channel), since);
        assertThat(held(script).time()).isEqualTo(since);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void the_time_of_a_hold_without_reason_that_is_being_released(ChannelKind channel) {
        AgentScript script =
                new AgentScript(channel).readyAgent().meeting().seconds(1).accepted();
        script.untimed(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .presence("active")
                .seconds(3);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Releasing.class);
        Instant since = script.now;
        script.seconds(1).shows(StateName.NOT_READY, ours(channel), since);
        assertThat(held(script).time()).isEqualTo(since);
        assertThat(held(script).reason()).isEqualTo(ours(channel));
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void the_reason_of_a_hold_that_was_told_again_without_one(ChannelKind channel) {
        AgentScript script = new AgentScript(channel).heldAgent().seconds(20);
        script.shows(StateName.NOT_READY, AgentScript.SIGNED_IN);
        Instant again = script.shownSince();
        script.seconds(1).shows(StateName.NOT_READY, ours(channel), again);
        assertThat(held(script).time()).isEqualTo(again);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void the_systems_not_ready_is_waited_out_whether_we_hold_the_agent_or_not(ChannelKind channel) {
        AgentScript unheld = new AgentScript(channel).readyAgent().shows(StateName.NOT_READY, SYSTEM);
        unheld.meeting().seconds(5);
        assertThat(unheld.decision.kind()).isEqualTo(Decision.Kind.WAIT);

        AgentScript held = new AgentScript(channel).heldAgent().seconds(20);
        int reads = held.reads;
        held.toldByGadget(StateName.NOT_READY, SYSTEM, null);
        assertThat(held.decision.kind()).isEqualTo(Decision.Kind.WAIT);
        assertThat(held.reads).isEqualTo(reads + 1);
    }
}
