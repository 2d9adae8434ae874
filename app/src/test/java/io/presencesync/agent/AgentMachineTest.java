package io.presencesync.agent;

import static io.presencesync.agent.AgentScript.LUNCH;
import static io.presencesync.agent.AgentScript.SIGNED_IN;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Outcome;
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
    private static AgentScript ready(AgentScript script) {
        return script.shows(StateName.READY).presence("active").seconds(5).readAgain();
    }

    private static AgentScript held(AgentScript script) {
        return ready(script).meeting().seconds(1).carriedOut();
    }

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
        AgentScript script = ready(AgentScript.gadget());
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
        AgentScript script = ready(AgentScript.gadget());
        script.presence(status, meetingType, category).seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void nothing_is_sent_before_the_presence_has_settled() {
        AgentScript script = ready(AgentScript.gadget());
        script.meeting().pass(Duration.ofMillis(999));
        assertThat(script.sent).isEmpty();
        script.pass(Duration.ofMillis(1));
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_flap_within_the_settle_time_sends_nothing() {
        AgentScript script = ready(AgentScript.gadget());
        script.meeting().pass(Duration.ofMillis(500)).presence("active").seconds(30);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void a_short_free_moment_between_two_meetings_does_not_release() {
        AgentScript script = held(AgentScript.gadget());
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
            held(script)
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
        AgentScript script = ready(AgentScript.gadget()).meeting().seconds(1);
        script.shows(StateName.NOT_READY, LUNCH).accepted().presence("active").seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void signing_out_while_held_drops_the_hold_and_sends_nothing() {
        AgentScript script = held(AgentScript.supervisor());
        script.shows(StateName.LOGOUT).presence("active").seconds(60);
        script.shows(StateName.NOT_READY, SIGNED_IN).seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void ready_set_by_hand_while_held_stands_for_the_rest_of_the_presence() {
        AgentScript script = held(AgentScript.gadget());
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
        assertThat(script.decision.why()).contains("his choice stands");
    }

    @Test
    void ready_seen_after_a_gap_is_no_override() {
        AgentScript script = held(AgentScript.supervisor());
        script.event(new AgentEvent.Gap()).seconds(10).shows(StateName.READY).seconds(1);
        assertThat(script.sent).hasSize(2);
        assertThat(script.last().target()).isEqualTo(TargetState.NOT_READY);
    }

    @Test
    void an_override_survives_a_restart() {
        AgentScript script = held(AgentScript.gadget());
        script.seconds(10).shows(StateName.READY).restart();
        script.shows(StateName.READY, null, script.now).meeting().seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void another_presence_while_held_changes_the_reason_by_gadget() {
        AgentScript script = held(AgentScript.gadget());
        script.presence("dnd").seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex DND");
        script.carriedOut().presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void another_presence_while_held_changes_nothing_by_supervisor() {
        AgentScript script = held(AgentScript.supervisor());
        script.presence("dnd").seconds(30);
        assertThat(script.sent).hasSize(1);
        script.presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_change_of_reason_not_yet_shown_is_not_read_as_his_choice() {
        AgentScript script = held(AgentScript.gadget());
        script.presence("dnd").seconds(1).accepted().readAgain();
        assertThat(script.memory.phase()).isInstanceOf(Phase.Asked.class);
        script.shows(StateName.NOT_READY, AgentScript.label("Webex DND")).seconds(1);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_human_supervisors_not_ready_is_not_taken_for_ours() {
        AgentScript script = held(AgentScript.supervisor());
        script.seconds(20).shows(StateName.READY).seconds(5);
        script.shows(StateName.NOT_READY, new Reason("19", 999, "Supervisor Initiated"));
        script.presence("active").seconds(30);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void the_supervisors_code_at_another_time_is_somebody_elses() {
        AgentScript script = held(AgentScript.supervisor()).seconds(20);
        script.shows(StateName.NOT_READY, new Reason("19", 999, "Supervisor Initiated"));
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void times_that_differ_by_milliseconds_between_nodes_are_the_same() {
        AgentScript script = held(AgentScript.supervisor());
        Instant confirmed = script.shownSince();
        script.seconds(20).shows(StateName.NOT_READY, new Reason("19", 999, null), confirmed.plusMillis(900));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_refused_connection_is_tried_again_after_a_look() {
        AgentScript script = ready(AgentScript.supervisor()).meeting().seconds(1);
        script.failed(Outcome.Failure.RETRY).seconds(1);
        assertThat(script.reads).isEqualTo(1);
        assertThat(script.sent).hasSize(1);
        script.readAgain();
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_request_carried_out_though_its_answer_was_lost_is_known_as_ours() {
        AgentScript script = ready(AgentScript.supervisor()).meeting().seconds(1);
        script.failed(Outcome.Failure.RETRY).seconds(2);
        script.shows(StateName.NOT_READY, new Reason("19", 999, null), script.now.minusSeconds(2));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void a_request_that_lands_after_it_was_given_up_is_known_as_ours() {
        AgentScript script = ready(AgentScript.supervisor()).meeting().seconds(1);
        script.failed(Outcome.Failure.RETRY)
                .presence("active")
                .seconds(2)
                .readAgain()
                .seconds(1);
        script.shows(StateName.NOT_READY, new Reason("19", 999, null)).seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void retries_back_off_and_a_state_change_starts_afresh() {
        AgentScript script = ready(AgentScript.supervisor()).meeting().seconds(1);
        for (int minute = 0; minute < 600; minute++) {
            if (script.memory.phase() instanceof Phase.Asked(Hold hold, Sent sent, Phase.Held replaces)
                    && sent.answeredAt() == null) {
                script.failed(Outcome.Failure.RETRY);
            }
            script.seconds(1).readAgain();
        }
        assertThat(script.sent).hasSizeBetween(15, 30);
    }

    @Test
    void a_202_that_is_never_shown_is_sent_again_after_ten_seconds() {
        AgentScript script =
                ready(AgentScript.supervisor()).meeting().seconds(1).accepted();
        for (int look = 0; look < 9; look++) {
            script.seconds(1).readAgain();
        }
        assertThat(script.sent).hasSize(1);
        for (int look = 0; look < 4; look++) {
            script.seconds(1).readAgain();
        }
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void failing_reads_are_spread_out_too() {
        AgentScript script =
                ready(AgentScript.supervisor()).meeting().seconds(1).accepted();
        int reads = script.reads;
        for (int second = 0; second < 120; second++) {
            script.seconds(1);
            if (script.memory.reading()) {
                script.event(new AgentEvent.ReadFailed("down"));
            }
        }
        assertThat(script.reads - reads).isBetween(4, 12);
    }

    @Test
    void a_new_meeting_while_the_release_is_under_way_holds_again_when_ready_shows() {
        AgentScript script = held(AgentScript.gadget());
        script.presence("active").seconds(3).presence("dnd").seconds(1);
        assertThat(script.sent).hasSize(2);
        script.carriedOut();
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "NOT_READY Webex DND");
        assertThat(script.memory.override()).isFalse();
    }

    @Test
    void a_wish_that_died_in_the_queue_leaves_no_trace() {
        AgentScript script = ready(AgentScript.gadget()).meeting().seconds(1).presence("active");
        assertThat(AgentMachine.stillWanted(script.memory, script.last().id())).isFalse();
        script.answer(new Outcome.NotSent("no longer wanted")).seconds(30);
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_release_whose_agent_changed_meanwhile_is_looked_at_again() {
        AgentScript script = held(AgentScript.supervisor());
        script.presence("active").seconds(3).answer(new Outcome.NotSent("he is at lunch"));
        assertThat(script.memory.reading()).isTrue();
        script.shows(StateName.NOT_READY, LUNCH).seconds(60);
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void an_agent_of_another_team_is_given_up_until_things_are_read_again() {
        AgentScript script = ready(AgentScript.supervisor()).meeting().seconds(1);
        script.failed(Outcome.Failure.THIS_AGENT_ONLY).seconds(600).readAgain();
        assertThat(script.sent).hasSize(1);
        script.presence("dnd").seconds(5).readAgain().event(new AgentEvent.Reloaded());
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_missing_reason_label_gives_up_that_label_only() {
        AgentScript script = ready(AgentScript.gadget());
        script.presence("dnd").seconds(1);
        script.answer(new Outcome.Failed(Outcome.Failure.THIS_AGENT_ONLY, Outcome.LABEL_MISSING, "Webex DND"));
        script.seconds(600)
                .readAgain()
                .presence("active")
                .seconds(5)
                .presence("dnd")
                .seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex DND");
        script.readAgain().meeting().seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex DND", "NOT_READY Webex Meeting");
    }

    @Test
    void a_release_that_lands_after_it_was_given_up_is_no_override() {
        AgentScript script = held(AgentScript.supervisor());
        script.presence("active")
                .seconds(3)
                .failed(Outcome.Failure.RETRY)
                .presence("dnd")
                .seconds(2)
                .readAgain();
        script.seconds(1).shows(StateName.READY).seconds(1);
        assertThat(script.last().target()).isEqualTo(TargetState.NOT_READY);
        assertThat(script.sent).hasSize(3);
    }

    @Test
    void reads_that_settle_nothing_are_not_asked_in_a_tight_loop() {
        AgentScript script = ready(AgentScript.supervisor()).meeting().seconds(1);
        script.failed(Outcome.Failure.RETRY).seconds(2);
        Instant old = script.shownSince().minusSeconds(60);
        int before = script.reads;
        for (int answer = 0; answer < 100; answer++) {
            script.shows(StateName.NOT_READY, LUNCH, old).pass(Duration.ofMillis(10));
        }
        assertThat(script.reads - before).isBetween(1, 5);
    }

    @Test
    void after_a_gap_the_state_shown_is_the_truth_whatever_its_time() {
        AgentScript script = held(AgentScript.supervisor());
        script.event(new AgentEvent.Gap());
        script.shows(StateName.LOGOUT, null, script.shownSince().minusSeconds(30));
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void without_its_gadget_a_hold_waits_and_is_decided_when_it_returns() {
        AgentScript script = ready(AgentScript.gadget());
        script.channelAvailable = false;
        script.meeting().seconds(30).readAgain();
        assertThat(script.sent).isEmpty();
        script.channelAvailable = true;
        script.event(new AgentEvent.LookAgain());
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void after_a_restart_a_hold_is_known_and_released_when_the_presence_is_free() {
        AgentScript script = held(AgentScript.supervisor());
        Instant confirmed = script.shownSince();
        script.seconds(5).restart();
        script.shows(StateName.NOT_READY, new Reason("19", 999, null), confirmed)
                .seconds(60);
        assertThat(script.sent).hasSize(1);
        script.presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_request_under_way_at_a_restart_is_looked_at_and_not_sent_twice() {
        AgentScript script =
                ready(AgentScript.supervisor()).meeting().seconds(1).restart();
        script.seconds(5).meeting();
        script.shows(StateName.NOT_READY, new Reason("19", 999, null), script.now.minusSeconds(5))
                .seconds(30);
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_request_lost_by_a_restart_is_asked_again_only_because_the_state_still_asks_for_it() {
        AgentScript script = ready(AgentScript.supervisor()).meeting().seconds(1);
        Instant since = script.shownSince();
        script.restart()
                .seconds(5)
                .meeting()
                .shows(StateName.READY, null, since)
                .seconds(1);
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void with_an_empty_store_our_own_label_is_adopted_and_the_supervisors_code_is_not() {
        AgentScript ours = AgentScript.gadget();
        ours.adopt = true;
        ours.shows(StateName.NOT_READY, AgentScript.label("Webex Call"))
                .presence("active")
                .seconds(3);
        assertThat(ours.asked()).containsExactly("READY");
        AgentScript supervisors = AgentScript.supervisor();
        supervisors.adopt = true;
        supervisors
                .shows(StateName.NOT_READY, new Reason("19", 999, null))
                .presence("active")
                .seconds(30);
        assertThat(supervisors.sent).isEmpty();
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
        AgentScript script = held(AgentScript.gadget());
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
        AgentScript script = ready(AgentScript.supervisor()).seconds(60);
        script.meeting().seconds(1);
        assertThat(script.sent).isEmpty();
        assertThat(script.reads).isEqualTo(1);
        script.readAgain();
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void the_request_says_what_it_was_decided_on() {
        AgentScript script = held(AgentScript.gadget());
        script.presence("active").seconds(3);
        assertThat(script.last().onlyIf().state()).isEqualTo(StateName.NOT_READY);
        assertThat(script.last().onlyIf().reasonId()).isEqualTo("43");
        assertThat(script.last().onlyIf().stateChangeTime()).isEqualTo(script.shownSince());
    }
}
