package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Outcome;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A change is undone where what was known before it shows still; not where it only looks like that.
class OldNewsTest {
    private static final Reason MINUS_ONE = new Reason("-1", null, null);
    private static final Reason SUPERVISOR = new Reason("19", 999, "Supervisor Initiated");

    private static void isTheirs(AgentScript script, String... asked) {
        script.presence("active").seconds(5).readAgain().seconds(5);
        assertThat(script.asked()).containsExactly(asked);
    }

    @Test
    void a_choice_made_at_once_after_our_hold_is_not_that_hold_when_finesse_has_lost_its_reason() {
        AgentScript script = AgentScript.gadget().heldAgent().pass(Duration.ofMillis(76));
        script.shows(StateName.NOT_READY, AgentScript.LUNCH);
        Instant chosen = script.shownSince();
        script.seconds(10).event(new AgentEvent.Gap()).seconds(1).shows(StateName.NOT_READY, MINUS_ONE, chosen);
        isTheirs(script, "NOT_READY Webex Meeting");
    }

    /// Released, as a direct read tells that was asked for long after the hold was last told.
    private static AgentScript released(AgentScript held) {
        AgentScript script =
                held.seconds(3).presence("active").seconds(3).accepted().pass(Duration.ofMillis(300));
        script.told(StateName.READY, null, script.now, StateSource.USER_GET);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        return script;
    }

    @Test
    void a_supervisors_not_ready_at_the_time_our_hold_had_is_no_hold_that_a_read_saw_released() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Instant held = script.shownSince();
        script = released(script).seconds(10);
        script.told(StateName.NOT_READY, SUPERVISOR, held.minusMillis(31), StateSource.NOTIFICATION)
                .seconds(3);
        script.readAnswers(StateName.NOT_READY, SUPERVISOR, held.minusMillis(31));
        isTheirs(script.meeting().seconds(5), "NOT_READY Webex Meeting", "READY");
    }

    /// Asked to be Not Ready, and told late to be in a call.
    private static AgentScript toldLate(AgentScript ready) {
        return ready.meeting().seconds(1).told(StateName.TALKING, null, null, StateSource.NOTIFICATION);
    }

    @Test
    void a_request_that_was_refused_meanwhile_is_not_waited_for_when_the_change_is_undone() {
        AgentScript script = AgentScript.supervisor().readyAgent();
        Instant ready = script.shownSince();
        toldLate(script).answer(new Outcome.NotSent("the agent is TALKING"));
        script.told(StateName.READY, null, ready, StateSource.TEAM_GET).seconds(2);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex Meeting");
    }

    @Test
    void one_that_finesse_took_meanwhile_is_waited_for_as_such() {
        AgentScript script = AgentScript.supervisor().readyAgent();
        Instant ready = script.shownSince();
        toldLate(script).accepted();
        script.told(StateName.READY, null, ready, StateSource.TEAM_GET);
        assertThat(Objects.requireNonNull(script.memory.phase().sent()).answer())
                .isEqualTo(Sent.Answer.ACCEPTED);
        script.seconds(60).readAgain().seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex Meeting");
    }

    @Test
    void one_that_left_meanwhile_and_is_never_answered_is_looked_after() {
        AgentScript script = AgentScript.supervisor().readyAgent();
        Instant ready = script.shownSince();
        toldLate(script).left();
        script.told(StateName.READY, null, ready, StateSource.TEAM_GET).seconds(31);
        assertThat(Objects.requireNonNull(script.memory.phase().sent()).answer())
                .isEqualTo(Sent.Answer.UNCERTAIN);
    }

    @Test
    void ready_by_hand_is_overruled_but_once_though_a_request_that_was_to_do_so_was_kept_back_meanwhile() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(20);
        script.manner = script.manner.with(Manner.ReadyByHand.ENFORCE);
        Instant ready = script.shows(StateName.READY).shownSince();
        script.told(StateName.TALKING, null, null, StateSource.NOTIFICATION)
                .answer(new Outcome.NotSent("the agent is TALKING"));
        script.told(StateName.READY, null, ready, StateSource.NOTIFICATION).seconds(1);
        script.carriedOut().seconds(61).shows(StateName.READY).seconds(5);
        assertThat(script.sent).hasSize(3);
    }
}
