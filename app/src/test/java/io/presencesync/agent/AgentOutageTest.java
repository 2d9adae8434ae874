package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Fail-overs, lost and late news: what Finesse cannot tell, and what comes after it was given up.
class AgentOutageTest {
    private static final Reason SUPERVISOR = new Reason("19", 999, "Supervisor Initiated");
    private static final Reason MEETING = AgentScript.label("Webex Meeting");

    private static AgentScript gadgetShows(AgentScript script, StateName state) {
        AgentState shown = new AgentState(state, null, null, script.now, StateSource.GADGET, script.now);
        return script.event(new AgentEvent.StateSeen(shown));
    }

    @Test
    void a_gadget_that_tells_no_reason_after_an_outage_does_not_lose_the_hold() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(60).event(new AgentEvent.Gap());
        gadgetShows(script, StateName.NOT_READY).presence("active").seconds(30);
        assertThat(script.sent).hasSize(1);
        script.shows(StateName.NOT_READY, MEETING);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void ready_by_hand_stands_though_finesse_never_told_whether_our_hold_was_carried_out() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).restart();
        script.meeting()
                .shows(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .seconds(5)
                .shows(StateName.READY);
        script.seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void restoring_always_does_not_take_an_erased_lunch_for_no_reason() {
        AgentScript script = AgentScript.gadget();
        script.manner = script.manner.with(Manner.Restore.ALWAYS);
        script.shows(StateName.NOT_READY, AgentScript.LUNCH)
                .meeting()
                .seconds(60)
                .event(new AgentEvent.Gap())
                .shows(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .pass(Duration.ofMinutes(4))
                .presence("active")
                .pass(Duration.ofMinutes(10));
        assertThat(script.sent).isEmpty();
    }

    @Test
    void nor_what_shows_without_a_reason_so_soon_after_we_began_to_follow_them() {
        AgentScript script = AgentScript.gadget();
        script.manner = script.manner.with(Manner.Restore.ALWAYS);
        script.memory = Memory.begun(script.now);
        script.shows(StateName.NOT_READY, AgentScript.SIGNED_IN).meeting().seconds(60);
        script.readAgain().presence("active").seconds(60).readAgain();
        assertThat(script.sent).isEmpty();
    }

    @Test
    void a_reason_erased_while_it_is_being_changed_does_not_lose_the_hold() {
        AgentScript script = AgentScript.gadget().heldAgent();
        Instant since = script.shownSince();
        script.seconds(60).presence("dnd").readAgain().seconds(1).accepted().event(new AgentEvent.Gap());
        assertThat(script.asked()).endsWith("NOT_READY Webex DND");
        script.shows(StateName.NOT_READY, AgentScript.SIGNED_IN, since);
        script.seconds(1).shows(StateName.NOT_READY, AgentScript.label("Webex DND"));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_report_that_was_long_under_way_does_not_undo_a_choice_that_reached_us() {
        AgentScript script = AgentScript.supervisor().readyAgent();
        Instant readySince = script.shownSince();
        script.shows(StateName.NOT_READY, AgentScript.LUNCH).meeting().event(new AgentEvent.Gap());
        AgentState old = new AgentState(StateName.READY, null, null, readySince, StateSource.TEAM_GET, script.now);
        int reads = script.reads;
        script.event(new AgentEvent.StateSeen(old)).seconds(5);
        assertThat(script.sent).isEmpty();
        assertThat(script.reads).isGreaterThan(reads);
        script.shows(StateName.NOT_READY, AgentScript.LUNCH).seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void a_hold_that_lands_after_lunch_and_ready_again_is_ours() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        script.shows(StateName.NOT_READY, AgentScript.LUNCH).seconds(2).shows(StateName.READY);
        script.seconds(1)
                .shows(StateName.NOT_READY, SUPERVISOR)
                .presence("active")
                .seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_hold_that_lands_on_his_lunch_is_left_to_him() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).accepted();
        script.shows(StateName.NOT_READY, AgentScript.LUNCH).seconds(2).shows(StateName.NOT_READY, MEETING);
        script.presence("active").seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_reason_that_could_not_be_changed_during_the_call_is_still_our_hold_after_it() {
        AgentScript script = AgentScript.gadget()
                .readyAgent()
                .shows(StateName.TALKING)
                .meeting()
                .seconds(1)
                .accepted()
                .presence("dnd")
                .seconds(1)
                .failed(Outcome.Failure.RETRY)
                .presence("active")
                .shows(StateName.NOT_READY, MEETING);
        assertThat(Objects.requireNonNull(script.memory.phase().hold()).label()).isEqualTo(ReasonLabel.MEETING);
        script.seconds(4);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
        assertThat(script.last().onlyIf().reasonId()).isEqualTo("43");
    }

    @Test
    void a_refused_change_during_the_call_goes_back_to_what_was_to_follow() {
        AgentScript script = AgentScript.gadget()
                .readyAgent()
                .shows(StateName.TALKING)
                .meeting()
                .seconds(1)
                .accepted()
                .presence("dnd")
                .seconds(1)
                .failed(Outcome.Failure.THIS_AGENT_ONLY);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Asked.class);
        script.shows(StateName.NOT_READY, MEETING);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_call_unseen_while_the_release_is_under_way_does_not_lose_the_hold() {
        AgentScript script =
                AgentScript.gadget().heldAgent().seconds(60).presence("active").seconds(3);
        script.shows(StateName.NOT_READY, MEETING);
        assertThat(((Phase.Releasing) script.memory.phase()).held().time()).isEqualTo(script.now);
        script.answer(new Outcome.NotSent("NOT_READY since another time"))
                .readAgain()
                .seconds(1);
        assertThat(script.sent).hasSize(3);
        assertThat(script.last().onlyIf().stateChangeTime()).isEqualTo(script.shownSince());
    }

    @Test
    void a_call_made_while_held_whose_end_the_team_list_tells_without_a_reason_does_not_lose_the_hold() {
        AgentScript script = AgentScript.supervisor()
                .heldAgent()
                .seconds(60)
                .shows(StateName.TALKING)
                .seconds(60);
        Instant ended = script.now;
        AgentState told = new AgentState(StateName.NOT_READY, null, null, ended, StateSource.TEAM_GET, script.now);
        script.presence("active").seconds(10).readAgain();
        int reads = script.reads;
        script.event(new AgentEvent.StateSeen(told)).seconds(1);
        assertThat(script.reads).isEqualTo(reads + 1);
        assertThat(script.sent).hasSize(1);
        script.shows(StateName.NOT_READY, SUPERVISOR, ended);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void nothing_is_sent_on_a_not_ready_whose_reason_is_still_to_be_read() {
        AgentScript script = AgentScript.supervisor()
                .heldAgent()
                .seconds(60)
                .presence("active")
                .seconds(2);
        AgentState told = new AgentState(StateName.NOT_READY, null, null, script.now, StateSource.TEAM_GET, script.now);
        script.event(new AgentEvent.StateSeen(told)).seconds(10);
        assertThat(script.sent).hasSize(1);
        assertThat(script.decision.kind()).isEqualTo(Decision.Kind.WAIT);
        script.shows(StateName.NOT_READY, AgentScript.LUNCH, script.shownSince())
                .seconds(10);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_change_of_reason_that_was_given_up_and_lands_during_the_next_is_ours() {
        AgentScript script = AgentScript.gadget()
                .heldAgent()
                .seconds(5)
                .presence("dnd")
                .seconds(1)
                .accepted();
        script.seconds(11).readAgain().presence("call").seconds(2).readAgain();
        assertThat(script.asked()).endsWith("NOT_READY Webex Call");
        script.left().shows(StateName.NOT_READY, AgentScript.label("Webex DND"));
        assertThat(Objects.requireNonNull(script.memory.phase().hold()).label()).isNotEqualTo(ReasonLabel.MEETING);
        script.seconds(1).shows(StateName.NOT_READY, AgentScript.label("Webex Call"));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_change_of_reason_that_lands_late_is_ours_even_when_the_next_change_fails() {
        AgentScript script = AgentScript.gadget()
                .heldAgent()
                .seconds(5)
                .presence("dnd")
                .seconds(1)
                .accepted();
        script.seconds(11).readAgain().presence("call").seconds(2).readAgain();
        script.failed(Outcome.Failure.RETRY).presence("active");
        script.shows(StateName.NOT_READY, AgentScript.label("Webex DND"));
        assertThat(Objects.requireNonNull(script.memory.phase().hold()).label()).isEqualTo(ReasonLabel.DND);
        script.seconds(5).readAgain().seconds(5);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_reason_that_gets_lost_before_the_outage_is_known_does_not_lose_the_hold() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(60);
        gadgetShows(script, StateName.NOT_READY).presence("active").seconds(30);
        assertThat(script.sent).hasSize(1);
        script.shows(StateName.NOT_READY, MEETING);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_sign_in_that_nobody_saw_is_his_own_when_the_doubt_is_over() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        script.event(new AgentEvent.Gap()).shows(StateName.NOT_READY, AgentScript.SIGNED_IN);
        script.presence("active").pass(Duration.ofMinutes(4));
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_request_known_to_be_refused_cannot_land_any_more() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        script.shows(StateName.NOT_READY, AgentScript.LUNCH).failed(Outcome.Failure.WAIT_FOR_STATE);
        script.seconds(2).shows(StateName.READY).presence("active");
        script.seconds(2).shows(StateName.NOT_READY, SUPERVISOR).seconds(60);
        assertThat(script.sent).as("a human supervisor's").hasSize(1);
    }

    @Test
    void a_release_that_lands_on_his_choice_is_no_override() {
        AgentScript script = AgentScript.gadget()
                .heldAgent()
                .seconds(5)
                .presence("active")
                .seconds(3)
                .accepted();
        script.shows(StateName.NOT_READY, AgentScript.LUNCH)
                .meeting()
                .shows(StateName.READY)
                .seconds(2);
        assertThat(script.asked()).endsWith("NOT_READY Webex Meeting").hasSize(3);
    }

    @Test
    void a_change_of_reason_that_lands_after_ready_by_hand_is_ours() {
        AgentScript script = AgentScript.gadget()
                .heldAgent()
                .seconds(5)
                .presence("dnd")
                .seconds(1)
                .accepted();
        script.shows(StateName.READY).seconds(1).shows(StateName.NOT_READY, AgentScript.label("Webex DND"));
        script.presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_change_of_reason_that_lands_after_ready_in_a_gap_is_ours() {
        AgentScript script = AgentScript.gadget()
                .heldAgent()
                .seconds(5)
                .presence("dnd")
                .seconds(1)
                .accepted();
        script.presence("active").event(new AgentEvent.Gap()).shows(StateName.READY);
        script.seconds(1)
                .shows(StateName.NOT_READY, AgentScript.label("Webex DND"))
                .seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_hold_that_lands_after_signing_out_and_in_and_ready_is_ours() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        script.shows(StateName.LOGOUT)
                .seconds(1)
                .shows(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .seconds(1);
        script.shows(StateName.READY)
                .presence("active")
                .seconds(1)
                .shows(StateName.NOT_READY, SUPERVISOR)
                .seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void ready_is_never_asked_for_an_agent_who_is_ready() {
        AgentScript script =
                AgentScript.gadget().heldAgent().seconds(5).presence("dnd").seconds(1);
        script.event(new AgentEvent.Gap()).shows(StateName.READY).failed(Outcome.Failure.WAIT_FOR_STATE);
        script.presence("active").seconds(60);
        assertThat(script.asked()).doesNotContain("READY");
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_release_under_way_after_a_call_is_not_begun_again_each_time_he_is_shown() {
        AgentScript script =
                AgentScript.supervisor().heldAgent().shows(StateName.TALKING).seconds(60);
        script.presence("active").seconds(3).shows(StateName.NOT_READY, SUPERVISOR);
        assertThat(script.sent).hasSize(2);
        script.accepted().readAgain().readAgain();
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_gadget_hold_without_a_reason_is_his_own_when_the_doubt_is_over() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).failed(Outcome.Failure.RETRY);
        gadgetShows(script, StateName.NOT_READY).presence("active").pass(Duration.ofMinutes(4));
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        assertThat(script.memory.lost()).extracting(Memory.Lost::release).containsExactly(false);
    }

    @Test
    void a_second_outage_is_as_good_an_excuse_as_the_first() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.event(new AgentEvent.Gap()).shows(StateName.NOT_READY, MEETING).pass(Duration.ofMinutes(10));
        gadgetShows(script, StateName.NOT_READY).meeting().seconds(30);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_wish_taken_just_as_the_call_ended_is_known_when_it_lands_after_the_release() {
        AgentScript script = AgentScript.gadget()
                .readyAgent()
                .shows(StateName.TALKING)
                .meeting()
                .seconds(1)
                .accepted();
        script.shows(StateName.READY)
                .left()
                .shows(StateName.NOT_READY, MEETING)
                .presence("active")
                .seconds(3);
        script.carriedOut().seconds(1).shows(StateName.NOT_READY, MEETING).seconds(3);
        assertThat(script.asked())
                .containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex Meeting", "READY", "READY");
    }

    @Test
    void a_taking_back_that_was_not_sent_leaves_a_hold_that_is_released_once() {
        AgentScript script = AgentScript.gadget()
                .readyAgent()
                .shows(StateName.TALKING)
                .meeting()
                .seconds(1)
                .accepted();
        script.presence("active").seconds(3).answer(new Outcome.NotSent("the agent is NOT_READY"));
        script.shows(StateName.NOT_READY, MEETING).seconds(1);
        assertThat(script.sent).hasSize(3);
        script.accepted().readAgain().readAgain().seconds(1);
        assertThat(script.sent).hasSize(3);
    }

    @Test
    void a_release_from_before_signing_out_excuses_no_ready_by_hand() {
        AgentScript script =
                AgentScript.gadget().heldAgent().presence("active").seconds(3).accepted();
        script.shows(StateName.LOGOUT)
                .seconds(1)
                .shows(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .meeting();
        script.seconds(1).shows(StateName.READY).seconds(30);
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void the_reason_to_be_changed_told_again_in_fewer_words_is_no_news() {
        AgentScript script = AgentScript.gadget().heldAgent();
        Instant since = script.shownSince();
        script.seconds(5).presence("dnd").seconds(1);
        AgentState again = new AgentState(
                StateName.NOT_READY, new Reason("43", 12, null), null, since, StateSource.USER_GET, script.now);
        script.event(new AgentEvent.StateSeen(again)).accepted();
        assertThat(script.sent).hasSize(2);
        script.shows(StateName.NOT_READY, AgentScript.label("Webex DND"));
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_sign_out_and_in_within_two_seconds_of_the_hold_is_not_taken_for_it() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        script.pass(Duration.ofMillis(1400)).shows(StateName.NOT_READY, AgentScript.SIGNED_IN);
        script.presence("active").pass(Duration.ofMinutes(5));
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_restart_at_the_end_of_a_call_made_while_held_does_not_lose_the_hold() {
        AgentScript script =
                AgentScript.supervisor().heldAgent().shows(StateName.TALKING).seconds(60);
        AgentState told = new AgentState(StateName.NOT_READY, null, null, script.now, StateSource.TEAM_GET, script.now);
        script.event(new AgentEvent.StateSeen(told)).restart();
        script.shows(StateName.NOT_READY, SUPERVISOR, Objects.requireNonNull(told.stateChangeTime()));
        script.presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void after_ready_by_hand_no_wish_of_an_earlier_call_is_taken_back() {
        AgentScript script = AgentScript.gadget()
                .readyAgent()
                .shows(StateName.TALKING)
                .meeting()
                .seconds(1)
                .accepted();
        script.presence("dnd")
                .seconds(1)
                .accepted()
                .shows(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .seconds(30);
        script.presence("active").shows(StateName.READY).seconds(30);
        assertThat(script.asked()).doesNotContain("READY");
    }

    @Test
    void a_read_without_a_time_that_was_overtaken_undoes_nothing() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().pass(Duration.ofSeconds(1));
        script.accepted().seconds(1);
        script.shows(StateName.READY).pass(Duration.ofMillis(500));
        AgentState held =
                new AgentState(StateName.NOT_READY, SUPERVISOR, null, null, StateSource.NOTIFICATION, script.now);
        Instant askedAt = script.memory.seen().readAt();
        script.event(new AgentEvent.StateSeen(held));
        AgentState read = new AgentState(StateName.READY, null, null, null, StateSource.USER_GET, script.now);
        script.event(new AgentEvent.StateSeen(read, askedAt));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_hold_given_up_that_shows_without_its_reason_first_is_ours_once_it_is_told() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).accepted();
        script.canRead = false;
        script.presence("active").seconds(11);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        Instant since = script.now;
        script.told(StateName.NOT_READY, null, since, StateSource.GADGET).seconds(9);
        script.told(StateName.NOT_READY, AgentScript.label("Webex Meeting"), since, StateSource.GADGET)
                .seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void an_outage_that_shows_in_what_is_told_counts_from_then() {
        AgentScript script = AgentScript.gadget().heldAgent().event(new AgentEvent.Gap());
        script.readAgain()
                .pass(Duration.ofSeconds(150))
                .shows(StateName.TALKING)
                .seconds(10);
        Instant since = script.now;
        script.told(StateName.NOT_READY, null, since, StateSource.GADGET).seconds(60);
        script.told(StateName.NOT_READY, AgentScript.label("Webex Meeting"), since, StateSource.GADGET);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_team_list_without_times_that_was_overtaken_undoes_nothing() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().pass(Duration.ofSeconds(1));
        Instant askedAt = script.accepted().now;
        script.seconds(1).untimed(StateName.NOT_READY, SUPERVISOR);
        AgentState listed = new AgentState(StateName.READY, null, null, null, StateSource.TEAM_GET, script.now);
        script.event(new AgentEvent.StateSeen(listed, askedAt));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.seconds(5).event(new AgentEvent.StateSeen(listed, script.now));
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_reason_found_again_at_a_new_time_is_still_our_hold() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        script.liveSince = script.now;
        script.event(new AgentEvent.Gap())
                .shows(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .seconds(20);
        script.shows(StateName.NOT_READY, SUPERVISOR).presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_supervisors_code_at_a_new_time_between_two_polls_is_no_reason_found() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        Instant held = script.shownSince();
        script.event(new AgentEvent.Gap()).shows(StateName.NOT_READY, AgentScript.SIGNED_IN, held);
        script.presence("active").seconds(3).accepted().seconds(4);
        script.told(StateName.NOT_READY, SUPERVISOR, script.now, StateSource.TEAM_GET);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        script.seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void a_wish_taken_back_that_follows_the_call_all_the_same_is_ours() {
        AgentScript script = AgentScript.gadget()
                .readyAgent()
                .shows(StateName.TALKING)
                .meeting()
                .seconds(1)
                .accepted();
        script.presence("active").seconds(3).accepted().shows(StateName.READY).seconds(1);
        script.shows(StateName.NOT_READY, MEETING).seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "READY");
    }

    @Test
    void a_supervisors_hold_that_lands_after_lunch_and_an_unseen_ready_is_ours() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
        script.shows(StateName.NOT_READY, AgentScript.LUNCH).accepted().seconds(2);
        script.shows(StateName.NOT_READY, SUPERVISOR).presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_supervisors_not_ready_that_came_before_our_request_left_is_his() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
        script.shows(StateName.NOT_READY, SUPERVISOR).answer(new Outcome.NotSent("the agent is NOT_READY, not READY"));
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        script.presence("active").seconds(30);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_reason_found_again_after_some_doubt_is_confirmed_with_its_time() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        script.liveSince = script.now;
        script.event(new AgentEvent.Gap())
                .shows(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .seconds(20);
        script.shows(StateName.NOT_READY, SUPERVISOR);
        assertThat(((Phase.Held) script.memory.phase()).time()).isEqualTo(script.now);
    }

    @Test
    void a_change_of_reason_lost_before_a_call_made_while_held_does_not_lose_the_hold() {
        AgentScript script = AgentScript.gadget()
                .heldAgent()
                .seconds(5)
                .presence("dnd")
                .seconds(1)
                .accepted();
        script.shows(StateName.TALKING).presence("active").seconds(10);
        assertThat(script.sent).as("he goes back to his hold after the call").hasSize(2);
        script.shows(StateName.NOT_READY, MEETING).seconds(4);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void who_turns_out_not_to_be_held_rests_as_he_chose() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).accepted();
        script.event(new AgentEvent.Gap()).shows(StateName.NOT_READY, AgentScript.SIGNED_IN);
        script.presence("active")
                .pass(Duration.ofMinutes(4))
                .meeting()
                .shows(StateName.TALKING)
                .seconds(30);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void nothing_is_given_up_while_an_outage_hides_whether_it_was_carried_out() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        script.event(new AgentEvent.Gap())
                .shows(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .seconds(40);
        script.shows(StateName.NOT_READY, SUPERVISOR).presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_state_found_otherwise_again_and_again_is_asked_for_less_and_less_often() {
        AgentScript script = AgentScript.gadget().readyAgent().meeting().seconds(1);
        for (int minute = 0; minute < 6; minute++) {
            for (int second = 0; second < 60; second++) {
                int before = script.sent.size();
                script.seconds(1).readAgain();
                if (script.sent.size() > before) {
                    script.answer(new Outcome.NotSent("the gadget shows something else"));
                }
            }
            script.meeting();
        }
        assertThat(script.sent).hasSizeLessThan(22);
    }

    @Test
    void lunch_told_without_a_time_is_lunch_though_a_better_source_told_no_reason_before() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.untimed(StateName.NOT_READY, AgentScript.SIGNED_IN).seconds(5);
        script.told(StateName.NOT_READY, AgentScript.LUNCH, null, StateSource.GADGET);
        assertThat(script.shown().inWords()).isEqualTo("NOT_READY (Lunch)");
    }

    @Test
    void a_reason_found_again_while_a_release_is_under_way_is_still_our_hold() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        script.presence("active").seconds(3).failed(Outcome.Failure.RETRY);
        script.event(new AgentEvent.Gap())
                .shows(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .seconds(20);
        script.shows(StateName.NOT_READY, SUPERVISOR, script.shownSince()).seconds(60);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "READY");
    }

    @Test
    void a_release_that_was_waited_for_is_not_once_ready_was_found() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        script.presence("active").seconds(3).failed(Outcome.Failure.CHANNEL_GONE);
        script.channelAvailable = false;
        script.seconds(1).readAgain().event(new AgentEvent.Gap()).shows(StateName.READY);
        script.channelAvailable = true;
        script.meeting().seconds(1).carriedOut();
        script.seconds(5).shows(StateName.READY).seconds(30);
        assertThat(script.last().target()).isEqualTo(TargetState.NOT_READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "NOT_READY Webex Meeting");
    }

    @Test
    void who_goes_into_a_call_from_a_NOT_READY_that_was_never_explained_is_not_held_for_after_it() {
        AgentScript script = AgentScript.gadget().readyAgent().seconds(60);
        script.untoldByTeam(script.now).seconds(1).toldByGadget(StateName.TALKING, null, null);
        script.meeting().seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void doubt_of_a_hold_whose_time_is_lost_ends_after_three_minutes_however_often_it_is_told() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60).event(new AgentEvent.Gap());
        for (int poll = 0; poll < 40; poll++) {
            script.untimed(StateName.NOT_READY, SUPERVISOR).seconds(5);
        }
        script.presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void doubt_of_a_hold_whose_reason_is_lost_ends_after_three_minutes_though_lists_without_reasons_come_between() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(60).event(new AgentEvent.Gap());
        Instant since = script.now;
        for (int poll = 0; poll < 20; poll++) {
            script.shows(StateName.NOT_READY, null, since).seconds(5);
            script.untoldByTeam(since).seconds(5);
        }
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_release_is_asked_for_once_where_finesse_lost_time_and_reason_of_a_hold_that_follows_a_call() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        script.shows(StateName.NOT_READY, null).seconds(60);
        script.shows(StateName.NOT_READY, new Reason("77", 50005, "Non ACD Busy"))
                .seconds(10);
        script.event(new AgentEvent.Gap()).presence("active");
        script.told(StateName.NOT_READY, null, null, StateSource.TEAM_GET);
        for (int poll = 0; poll < 38; poll++) {
            script.seconds(5).untimed(StateName.NOT_READY, null);
            script.told(StateName.NOT_READY, null, null, StateSource.TEAM_GET);
        }
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
        assertThat(script.left().seconds(2).asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }
}
