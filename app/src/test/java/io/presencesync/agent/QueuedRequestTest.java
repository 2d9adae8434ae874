package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A request that waits for its turn leaves only if the whole decision, made anew at that moment, would send it.
class QueuedRequestTest {
    private static AgentScript queuedHold(ChannelKind channel) {
        return new AgentScript(channel).readyAgent().meeting().seconds(1);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void a_hold_whose_facts_have_not_changed_leaves_however_long_it_waited(ChannelKind channel) {
        AgentScript script = queuedHold(channel).seconds(45);
        assertThat(script.mayLeave()).isTrue();
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "SUPERVISOR,CCE,WORK",
        "SUPERVISOR,CCE,WORK_READY",
        "SUPERVISOR,CCX,WORK",
        "SUPERVISOR,CCE,RESERVED",
        "SUPERVISOR,CCX,RESERVED",
        "SUPERVISOR,CCE,RESERVED_OUTBOUND",
        "SUPERVISOR,CCE,TALKING",
        "SUPERVISOR,CCE,LOGOUT",
        "GADGET,CCE,WORK",
        "GADGET,CCE,WORK_READY",
        "GADGET,CCX,WORK",
        "GADGET,CCE,RESERVED",
        "GADGET,CCX,RESERVED",
        "GADGET,CCX,RESERVED_OUTBOUND",
        "GADGET,CCE,LOGOUT"
    })
    void a_hold_does_not_leave_into_what_began_while_it_waited(
            ChannelKind channel, Platform platform, StateName state) {
        AgentScript script = new AgentScript(channel);
        script.platform = platform;
        script.readyAgent().meeting().seconds(1).shows(state);
        assertThat(script.mayLeave()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CCE,RESERVED_OUTBOUND", "CCE,TALKING", "CCX,TALKING"})
    void by_gadget_a_hold_may_still_leave_where_it_may_be_decided(Platform platform, StateName state) {
        AgentScript script = AgentScript.gadget();
        script.platform = platform;
        script.readyAgent().meeting().seconds(1).shows(state);
        assertThat(script.mayLeave()).isTrue();
    }

    @Test
    void where_wrap_up_may_be_cut_a_hold_leaves_into_it() {
        AgentScript script = AgentScript.supervisor();
        script.manner = script.manner.with(Manner.WrapUp.CUT);
        script.readyAgent().meeting().seconds(1).shows(StateName.WORK_READY);
        assertThat(script.mayLeave()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void neither_a_hold_nor_a_release_leaves_after_a_pause(ChannelKind channel) {
        AgentScript hold = queuedHold(channel);
        hold.event(new AgentEvent.Paused(new Pause(hold.now.plusSeconds(600), Pause.Author.AGENT)));
        assertThat(hold.mayLeave()).isFalse();
        AgentScript release =
                new AgentScript(channel).heldAgent().presence("active").seconds(3);
        release.event(new AgentEvent.Paused(new Pause(release.now.plusSeconds(600), Pause.Author.AGENT)));
        assertThat(release.mayLeave()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void nothing_leaves_after_the_end_of_working_hours(ChannelKind channel) {
        AgentScript script = queuedHold(channel);
        script.manner = script.manner.with(_ -> new DutyHours.Duty(false, "outside of working hours", null));
        assertThat(script.mayLeave()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void nothing_leaves_on_a_presence_that_has_become_stale(ChannelKind channel) {
        AgentScript script = queuedHold(channel).seconds(16 * 60);
        assertThat(script.mayLeave()).isFalse();
        AgentScript doubted = queuedHold(channel);
        doubted.doubtSince = doubted.now;
        doubted.doubt = "Webex is not reached";
        assertThat(doubted.mayLeave()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GADGET,SUPERVISOR", "SUPERVISOR,GADGET"})
    void nothing_leaves_by_a_channel_that_acts_no_longer(ChannelKind before, ChannelKind now) {
        AgentScript script = queuedHold(before);
        script.channel = now;
        assertThat(script.mayLeave()).isFalse();
    }

    @Test
    void a_hold_does_not_leave_over_a_choice_nor_a_release_over_a_new_meeting() {
        AgentScript hold = queuedHold(ChannelKind.SUPERVISOR).shows(StateName.NOT_READY, AgentScript.LUNCH);
        assertThat(hold.mayLeave()).isFalse();
        AgentScript release =
                AgentScript.supervisor().heldAgent().presence("active").seconds(3);
        assertThat(release.mayLeave()).isTrue();
        assertThat(release.meeting().mayLeave()).isFalse();
    }

    @Test
    void the_taking_over_of_a_supervisors_hold_by_the_gadget_may_leave() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        script.channel = ChannelKind.GADGET;
        script.event(new AgentEvent.LookAgain());
        assertThat(script.sent).hasSize(2);
        assertThat(script.mayLeave()).isTrue();
        script.answer(new Outcome.NotSent("no longer wanted")).seconds(30).readAgain();
        assertThat(script.sent).as("what did not leave was not tried").hasSize(3);
    }

    @Test
    void on_CCX_a_pending_hold_that_did_not_leave_is_not_the_one_a_call_may_have() {
        AgentScript script = AgentScript.gadget();
        script.platform = Platform.CCX;
        script.readyAgent().shows(StateName.TALKING).meeting().seconds(1);
        assertThat(script.mayLeave()).isTrue();
        script.answer(new Outcome.NotSent("no longer wanted")).seconds(30);
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_pending_hold_of_a_call_may_be_taken_back() {
        AgentScript script = AgentScript.gadget().readyAgent().shows(StateName.TALKING);
        script.meeting().seconds(1).accepted().presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
        assertThat(script.mayLeave()).isTrue();
    }

    @Test
    void after_a_gap_nothing_leaves_before_the_state_is_known_again() {
        AgentScript script = queuedHold(ChannelKind.SUPERVISOR).event(new AgentEvent.Gap());
        assertThat(script.mayLeave()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void a_request_that_left_and_is_never_answered_is_looked_after_by_one_read_within_30_s(ChannelKind channel) {
        AgentScript script = queuedHold(channel).left();
        int reads = script.reads;
        script.seconds(30);
        assertThat(script.reads - reads).isEqualTo(1);
        script.pass(Duration.ofMillis(200)).readAgain().seconds(5);
        assertThat(script.sent).as("it was not carried out, and the wish stays").hasSize(2);
    }

    @Test
    void a_request_never_answered_that_was_carried_out_is_a_hold() {
        AgentScript script = queuedHold(ChannelKind.SUPERVISOR).left().seconds(31);
        script.shows(StateName.NOT_READY, new Reason("19", 999, "Supervisor Initiated"));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.seconds(120);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_release_never_answered_is_looked_after_too() {
        AgentScript script =
                AgentScript.supervisor().heldAgent().presence("active").seconds(3);
        script.left().pass(Duration.ofSeconds(31)).readAgain().seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "READY");
    }

    @Test
    void what_shows_while_a_request_still_waits_is_not_its_doing() {
        for (ChannelKind channel : ChannelKind.values()) {
            AgentScript script = queuedHold(channel);
            script.seconds(5).shows(StateName.NOT_READY, Scene.ours(channel, Platform.CCE));
            assertThat(script.memory.phase()).isEqualTo(new Phase.None());
            assertThat(script.mayLeave()).isFalse();
            script.answer(new Outcome.NotSent("no longer wanted"))
                    .presence("active")
                    .seconds(60);
            assertThat(script.sent).hasSize(1);
        }
    }

    @Test
    void ready_while_a_release_still_waits_is_not_its_doing() {
        AgentScript script =
                AgentScript.supervisor().heldAgent().presence("active").seconds(3);
        script.seconds(5)
                .shows(StateName.NOT_READY, AgentScript.LUNCH)
                .meeting()
                .seconds(2);
        script.shows(StateName.READY).seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void a_release_that_never_left_is_not_waited_for_after_signing_out_and_a_restart() {
        AgentScript script = AgentScript.gadget().heldAgent().presence("active").seconds(3);
        script.shows(StateName.LOGOUT).seconds(2).restart();
        script.shows(StateName.NOT_READY, AgentScript.SIGNED_IN).meeting().seconds(2);
        script.shows(StateName.READY).seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void a_pending_hold_that_follows_after_all_is_not_waited_for() {
        AgentScript script = AgentScript.gadget()
                .readyAgent()
                .shows(StateName.TALKING)
                .meeting()
                .seconds(1)
                .accepted();
        script.presence("active").seconds(3);
        assertThat(script.asked()).endsWith("READY");
        script.meeting().answer(new Outcome.NotSent("no longer wanted"));
        assertThat(script.memory.lost()).isEmpty();
    }

    @Test
    void a_hold_against_ready_by_hand_counts_from_when_it_left() {
        AgentScript script = AgentScript.supervisor();
        script.manner = script.manner.with(Manner.ReadyByHand.ENFORCE);
        script.heldAgent().seconds(5).shows(StateName.READY);
        assertThat(script.sent).hasSize(2);
        script.seconds(40).left().carriedOut();
        script.presence("active").seconds(3).carriedOut().meeting().seconds(1).carriedOut();
        script.shows(StateName.READY).seconds(40).readAgain();
        assertThat(script.sent).hasSize(4);
    }

    @Test
    void a_release_overtaken_by_a_call_is_known_when_it_lands_after_all() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Reason ours = script.shown().reason();
        script.presence("active")
                .seconds(3)
                .accepted()
                .shows(StateName.TALKING)
                .meeting()
                .seconds(5);
        script.shows(StateName.NOT_READY, ours)
                .seconds(1)
                .shows(StateName.READY)
                .seconds(2)
                .readAgain();
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "NOT_READY Webex Meeting");
    }

    @Test
    void a_pending_hold_that_showed_after_the_call_is_waited_for_no_more() {
        AgentScript script = AgentScript.gadget()
                .readyAgent()
                .shows(StateName.TALKING)
                .meeting()
                .seconds(1)
                .accepted();
        script.presence("active").seconds(3).accepted();
        script.seconds(5).shows(StateName.NOT_READY, Scene.ours(ChannelKind.GADGET, Platform.CCE));
        assertThat(script.memory.lost()).noneMatch(request -> !request.release());
    }

    @Test
    void what_failed_without_having_left_is_not_waited_for() {
        AgentScript script = AgentScript.gadget().heldAgent().presence("active").seconds(3);
        script.shows(StateName.NOT_READY, AgentScript.LUNCH).failedUnsent(Outcome.Failure.CHANNEL_GONE);
        assertThat(script.memory.lost()).isEmpty();
    }

    @Test
    void ready_in_a_new_meeting_while_a_release_still_waits_is_chosen_by_somebody() {
        AgentScript script =
                AgentScript.supervisor().heldAgent().presence("active").seconds(3);
        script.seconds(5).meeting().seconds(5).shows(StateName.READY).seconds(60);
        script.answer(new Outcome.NotSent("no longer wanted")).seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void one_given_up_that_left_at_that_very_moment_is_known_when_it_lands() {
        AgentScript script = queuedHold(ChannelKind.SUPERVISOR);
        script.shows(StateName.NOT_READY, AgentScript.LUNCH).left().seconds(1);
        script.event(new AgentEvent.Gap()).shows(StateName.NOT_READY, Scene.ours(script.channel, Platform.CCE));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_refusal_learned_late_says_nothing_of_a_later_hold() {
        AgentScript script = queuedHold(ChannelKind.SUPERVISOR).left();
        String first = script.last().id();
        Reason ours = Scene.ours(script.channel, Platform.CCE);
        script.shows(StateName.NOT_READY, ours).presence("active").seconds(3).carriedOut();
        script.meeting().seconds(1).carriedOut();
        script.event(new AgentEvent.Answered(first, new Outcome.NotSent("no longer wanted")));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void waiting_for_its_turn_is_not_never_answered() {
        AgentScript script = queuedHold(ChannelKind.SUPERVISOR);
        int reads = script.reads;
        script.seconds(120);
        assertThat(script.reads).isEqualTo(reads);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void a_hold_made_by_the_other_channel_may_be_released(ChannelKind channel) {
        AgentScript script = new AgentScript(channel).heldAgent();
        script.channel = channel == ChannelKind.GADGET ? ChannelKind.SUPERVISOR : ChannelKind.GADGET;
        script.presence("active").seconds(3);
        assertThat(script.asked()).endsWith("READY");
        assertThat(script.mayLeave()).isTrue();
    }
}
