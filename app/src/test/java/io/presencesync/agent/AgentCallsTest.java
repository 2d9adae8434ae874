package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Calls, wrap-up and what follows after them.
class AgentCallsTest {
    private static AgentScript talking(AgentScript script) {
        return script.readyAgent()
                .shows(StateName.RESERVED)
                .seconds(2)
                .shows(StateName.TALKING)
                .seconds(30)
                .readAgain();
    }

    private static AgentScript ccx(AgentScript script) {
        script.platform = Platform.CCX;
        return script;
    }

    private static void pending(AgentScript script, StateName pending) {
        AgentState last = script.shown();
        script.event(new AgentEvent.StateSeen(new AgentState(
                last.state(), last.reason(), pending, last.stateChangeTime(), StateSource.USER_GET, script.now)));
    }

    @Test
    void in_a_call_after_a_gap_in_which_they_may_have_signed_in_anew_nothing_is_asked_for() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).accepted();
        script.canRead = false;
        script.event(new AgentEvent.Gap()).told(StateName.NOT_READY, null, script.now, StateSource.GADGET);
        script.seconds(20)
                .told(StateName.TALKING, null, script.now, StateSource.GADGET)
                .seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_meeting_during_a_call_is_asked_for_at_once_and_held_when_the_call_ends() {
        AgentScript script = talking(AgentScript.gadget()).meeting().seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
        script.accepted().seconds(300).shows(StateName.NOT_READY, AgentScript.label("Webex Meeting"));
        assertThat(script.decision.kind()).isEqualTo(Decision.Kind.LEAVE);
        script.seconds(60).presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void a_supervisor_waits_for_the_end_of_the_call_and_holds_then() {
        AgentScript script = talking(AgentScript.supervisor()).meeting().seconds(60);
        assertThat(script.sent).isEmpty();
        script.shows(StateName.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void an_agent_who_rested_at_lunch_before_his_call_is_left_alone() {
        AgentScript script = AgentScript.gadget()
                .readyAgent()
                .shows(StateName.NOT_READY, AgentScript.LUNCH)
                .seconds(60)
                .shows(StateName.TALKING)
                .meeting()
                .seconds(60)
                .shows(StateName.NOT_READY, AgentScript.LUNCH)
                .presence("active")
                .seconds(10);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void nobody_knows_how_an_agent_rested_who_is_first_seen_in_a_call() {
        AgentScript script =
                AgentScript.gadget().shows(StateName.TALKING).meeting().seconds(20);
        assertThat(script.sent).isEmpty();
        script.shows(StateName.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void after_missed_events_a_call_tells_nothing_of_how_he_rested() {
        AgentScript script = AgentScript.gadget()
                .readyAgent()
                .event(new AgentEvent.Gap())
                .shows(StateName.TALKING)
                .meeting()
                .seconds(20);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void a_call_that_only_went_on_through_a_gap_is_still_the_call_of_a_ready_agent() {
        AgentScript script = talking(AgentScript.gadget())
                .event(new AgentEvent.Gap())
                .readAgain()
                .meeting()
                .seconds(1);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void what_he_chose_himself_to_follow_his_call_stands() {
        AgentScript script = talking(AgentScript.gadget());
        pending(script, StateName.NOT_READY);
        script.meeting().seconds(20);
        assertThat(script.sent).isEmpty();
        assertThat(script.decision.kind()).isEqualTo(Decision.Kind.LEAVE);
    }

    @Test
    void a_pending_sign_out_is_left_alone() {
        AgentScript script = talking(ccx(AgentScript.gadget()));
        pending(script, StateName.LOGOUT);
        script.meeting().seconds(20);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void ready_chosen_during_the_call_against_our_wish_is_an_override() {
        AgentScript script =
                talking(AgentScript.gadget()).meeting().seconds(1).accepted().seconds(5);
        pending(script, StateName.READY);
        script.shows(StateName.READY).seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_wish_that_the_call_swallowed_is_asked_again_at_its_end() {
        AgentScript script = talking(AgentScript.gadget())
                .meeting()
                .seconds(1)
                .accepted()
                .seconds(60)
                .shows(StateName.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex Meeting");
    }

    @Test
    void on_cce_a_new_reason_replaces_the_one_that_was_to_follow() {
        AgentScript script = talking(AgentScript.gadget())
                .meeting()
                .seconds(1)
                .accepted()
                .presence("dnd")
                .seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex DND");
    }

    @Test
    void on_ccx_a_call_takes_one_wish_and_the_reason_is_mended_after_it() {
        AgentScript script = talking(ccx(AgentScript.gadget()))
                .meeting()
                .seconds(1)
                .accepted()
                .presence("dnd")
                .seconds(30);
        assertThat(script.sent).hasSize(1);
        script.shows(StateName.NOT_READY, AgentScript.label("Webex Meeting"));
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex DND");
    }

    @Test
    void on_ccx_a_refused_wish_is_not_repeated_in_the_same_call() {
        AgentScript script = talking(ccx(AgentScript.gadget()))
                .meeting()
                .seconds(1)
                .failed(Outcome.Failure.WAIT_FOR_STATE)
                .seconds(120)
                .readAgain();
        assertThat(script.sent).hasSize(1);
        assertThat(script.decision.kind()).isEqualTo(Decision.Kind.WAIT);
        script.shows(StateName.READY).seconds(15);
        assertThat(script.sent).hasSize(2);
        assertThat(script.last().onlyIf().state()).isEqualTo(StateName.READY);
    }

    @Test
    void on_cce_a_wish_that_is_to_follow_is_taken_back_when_the_meeting_ends_before_the_call() {
        AgentScript script = talking(AgentScript.gadget())
                .meeting()
                .seconds(1)
                .accepted()
                .presence("active")
                .seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
        script.accepted().seconds(60).shows(StateName.READY).seconds(60);
        assertThat(script.sent).hasSize(2);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_taking_back_that_came_too_late_is_a_hold_and_is_released() {
        AgentScript script = talking(AgentScript.gadget())
                .meeting()
                .seconds(1)
                .accepted()
                .presence("active")
                .seconds(3)
                .accepted()
                .shows(StateName.NOT_READY, AgentScript.label("Webex Meeting"));
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "READY");
    }

    @Test
    void on_ccx_a_wish_cannot_be_taken_back_and_is_released_after_the_call() {
        AgentScript script = talking(ccx(AgentScript.gadget()))
                .meeting()
                .seconds(1)
                .accepted()
                .presence("active")
                .seconds(30);
        assertThat(script.sent).hasSize(1);
        script.shows(StateName.NOT_READY, AgentScript.label("Webex Meeting"));
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_call_made_while_held_does_not_lose_the_hold_in_either_channel() {
        for (AgentScript script : new AgentScript[] {AgentScript.gadget(), AgentScript.supervisor()}) {
            Reason reason = script.heldAgent().shown().reason();
            script.shows(StateName.TALKING)
                    .seconds(60)
                    .shows(StateName.NOT_READY, reason)
                    .readAgain();
            assertThat(script.memory.phase())
                    .isEqualTo(new Phase.Held(
                            Objects.requireNonNull(script.memory.phase().hold()), script.now, reason));
            script.presence("active").seconds(3);
            assertThat(script.last().target()).isEqualTo(TargetState.READY);
        }
    }

    @Test
    void a_supervisors_code_after_a_call_that_ready_was_to_follow_is_another_supervisors() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Reason code = script.shown().reason();
        script.shows(StateName.TALKING).seconds(5);
        pending(script, StateName.READY);
        script.seconds(60).shows(StateName.NOT_READY, code).presence("active").seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_not_ready_without_a_reason_that_was_chosen_in_the_call_is_not_the_supervisors_hold_asked_for_before() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).failed(Outcome.Failure.RETRY);
        script.shows(StateName.TALKING).seconds(5);
        pending(script, StateName.NOT_READY);
        script.seconds(60).shows(StateName.NOT_READY, null).presence("active").seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void our_own_label_chosen_anew_is_still_a_hold_of_ours_with_the_new_time() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(60);
        Reason reason = script.shown().reason();
        script.shows(StateName.NOT_READY, reason);
        assertThat(script.memory.phase())
                .isEqualTo(new Phase.Held(
                        Objects.requireNonNull(script.memory.phase().hold()), script.now, reason));
    }

    @Test
    void wrap_up_is_not_cut_short_and_the_hold_follows_it_without_settling_again() {
        AgentScript script = talking(AgentScript.supervisor())
                .shows(StateName.WORK_READY)
                .meeting()
                .seconds(30);
        assertThat(script.sent).isEmpty();
        script.shows(StateName.READY);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void wrap_up_may_be_cut_where_the_administrator_wants_it() {
        for (AgentScript script : new AgentScript[] {AgentScript.gadget(), AgentScript.supervisor()}) {
            script.manner = script.manner.with(Manner.WrapUp.CUT);
            talking(script).shows(StateName.WORK_READY).meeting().seconds(1);
            assertThat(script.sent).hasSize(1);
        }
    }

    @Test
    void the_wrap_up_of_an_agent_who_goes_to_lunch_after_it_is_never_cut() {
        AgentScript script = AgentScript.gadget();
        script.manner = script.manner.with(Manner.WrapUp.CUT);
        talking(script).shows(StateName.WORK).meeting().seconds(30);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void a_lost_end_of_call_is_found_by_looking_now_and_then() {
        AgentScript script = talking(AgentScript.supervisor()).meeting().seconds(1);
        int before = script.reads;
        script.pass(Duration.ofSeconds(35));
        assertThat(script.reads).isGreaterThan(before);
    }

    @Test
    void a_restart_during_a_call_does_not_forget_what_was_to_follow() {
        AgentScript script = talking(AgentScript.gadget())
                .meeting()
                .seconds(1)
                .restart()
                .shows(StateName.TALKING)
                .meeting()
                .seconds(120);
        assertThat(script.sent).hasSize(1);
        script.shows(StateName.NOT_READY, AgentScript.label("Webex Meeting"));
        script.presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void a_release_made_after_the_call_goes_on_when_the_state_it_was_made_on_is_told_once_more() {
        AgentScript script = AgentScript.gadget().readyAgent().told(StateName.TALKING, null, null);
        script.meeting().seconds(1).accepted().presence("active").seconds(3);
        script.left().failedUnsent(Outcome.Failure.THIS_AGENT_ONLY).event(new AgentEvent.Reloaded());
        script.told(StateName.NOT_READY, null, null).accepted();
        script.readAgain().readAgain();
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "READY");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVED", "RESERVED_OUTBOUND", "RESERVED_OUTBOUND_PREVIEW"})
    void a_supervisors_not_ready_after_a_call_was_offered_to_a_held_agent_and_a_gap_is_another(StateName offered) {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(5);
        Reason byUs = script.shown().reason();
        script.told(offered, null, null).seconds(4).event(new AgentEvent.Gap());
        script.told(StateName.NOT_READY, byUs, script.now.minusSeconds(2), StateSource.USER_GET);
        script.seconds(1).presence("active").seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }
}
