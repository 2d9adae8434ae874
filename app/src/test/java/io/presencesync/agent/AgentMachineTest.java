package io.presencesync.agent;

import static io.presencesync.agent.AgentScript.LUNCH;
import static io.presencesync.agent.AgentScript.SIGNED_IN;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Cause;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgentMachineTest {
    @ParameterizedTest
    @CsvSource({
        "dnd,,,Webex DND",
        "call,,,Webex Call",
        "meeting,online,,Webex Meeting",
        "presenting,online,,Webex Meeting",
        "unknown,,unknown,Webex Unavailable"
    })
    void each_busy_presence_holds_with_its_reason_and_its_end_releases(
            String status, String meetingType, String category, String label) {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.presence(status, meetingType, category).seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY " + label);
        script.carriedOut().presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY " + label, "READY");
        script.carriedOut().seconds(60);
        assertThat(script.sent).hasSize(2);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @ParameterizedTest
    @CsvSource({"active,,", "inactive,,", "ooo,,", "calendarItem,,", "meeting,,", "presenting,,", "busy,,", "pending,,"
    })
    void other_presences_leave_a_ready_agent_alone(String status, String meetingType, String category) {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.presence(status, meetingType, category).seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void nothing_is_sent_before_the_presence_has_settled() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.meeting().pass(Duration.ofMillis(999));
        assertThat(script.sent).isEmpty();
        script.pass(Duration.ofMillis(1));
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_flap_within_the_settle_time_sends_nothing() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.meeting().pass(Duration.ofMillis(500)).presence("active").seconds(30);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void a_short_free_moment_between_two_meetings_does_not_release() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.presence("active").seconds(2).meeting().seconds(30);
        assertThat(script.sent).hasSize(1);
        assertThat(script.decision.kind()).isEqualTo(Decision.Kind.LEAVE);
    }

    @Test
    void an_agent_at_lunch_stays_at_lunch_through_dnd_and_back() {
        for (AgentScript script : new AgentScript[] {AgentScript.gadget(), AgentScript.supervisor()}) {
            script.shows(StateName.NOT_READY, LUNCH).presence("active").seconds(5);
            script.presence("dnd").seconds(30).presence("active").seconds(30);
            assertThat(script.sent).isEmpty();
        }
    }

    @Test
    void an_agent_who_just_signed_in_is_left_not_ready() {
        AgentScript script =
                AgentScript.gadget().shows(StateName.LOGOUT).presence("dnd").seconds(5);
        script.shows(StateName.NOT_READY, SIGNED_IN).presence("active").seconds(30);
        assertThat(script.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = StateName.class,
            names = {"READY", "NOT_READY"},
            mode = EnumSource.Mode.EXCLUDE)
    void in_every_other_state_nothing_is_sent(StateName state) {
        AgentScript script =
                AgentScript.supervisor().shows(state).presence("dnd").seconds(60);
        script.presence("active").seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void lunch_chosen_while_held_drops_the_hold() {
        for (AgentScript script : new AgentScript[] {AgentScript.gadget(), AgentScript.supervisor()}) {
            script.heldAgent()
                    .seconds(20)
                    .shows(StateName.NOT_READY, LUNCH)
                    .presence("active")
                    .seconds(30);
            assertThat(script.sent).hasSize(1);
            assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        }
    }

    @Test
    void lunch_chosen_before_the_request_was_carried_out_is_his_choice() {
        AgentScript script = AgentScript.gadget().readyAgent().meeting().seconds(1);
        script.shows(StateName.NOT_READY, LUNCH).accepted().presence("active").seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void lunch_told_only_by_an_unknown_id_and_without_a_time_is_still_his_choice() {
        AgentScript script = AgentScript.supervisor()
                .readyAgent()
                .meeting()
                .seconds(1)
                .accepted()
                .seconds(1);
        script.untimed(StateName.NOT_READY, new Reason("19", null, null)).seconds(10);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.untimed(StateName.NOT_READY, new Reason("77", null, null))
                .presence("active")
                .seconds(30);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_sign_in_told_again_at_another_time_is_still_one_unless_something_was_missed() {
        AgentScript script = AgentScript.gadget().presence("active").shows(StateName.LOGOUT);
        script.shows(StateName.NOT_READY, SIGNED_IN).seconds(3).shows(StateName.NOT_READY, SIGNED_IN);
        assertThat(script.decision.cause()).isEqualTo(Cause.SIGNED_IN);
        script.seconds(3).event(new AgentEvent.Gap()).shows(StateName.NOT_READY, SIGNED_IN);
        assertThat(script.decision.cause()).isEqualTo(Cause.OWN_CHOICE);
    }

    @Test
    void signing_out_while_held_drops_the_hold_and_sends_nothing() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        script.shows(StateName.LOGOUT).presence("active").seconds(60);
        script.shows(StateName.NOT_READY, SIGNED_IN).seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void ready_set_by_hand_while_held_stands_for_the_rest_of_the_presence() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.seconds(10).shows(StateName.READY).seconds(60).presence("call").seconds(60);
        assertThat(script.sent).hasSize(1);
        script.presence("active").seconds(4).readAgain().presence("dnd").seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex DND");
    }

    @Test
    void ready_set_by_hand_from_lunch_during_a_meeting_stands() {
        AgentScript script =
                AgentScript.gadget().shows(StateName.NOT_READY, LUNCH).presence("active");
        script.meeting().seconds(10).shows(StateName.READY).seconds(60);
        assertThat(script.sent).isEmpty();
        assertThat(script.decision.why()).contains("that choice stands");
    }

    @Test
    void another_presence_while_held_changes_the_reason_by_gadget() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.presence("dnd").seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex DND");
        script.carriedOut().presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void another_presence_while_held_changes_nothing_by_supervisor() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        script.presence("dnd").seconds(30);
        assertThat(script.sent).hasSize(1);
        script.presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_change_of_reason_not_yet_shown_is_not_read_as_his_choice() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.presence("dnd").seconds(1).accepted().readAgain();
        assertThat(script.memory.phase()).isInstanceOf(Phase.Asked.class);
        script.shows(StateName.NOT_READY, AgentScript.label("Webex DND")).seconds(1);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_reason_that_a_slower_source_tells_after_it_was_replaced_does_not_end_the_hold() {
        AgentScript script = AgentScript.gadget().heldAgent();
        Instant meeting = script.shownSince();
        script.manner = Manner.standard(new DefaultRules(Duration.ZERO, Duration.ofSeconds(3)));
        script.presence("dnd").accepted().pass(Duration.ofMillis(40));
        script.shows(StateName.NOT_READY, AgentScript.label("Webex DND"));
        script.presence("active").shows(StateName.NOT_READY, AgentScript.label("Webex Meeting"), meeting);
        script.seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex DND", "READY");
    }

    @Test
    void a_human_supervisors_not_ready_is_not_taken_for_ours() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        script.seconds(20).shows(StateName.READY).seconds(5);
        script.shows(StateName.NOT_READY, new Reason("19", 999, "Supervisor Initiated"));
        script.presence("active").seconds(30);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void the_supervisors_code_at_another_time_is_somebody_elses() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(20);
        script.shows(StateName.NOT_READY, new Reason("19", 999, "Supervisor Initiated"));
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void times_that_differ_by_milliseconds_between_nodes_are_the_same() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Instant confirmed = script.shownSince();
        script.seconds(20).shows(StateName.NOT_READY, new Reason("19", 999, null), confirmed.plusMillis(900));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_new_meeting_while_the_release_is_under_way_holds_again_when_ready_shows() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.presence("active").seconds(3).presence("dnd").seconds(1);
        assertThat(script.sent).hasSize(2);
        script.carriedOut();
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "NOT_READY Webex DND");
        assertThat(script.memory.spell().override()).isFalse();
    }

    @Test
    void a_person_never_seen_is_invisible_and_not_unavailable() {
        AgentScript script = AgentScript.gadget().shows(StateName.READY);
        script.presence("unknown", null, "unknown").seconds(60).readAgain();
        assertThat(script.sent).isEmpty();
        script.presence("active")
                .seconds(5)
                .readAgain()
                .presence("unknown", null, "unknown")
                .seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Unavailable");
    }

    @Test
    void an_unknown_presence_is_never_read_as_free() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.presence("unknown").seconds(600);
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_stale_presence_holds_nobody() {
        AgentScript script =
                AgentScript.supervisor().shows(StateName.NOT_READY, LUNCH).meeting();
        script.seconds(16 * 60)
                .event(new AgentEvent.Gap())
                .shows(StateName.READY)
                .seconds(5);
        assertThat(script.sent).isEmpty();
        assertThat(script.decision.why()).contains("stale");
    }

    @Test
    void an_old_state_is_read_before_a_hold() {
        AgentScript script = AgentScript.supervisor().readyAgent().seconds(60);
        script.meeting().seconds(1);
        assertThat(script.sent).isEmpty();
        assertThat(script.reads).isEqualTo(1);
        script.readAgain();
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void the_request_says_what_it_was_decided_on() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.presence("active").seconds(3);
        assertThat(script.last().onlyIf().state()).isEqualTo(StateName.NOT_READY);
        assertThat(script.last().onlyIf().reasonId()).isEqualTo("43");
        assertThat(script.last().onlyIf().stateChangeTime()).isEqualTo(script.shownSince());
    }
}
