package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Several releases of Finesse, and sites without codes, show a hold without a reason: -1, or none at all.
class HoldWithoutReasonTest {
    private static final Reason MINUS_ONE = new Reason("-1", null, null);

    private static AgentScript asked(ChannelKind channel, Platform platform) {
        AgentScript script = new AgentScript(channel);
        script.platform = platform;
        return script.readyAgent().meeting().seconds(1).left();
    }

    private static @Nullable Reason reason(String how) {
        return how.equals("none") ? null : MINUS_ONE;
    }

    private static final String EACH = """
            SUPERVISOR, CCE, none
            SUPERVISOR, CCE, minus one
            SUPERVISOR, CCX, none
            SUPERVISOR, CCX, minus one
            GADGET,     CCE, none
            GADGET,     CCE, minus one
            GADGET,     CCX, none
            GADGET,     CCX, minus one
            """;

    @ParameterizedTest
    @CsvSource(textBlock = EACH)
    void the_first_change_out_of_READY_after_the_202_is_our_hold_and_is_released(
            ChannelKind channel, Platform platform, String how) {
        AgentScript script = asked(channel, platform).accepted().seconds(2);
        script.told(StateName.NOT_READY, reason(how), null);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.seconds(60).presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @ParameterizedTest
    @CsvSource(textBlock = EACH)
    void it_may_show_before_the_202(ChannelKind channel, Platform platform, String how) {
        AgentScript script = asked(channel, platform).told(StateName.NOT_READY, reason(how), null);
        script.seconds(1).accepted();
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = EACH)
    void what_carries_our_request_is_ours_however_late(ChannelKind channel, Platform platform, String how) {
        AgentScript script = asked(channel, platform).failed(Outcome.Failure.RETRY);
        script.told(StateName.NOT_READY, reason(how), script.last().id());
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void what_a_person_asked_for_is_not_ours(ChannelKind channel) {
        AgentScript script = asked(channel, Platform.CCE).accepted();
        script.told(StateName.NOT_READY, MINUS_ONE, "desktop-1")
                .presence("active")
                .pass(Duration.ofMinutes(4));
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void what_shows_later_than_10_s_after_the_202_is_in_doubt(ChannelKind channel) {
        AgentScript script = asked(channel, Platform.CCE).accepted().pass(Duration.ofSeconds(9));
        script.canRead = false;
        script.pass(Duration.ofMillis(1_500)).told(StateName.NOT_READY, MINUS_ONE, null);
        assertThat(script.memory.phase()).isNotInstanceOf(Phase.Held.class);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void what_was_told_in_time_and_confirmed_late_is_ours_after_finesses_clock_was_set_back(ChannelKind channel) {
        AgentScript script = asked(channel, Platform.CCE).accepted().seconds(2);
        Instant since = script.now.minus(Duration.ofHours(1));
        script.told(StateName.NOT_READY, MINUS_ONE, since, StateSource.TEAM_GET).seconds(3);
        script.event(new AgentEvent.ReadFailed("late")).seconds(10);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Asked.class);
        script.readAnswers(StateName.NOT_READY, MINUS_ONE, since);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void what_is_not_the_first_change_is_in_doubt() {
        AgentScript script = asked(ChannelKind.SUPERVISOR, Platform.CCE);
        script.told(StateName.RESERVED, null, null).accepted().seconds(1);
        script.told(StateName.READY, null, null).seconds(1).told(StateName.NOT_READY, MINUS_ONE, null);
        assertThat(script.memory.phase()).isNotInstanceOf(Phase.Held.class);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void told_again_at_a_new_time_it_is_the_agents_act(ChannelKind channel) {
        AgentScript script = asked(channel, Platform.CCE).accepted().told(StateName.NOT_READY, MINUS_ONE, null);
        script.seconds(30).told(StateName.NOT_READY, MINUS_ONE, null);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        script.presence("active").pass(Duration.ofMinutes(5));
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void told_again_after_an_outage_of_Finesse_it_is_ours(ChannelKind channel) {
        AgentScript script = asked(channel, Platform.CCE).accepted().told(StateName.NOT_READY, MINUS_ONE, null);
        script.seconds(5).event(new AgentEvent.Gap());
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(20));
        script.seconds(25).told(StateName.NOT_READY, MINUS_ONE, null);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void told_again_after_an_outage_of_Finesse_it_is_ours_though_its_reason_was_to_be_changed(Platform platform) {
        AgentScript script = asked(ChannelKind.GADGET, platform).accepted();
        script.told(StateName.NOT_READY, MINUS_ONE, null)
                .seconds(5)
                .presence("dnd")
                .seconds(1);
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(10));
        script.failed(Outcome.Failure.RETRY).presence("active").seconds(15);
        script.toldByGadget(StateName.NOT_READY, null, null).seconds(60);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void the_same_after_a_gap_that_was_only_ours_is_not(ChannelKind channel) {
        AgentScript script = asked(channel, Platform.CCE).accepted().told(StateName.NOT_READY, MINUS_ONE, null);
        script.seconds(5).event(new AgentEvent.Gap()).seconds(25).told(StateName.NOT_READY, MINUS_ONE, null);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void after_a_call_made_while_held_it_is_ours(ChannelKind channel) {
        AgentScript script = asked(channel, Platform.CCE).accepted().told(StateName.NOT_READY, MINUS_ONE, null);
        script.seconds(5).told(StateName.TALKING, null, null).seconds(30).told(StateName.NOT_READY, MINUS_ONE, null);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void a_person_who_chooses_no_reason_over_our_told_one_ends_the_hold_at_once(ChannelKind channel) {
        AgentScript script = new AgentScript(channel).heldAgent().seconds(20);
        script.told(StateName.NOT_READY, MINUS_ONE, "desktop-1");
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void the_label_of_a_hold_shown_without_a_reason_may_come_after_the_next_label_was_asked_for() {
        AgentScript script = asked(ChannelKind.GADGET, Platform.CCE).accepted();
        script.told(StateName.NOT_READY, MINUS_ONE, null).seconds(2);
        script.presence("call").seconds(1).left();
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex Call");
        script.shows(StateName.NOT_READY, AgentScript.label("Webex Meeting"), script.shownSince());
        assertThat(script.memory.phase()).isInstanceOf(Phase.Asked.class);
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_reason_told_later_is_known_from_then_on() {
        AgentScript script =
                asked(ChannelKind.GADGET, Platform.CCE).accepted().toldByGadget(StateName.NOT_READY, null, null);
        script.seconds(2).shows(StateName.NOT_READY, AgentScript.label("Webex Meeting"), script.shownSince());
        script.presence("call").seconds(1).left();
        script.shows(StateName.NOT_READY, AgentScript.label("Webex Meeting"), script.shownSince())
                .seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex Call");
    }

    @Test
    void where_the_team_list_tells_that_there_is_no_reason_another_time_is_read_and_ends_the_hold() {
        AgentScript script =
                asked(ChannelKind.SUPERVISOR, Platform.CCE).accepted().seconds(1);
        script.told(StateName.NOT_READY, MINUS_ONE, null).seconds(60);
        Instant since = script.now;
        script.told(StateName.NOT_READY, MINUS_ONE, since, StateSource.TEAM_GET);
        script.readAnswers(StateName.NOT_READY, MINUS_ONE, since);
        script.presence("active").seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void what_follows_another_NOT_READY_while_our_answer_is_awaited_is_a_persons() {
        AgentScript script = asked(ChannelKind.SUPERVISOR, Platform.CCE);
        script.told(StateName.NOT_READY, null, null).seconds(10).told(StateName.NOT_READY, null, null);
        script.failed(Outcome.Failure.RETRY).presence("active").seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_second_request_of_ours_that_shows_no_reason_over_a_told_one_keeps_the_hold() {
        AgentScript script = AgentScript.gadget()
                .heldAgent()
                .seconds(5)
                .presence("dnd")
                .seconds(1)
                .left();
        String second = script.last().id();
        script.toldByGadget(StateName.NOT_READY, AgentScript.label("Webex DND"), null);
        script.accepted().seconds(1).toldByGadget(StateName.NOT_READY, null, second);
        script.seconds(60).presence("active").seconds(3);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_request_given_up_that_lands_without_a_reason_is_ours_by_its_id() {
        AgentScript script = asked(ChannelKind.GADGET, Platform.CCE).accepted();
        String given = script.last().id();
        script.seconds(1).toldByGadget(StateName.RESERVED, null, null).presence("active");
        script.seconds(5).toldByGadget(StateName.READY, null, null).seconds(1);
        script.toldByGadget(StateName.NOT_READY, null, given).seconds(5);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_hold_without_a_reason_told_as_minus_one_or_as_nothing_is_one_hold_after_an_outage() {
        AgentScript script = asked(ChannelKind.GADGET, Platform.CCE).accepted().seconds(1);
        script.told(StateName.NOT_READY, MINUS_ONE, null).seconds(10);
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(5));
        script.seconds(6).toldByGadget(StateName.NOT_READY, null, null);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void the_request_of_the_hold_that_shows_is_known_however_many_never_left_after_it() {
        AgentScript script = asked(ChannelKind.GADGET, Platform.CCE).accepted();
        script.toldByGadget(StateName.NOT_READY, null, script.last().id()).presence("call");
        for (int request = 0; request < 20; request++) {
            script.seconds(40).answer(new Outcome.NotSent("their desktop shows another state"));
        }
        assertThat(script.sent).hasSizeGreaterThan(15);
        script.readAgain().presence("active").seconds(40);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void what_carries_our_request_is_ours_though_finesses_clock_was_set_back_before_it(Platform platform) {
        AgentScript script = AgentScript.gadget();
        script.platform = platform;
        script.heldAgent().seconds(20).readAgain().presence("dnd").seconds(1).left();
        Instant since = script.now.minus(Duration.ofHours(1));
        script.event(new AgentEvent.StateSeen(new AgentState(
                StateName.NOT_READY,
                null,
                null,
                since,
                StateSource.GADGET,
                script.now,
                script.last().id())));
        script.answer(new Outcome.Accepted()).seconds(3).told(StateName.NOT_READY, null, since, StateSource.USER_GET);
        script.presence("active").seconds(4);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_reason_that_was_told_is_still_known_after_it_was_lost_at_the_same_time(Platform platform) {
        AgentScript script = asked(ChannelKind.GADGET, platform).accepted();
        Instant held = script.now;
        script.toldByGadget(
                StateName.NOT_READY,
                AgentScript.label("Webex Meeting"),
                script.last().id());
        script.seconds(30).event(new AgentEvent.Gap()).shows(StateName.NOT_READY, MINUS_ONE, held);
        script.restart().shows(StateName.NOT_READY, MINUS_ONE, script.now).seconds(20);
        script.toldByGadget(StateName.NOT_READY, AgentScript.label("Webex Meeting"), null);
        script.presence("active").seconds(4);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void once_told_to_have_no_reason_it_is_not_ours_at_another_time_nor_after_a_call_begun_then() {
        AgentScript script = asked(ChannelKind.GADGET, Platform.CCE).accepted();
        Instant held = script.now;
        script.toldByGadget(StateName.NOT_READY, null, null);
        script.told(StateName.NOT_READY, MINUS_ONE, held, StateSource.NOTIFICATION)
                .seconds(20);
        script.told(StateName.NOT_READY, MINUS_ONE, null).seconds(20).told(StateName.TALKING, null, null);
        script.seconds(20)
                .toldByGadget(StateName.NOT_READY, null, null)
                .presence("active")
                .seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_choice_at_the_time_of_a_late_hold_of_ours_is_theirs_once_its_request_is_told() {
        AgentScript script = asked(ChannelKind.GADGET, Platform.CCE).accepted();
        Instant since = script.now;
        script.told(StateName.NOT_READY, MINUS_ONE, null).seconds(60).restart();
        script.shows(StateName.NOT_READY, MINUS_ONE, since)
                .presence("call")
                .seconds(1)
                .accepted();
        String ours = script.last().id();
        Instant chosen = script.now;
        script.shows(StateName.NOT_READY, MINUS_ONE, chosen);
        toldByGadget(script, chosen.minusMillis(40), ours);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        toldByGadget(script, chosen, "desktop-6");
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    private static void toldByGadget(AgentScript script, Instant since, String request) {
        script.event(new AgentEvent.StateSeen(
                new AgentState(StateName.NOT_READY, null, null, since, StateSource.GADGET, script.now, request)));
    }

    @Test
    void in_a_call_a_choice_without_a_reason_over_one_that_followed_the_call_in_doubt_is_theirs() {
        AgentScript script = AgentScript.gadget().readyAgent().shows(StateName.TALKING);
        script.meeting().seconds(1).accepted().seconds(5);
        script.presence("active").seconds(3).accepted().shows(StateName.WORK_READY);
        Instant followed = script.seconds(10).now;
        script.told(StateName.NOT_READY, MINUS_ONE, followed, StateSource.USER_GET)
                .seconds(15);
        script.toldByGadget(StateName.NOT_READY, null, null);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void that_there_is_no_reason_is_known_once_it_is_told_and_the_next_choice_without_one_is_theirs() {
        AgentScript script = asked(ChannelKind.SUPERVISOR, Platform.CCE).accepted();
        Instant held = script.seconds(2).now;
        script.restart().seconds(3).told(StateName.NOT_READY, null, held, StateSource.NOTIFICATION);
        script.shows(StateName.NOT_READY, MINUS_ONE, held);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.seconds(5).shows(StateName.NOT_READY, MINUS_ONE);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_persons_request_told_with_the_first_time_after_times_were_lost_is_theirs_after_a_restart_too() {
        AgentScript script = asked(ChannelKind.SUPERVISOR, Platform.CCX).accepted();
        script.untimed(StateName.NOT_READY, null).restart().seconds(5).untimed(StateName.NOT_READY, null);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.seconds(5).told(StateName.NOT_READY, null, "desktop-12");
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_persons_request_told_shortly_after_our_hold_was_published_anew_is_theirs_though_we_were_restarted() {
        AgentScript script = asked(ChannelKind.GADGET, Platform.CCE).accepted();
        Instant held = script.now;
        script.told(StateName.NOT_READY, MINUS_ONE, null).seconds(60);
        script.shows(StateName.NOT_READY, MINUS_ONE, held).presence("active").seconds(3);
        script.left().restart().shows(StateName.NOT_READY, MINUS_ONE, held);
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(20));
        script.event(new AgentEvent.Gap()).seconds(20).toldByGadget(StateName.NOT_READY, MINUS_ONE, null);
        assertThat(script.memory.phase().hold()).isNotNull();
        script.seconds(1).toldByGadget(StateName.NOT_READY, MINUS_ONE, "desktop-16");
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_gadget_that_tells_no_reason_tells_that_there_is_none_and_ties_nothing_to_us() {
        AgentScript script =
                asked(ChannelKind.SUPERVISOR, Platform.CCX).accepted().restart();
        script.shows(StateName.NOT_READY, MINUS_ONE).seconds(60).readAgain();
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(5));
        script.seconds(6).toldByGadget(StateName.NOT_READY, null, null);
        assertThat(script.memory.phase()).isNotInstanceOf(Phase.Held.class);
        script.presence("active").pass(Duration.ofMinutes(5));
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_persons_request_told_at_first_sight_at_nearly_the_time_of_our_hold_is_theirs() {
        AgentScript script = asked(ChannelKind.GADGET, Platform.CCE).accepted();
        script.told(StateName.NOT_READY, MINUS_ONE, null).seconds(1).restart();
        script.told(StateName.NOT_READY, MINUS_ONE, "desktop-6");
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    /// Held without a reason; a list tells a Not Ready at another time, and before it is read a call is offered.
    private static AgentScript offeredAfterAnother(AgentScript held, Instant since) {
        held.seconds(30).told(StateName.NOT_READY, MINUS_ONE, since, StateSource.TEAM_GET);
        return held.seconds(1).told(StateName.RESERVED, null, null);
    }

    @Test
    void a_not_ready_that_was_still_to_be_read_when_a_call_was_offered_was_not_our_hold() {
        AgentScript script = asked(ChannelKind.SUPERVISOR, Platform.CCX).accepted();
        script.seconds(2).told(StateName.NOT_READY, MINUS_ONE, null);
        offeredAfterAnother(script, script.now.plusSeconds(20)).seconds(3).told(StateName.TALKING, null, null);
        script.seconds(20).told(StateName.NOT_READY, MINUS_ONE, null);
        script.seconds(1).presence("active").seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void the_ready_between_the_two_is_a_choice_against_the_meeting() {
        AgentScript script = asked(ChannelKind.SUPERVISOR, Platform.CCX).accepted();
        script.seconds(2).told(StateName.NOT_READY, MINUS_ONE, null);
        offeredAfterAnother(script, script.now.plusSeconds(20)).seconds(3).told(StateName.READY, null, null);
        script.seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void the_hold_that_shows_still_when_a_call_is_offered_stays_ours() {
        AgentScript script = asked(ChannelKind.SUPERVISOR, Platform.CCX).accepted();
        script.seconds(2).told(StateName.NOT_READY, MINUS_ONE, null);
        offeredAfterAnother(script, script.shownSince()).seconds(3);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void what_followed_another_not_ready_unmissed_is_no_supervisors_hold_whatever_was_missed_before_that() {
        AgentScript script = asked(ChannelKind.SUPERVISOR, Platform.CCE).presence("active");
        script.seconds(8).toldByGadget(StateName.NOT_READY, null, null);
        script.seconds(3).event(new AgentEvent.Gap()).toldByGadget(StateName.NOT_READY, null, null);
        script.seconds(3).toldByGadget(StateName.NOT_READY, null, null);
        Instant chosen = script.shownSince();
        script.seconds(1).told(StateName.NOT_READY, null, chosen, StateSource.NOTIFICATION);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        script.seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    /// A supervisor's Not Ready without a reason came between our request by gadget and what that brings.
    private static AgentScript takenForOurs() {
        AgentScript script = asked(ChannelKind.GADGET, Platform.CCE).accepted();
        return script.seconds(2).toldByGadget(StateName.NOT_READY, null, null).seconds(1);
    }

    @Test
    void what_only_seemed_to_be_our_hold_does_not_hide_the_one_by_gadget_that_lands_after_it_was_released() {
        AgentScript script = takenForOurs().presence("active").seconds(3).carriedOut();
        script.seconds(3).toldByGadget(StateName.NOT_READY, AgentScript.label("Webex Meeting"), null);
        script.seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "READY");
    }

    @Test
    void a_hold_whose_reason_was_told_after_all_is_waited_for_no_more() {
        AgentScript script = takenForOurs();
        script.told(
                StateName.NOT_READY, AgentScript.label("Webex Meeting"), script.shownSince(), StateSource.NOTIFICATION);
        script.presence("active").seconds(3).carriedOut();
        script.seconds(3).toldByGadget(StateName.NOT_READY, AgentScript.label("Webex Meeting"), null);
        assertThat(script.memory.lost()).isEmpty();
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    /// A list told our hold, and Finesse was out of service before a read told more.
    private static AgentScript outageBeforeTheRead() {
        AgentScript script =
                asked(ChannelKind.SUPERVISOR, Platform.CCX).accepted().seconds(2);
        script.told(StateName.NOT_READY, MINUS_ONE, script.now, StateSource.TEAM_GET)
                .seconds(2);
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(20));
        return script.event(new AgentEvent.ReadFailed("out of service"))
                .seconds(22)
                .event(new AgentEvent.Gap());
    }

    @Test
    void our_hold_told_again_without_a_time_after_an_outage_of_finesses_own_is_ours_still() {
        AgentScript script = outageBeforeTheRead();
        script.told(StateName.NOT_READY, MINUS_ONE, null, StateSource.TEAM_GET).seconds(1);
        script.untimed(StateName.NOT_READY, MINUS_ONE);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.presence("active").pass(Duration.ofMinutes(4));
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void what_is_told_without_a_time_though_finesse_was_in_service_need_not_be_ours() {
        AgentScript script = outageBeforeTheRead();
        script.outage = null;
        script.told(StateName.NOT_READY, MINUS_ONE, null, StateSource.TEAM_GET).seconds(1);
        script.untimed(StateName.NOT_READY, MINUS_ONE);
        assertThat(script.memory.phase()).isNotInstanceOf(Phase.Held.class);
    }
}
