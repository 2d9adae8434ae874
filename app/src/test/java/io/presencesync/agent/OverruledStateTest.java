package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// READY of before Finesse's clock was set back may be told once more; and a new READY may begin, by the clock that was
/// set back, at the very second at which that one did.
class OverruledStateTest {
    private static final Duration SHORTLY = Duration.ofMillis(63);

    /// Held once the clock was set back by as long as they had been READY.
    private static Instant heldSinceBefore(AgentScript script) {
        Instant ready = script.readyAgent().seconds(57).shownSince();
        script.event(new AgentEvent.ClockSetBack())
                .readAgain()
                .meeting()
                .seconds(1)
                .accepted()
                .seconds(1);
        Reason reason = Scene.ours(script.channel, Platform.CCE);
        Instant held = ready.minusSeconds(2);
        AgentState shown = new AgentState(StateName.NOT_READY, reason, null, held, StateSource.USER_GET, script.now);
        script.pass(EarlierTime.NODES_LAG).event(new AgentEvent.StateSeen(shown, script.now));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        return ready;
    }

    @ParameterizedTest
    @EnumSource(
            value = StateSource.class,
            names = {"NOTIFICATION", "GADGET", "TEAM_GET"})
    void ready_chosen_as_the_time_comes_round_again_is_looked_into_and_stands(StateSource source) {
        for (ChannelKind channel : ChannelKind.values()) {
            AgentScript script = new AgentScript(channel);
            Instant again = heldSinceBefore(script).plus(SHORTLY);
            script.seconds(2).told(StateName.READY, null, again, source).presence("active");
            assertThat(script.seconds(4).sent).as("%s", channel).hasSize(1);
            script.readAnswers(StateName.READY, null, again);
            assertThat(script.shown().state()).as("%s", channel).isEqualTo(StateName.READY);
            assertThat(script.meeting().seconds(5).sent).as("%s", channel).hasSize(2);
        }
    }

    @Test
    void such_a_ready_pressed_in_the_meeting_is_a_choice_for_the_rest_of_it() {
        AgentScript script = AgentScript.gadget();
        Instant again = heldSinceBefore(script).plus(SHORTLY);
        script.seconds(2).told(StateName.READY, null, again, StateSource.GADGET).seconds(2);
        script.readAnswers(StateName.READY, null, again).seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
        assertThat(script.memory.spell().override()).isTrue();
    }

    @Test
    void the_old_one_told_once_more_at_its_very_time_costs_no_doubt() {
        AgentScript script = AgentScript.gadget();
        Instant ready = heldSinceBefore(script);
        script.seconds(2)
                .told(StateName.READY, null, ready, StateSource.NOTIFICATION)
                .presence("active");
        assertThat(script.seconds(4).asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }
}
