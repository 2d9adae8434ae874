package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Cause;
import io.presencesync.presence.Pause;
import io.presencesync.presence.StateName;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What the machine does while somebody wants the agent left alone.
class AgentPauseTest {
    private static AgentScript paused(AgentScript script, Duration time) {
        return script.event(new AgentEvent.Paused(new Pause(script.now.plus(time), Pause.Author.AGENT)));
    }

    @Test
    void while_paused_a_meeting_leads_to_nothing_and_when_the_pause_is_over_it_does() {
        AgentScript script = paused(AgentScript.gadget().readyAgent(), Duration.ofMinutes(30));
        script.meeting().seconds(1500).meeting().seconds(299);
        assertThat(script.sent).isEmpty();
        assertThat(script.decision.cause()).isEqualTo(Cause.PAUSED);
        script.readAgain().seconds(2);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
        assertThat(script.memory.pause()).isNull();
    }

    @Test
    void a_hold_stays_while_paused_and_ends_after_it_when_the_presence_is_free() {
        AgentScript script = paused(AgentScript.gadget().heldAgent(), Duration.ofMinutes(30));
        script.presence("active").seconds(60);
        assertThat(script.sent).hasSize(1);
        script.event(new AgentEvent.Resumed()).seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void ready_chosen_while_paused_stands_after_the_pause_for_the_rest_of_the_meeting() {
        AgentScript script = paused(AgentScript.gadget().heldAgent(), Duration.ofMinutes(30));
        script.seconds(10)
                .shows(StateName.READY)
                .event(new AgentEvent.Resumed())
                .seconds(60);
        assertThat(script.sent).hasSize(1);
        assertThat(script.decision.cause()).isEqualTo(Cause.OVERRIDE);
    }

    @Test
    void a_pause_outlives_a_restart_and_a_new_one_replaces_it() {
        AgentScript script = paused(AgentScript.gadget().readyAgent(), Duration.ofMinutes(30));
        script.restart().shows(StateName.READY).meeting().seconds(60);
        assertThat(script.sent).isEmpty();
        paused(script, Duration.ofSeconds(30)).seconds(31).readAgain().seconds(1);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_pause_that_was_over_before_it_came_changes_nothing() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.event(new AgentEvent.Paused(new Pause(script.now, Pause.Author.ADMINISTRATOR)));
        script.meeting().seconds(1);
        assertThat(script.sent).hasSize(1);
    }
}
