package io.presencesync.agent;

import static io.presencesync.agent.AgentScript.LUNCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// After Finesse's clock was set back a state told with an earlier time waits for a read. What is decided then counts
/// from when each state was told first.
class StateInDoubtTest {
    private static final Duration BACK = Duration.ofHours(1);
    private static final Reason SUPERVISOR = new Reason("19", 999, "Supervisor Initiated");

    /// Told by the team's list, at the present time of a clock that was set back.
    private static Instant listed(AgentScript script, StateName state) {
        Instant since = script.now.minus(BACK);
        script.told(state, null, since, StateSource.TEAM_GET);
        return since;
    }

    private static AgentScript read(AgentScript script, StateName state, Instant since) {
        for (int second = 0; second < 5 && !script.memory.seen().reading(); second++) {
            script.seconds(1);
        }
        return script.readAnswers(state, null, since);
    }

    private static AgentScript atLunch() {
        return AgentScript.supervisor()
                .readyAgent()
                .shows(StateName.NOT_READY, LUNCH)
                .pass(Duration.ofMinutes(10));
    }

    @Test
    void ready_told_before_the_meeting_began_is_no_override_though_it_is_confirmed_in_it() {
        AgentScript script = atLunch();
        Instant since = listed(script, StateName.READY);
        read(script.meeting(), StateName.READY, since).seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void ready_told_before_the_meeting_began_is_no_override_though_it_is_told_again_without_its_time() {
        AgentScript script = atLunch();
        listed(script, StateName.READY);
        script.meeting().told(StateName.READY, null, null, StateSource.NOTIFICATION);
        assertThat(script.untimed(StateName.READY, null).seconds(5).asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void nor_though_finesse_tells_it_anew_after_an_outage() {
        AgentScript script = atLunch();
        listed(script, StateName.READY);
        script.outage = new FinesseOutage(script.now.plusSeconds(1), script.now.plusSeconds(10));
        script.meeting().seconds(12).told(StateName.READY, null, null).seconds(5);
        assertThat(script.readAgain().seconds(5).asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void ready_told_in_a_meeting_stands_though_it_is_confirmed_when_the_meeting_seemed_over() {
        AgentScript script = atLunch().meeting().seconds(5);
        Instant since = listed(script, StateName.READY);
        read(script.presence("active"), StateName.READY, since);
        script.seconds(1).meeting().seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void ready_told_in_a_meeting_does_not_stand_in_the_next_one_that_began_before_it_was_confirmed() {
        AgentScript script = atLunch().meeting().seconds(5);
        Instant since = listed(script, StateName.READY);
        script.presence("active").seconds(4).meeting();
        read(script, StateName.READY, since).seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_hold_and_a_ready_after_it_that_both_waited_are_a_choice_for_ready() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        listedHold(script);
        script.pass(Duration.ofMillis(100));
        Instant since = listed(script, StateName.READY);
        read(script, StateName.READY, since).seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_hold_listed_for_long_and_a_ready_after_it_are_a_choice_though_the_clock_was_set_back_between_them() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        Instant held = script.now.minus(BACK);
        script.told(StateName.NOT_READY, SUPERVISOR, held, StateSource.TEAM_GET).seconds(6);
        script.told(StateName.NOT_READY, SUPERVISOR, held, StateSource.TEAM_GET);
        script.event(new AgentEvent.ReadFailed("late")).seconds(1);
        read(script, StateName.READY, script.now.minus(BACK.multipliedBy(2)));
        assertThat(script.memory.spell().override()).isTrue();
    }

    @Test
    void what_was_told_but_once_before_a_ready_of_a_clock_set_back_again_may_be_old_and_makes_it_no_choice() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting();
        script.told(StateName.NOT_READY, LUNCH, script.now.minus(BACK), StateSource.NOTIFICATION);
        read(script, StateName.READY, script.now.minus(BACK.multipliedBy(2))).seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    private static void listedHold(AgentScript script) {
        script.told(StateName.NOT_READY, SUPERVISOR, script.now.minus(BACK), StateSource.TEAM_GET);
    }

    @Test
    void a_reason_that_was_not_there_before_is_another_state_at_an_earlier_time() {
        AgentScript script = AgentScript.gadget().readyAgent().shows(StateName.NOT_READY, AgentScript.SIGNED_IN);
        script.pass(Duration.ofMinutes(10));
        Instant since = script.now.minus(BACK);
        script.told(StateName.NOT_READY, LUNCH, since, StateSource.GADGET);
        for (int second = 0; second < 5 && !script.memory.seen().reading(); second++) {
            script.seconds(1);
        }
        script.readAnswers(StateName.NOT_READY, LUNCH, since);
        assertThat(script.shown().inWords()).isEqualTo("NOT_READY (Lunch)");
    }

    @Test
    void a_state_told_late_after_the_step_is_not_the_newest() {
        AgentScript script = AgentScript.supervisor().readyAgent().event(new AgentEvent.ClockSetBack());
        Instant held = script.now;
        script.shows(StateName.NOT_READY, LUNCH, held).event(new AgentEvent.ClockSetBack());
        script.seconds(3).told(StateName.READY, null, held.minusSeconds(3), StateSource.NOTIFICATION);
        assertThat(script.shown().state()).isEqualTo(StateName.NOT_READY);
    }

    @ParameterizedTest
    @CsvSource({"NOTIFICATION,false", "NOTIFICATION,true", "GADGET,false", "GADGET,true", "TEAM_GET,true"})
    void a_known_state_told_once_more_does_not_end_the_doubt_without_a_read(StateSource source, boolean gap) {
        AgentScript script = AgentScript.gadget().readyAgent().seconds(60);
        Instant ready = script.shownSince();
        script.meeting();
        if (gap) {
            script.event(new AgentEvent.Gap());
        }
        Instant ringing = listed(script, StateName.RESERVED);
        script.told(StateName.READY, null, ready, source)
                .event(new AgentEvent.ReadFailed("late"))
                .seconds(20);
        assertThat(script.sent).isEmpty();
        read(script, StateName.RESERVED, ringing).seconds(5);
        assertThat(script.shown().state()).isEqualTo(StateName.RESERVED);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void what_was_told_again_after_a_gap_and_a_ready_after_it_are_a_choice_for_ready() {
        AgentScript script = AgentScript.gadget().readyAgent().meeting();
        Instant lunch = script.now.minus(BACK);
        script.told(StateName.NOT_READY, LUNCH, lunch, StateSource.GADGET).seconds(1);
        script.event(new AgentEvent.Gap()).seconds(1).told(StateName.NOT_READY, LUNCH, lunch, StateSource.TEAM_GET);
        script.seconds(5)
                .told(StateName.NOT_READY, LUNCH, lunch, StateSource.TEAM_GET)
                .seconds(3);
        Instant since = listed(script, StateName.READY);
        read(script, StateName.READY, since).seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void after_a_gap_too_what_was_found_to_be_old_is_not_the_newest() {
        AgentScript script = AgentScript.gadget()
                .shows(StateName.WORK_READY)
                .presence("active")
                .seconds(60);
        Instant wrapUp = script.shownSince();
        Instant since = script.now.minus(BACK);
        script.event(new AgentEvent.ClockSetBack()).told(StateName.READY, null, since, StateSource.USER_GET);
        script.event(new AgentEvent.Gap()).told(StateName.WORK_READY, null, wrapUp, StateSource.TEAM_GET);
        assertThat(script.shown().state()).isEqualTo(StateName.READY);
        script.shows(StateName.WORK_READY, null, wrapUp);
        assertThat(script.shown().state()).isEqualTo(StateName.WORK_READY);
    }

    @Test
    void a_read_that_was_under_way_does_not_end_the_doubt_about_what_was_told_meanwhile() {
        AgentScript script = AgentScript.gadget().readyAgent().seconds(60).readAgain();
        script.event(new AgentEvent.ClockSetBack()).meeting().seconds(1).accepted();
        Instant asked = script.now;
        Instant ready = script.shownSince();
        script.pass(Duration.ofMillis(300));
        Instant held = script.now.minus(BACK);
        AgentState byGadget = new AgentState(
                StateName.NOT_READY,
                null,
                null,
                held,
                StateSource.GADGET,
                script.now,
                script.last().id());
        script.event(new AgentEvent.StateSeen(byGadget));
        AgentState before = new AgentState(StateName.READY, null, null, ready, StateSource.USER_GET, script.now);
        script.event(new AgentEvent.StateSeen(before, asked));
        script.seconds(3).told(StateName.NOT_READY, null, held, StateSource.USER_GET);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void an_old_state_that_a_later_one_happens_to_meet_in_its_time_is_another_when_its_reason_is() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.canRead = false;
        Instant later = script.now.plusSeconds(60);
        script.told(StateName.NOT_READY, null, later, StateSource.GADGET).seconds(20);
        script.event(new AgentEvent.ClockSetBack()).told(StateName.READY, null, script.now, StateSource.GADGET);
        script.seconds(20).told(StateName.NOT_READY, LUNCH, later.plusMillis(58), StateSource.GADGET);
        assertThat(script.shown().inWords()).isEqualTo("NOT_READY (Lunch)");
    }

    @Test
    void or_when_the_desktop_that_tells_both_tells_another_time() {
        AgentScript script = AgentScript.gadget();
        script.canRead = false;
        script.toldByGadget(StateName.READY, null, null).meeting();
        Instant ready = script.shownSince();
        script.seconds(20).event(new AgentEvent.ClockSetBack());
        script.told(StateName.NOT_READY, LUNCH, ready.minusSeconds(10), StateSource.GADGET);
        script.seconds(10).told(StateName.READY, null, ready.plusMillis(54), StateSource.GADGET);
        assertThat(script.shown().state()).isEqualTo(StateName.READY);
        assertThat(script.memory.spell().override()).isTrue();
    }

    @Test
    void a_gap_before_what_was_told_first_is_none_between_that_and_what_followed_it() {
        AgentScript script = atLunch().meeting().seconds(5);
        script.event(new AgentEvent.Gap()).seconds(1);
        script.told(StateName.NOT_READY, LUNCH, script.now.minus(BACK), StateSource.GADGET)
                .pass(Duration.ofMillis(200));
        Instant since = script.now.minus(BACK);
        script.told(StateName.READY, null, since, StateSource.GADGET);
        script.event(new AgentEvent.Gap()).told(StateName.READY, null, since, StateSource.TEAM_GET);
        assertThat(read(script, StateName.READY, since).memory.spell().override())
                .isTrue();
    }

    @Test
    void a_gap_between_the_two_makes_it_no_choice() {
        AgentScript script = atLunch().meeting().seconds(5);
        script.event(new AgentEvent.Gap()).seconds(1);
        script.told(StateName.NOT_READY, LUNCH, script.now.minus(BACK), StateSource.GADGET);
        script.seconds(1).event(new AgentEvent.Gap()).seconds(1);
        Instant since = script.now.minus(BACK);
        script.told(StateName.READY, null, since, StateSource.GADGET);
        assertThat(read(script, StateName.READY, since).memory.spell().override())
                .isFalse();
    }

    @Test
    void a_list_that_seems_to_tell_the_old_state_is_looked_into() {
        AgentScript script = AgentScript.supervisor().readyAgent();
        Instant ready = script.seconds(57).shownSince();
        script.event(new AgentEvent.ClockSetBack())
                .readAgain()
                .meeting()
                .seconds(1)
                .accepted();
        Reason reason = Scene.ours(ChannelKind.SUPERVISOR, Platform.CCE);
        script.told(StateName.NOT_READY, reason, ready.minusSeconds(2), StateSource.USER_GET);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        Instant chosen = ready.plusMillis(63);
        script.seconds(2).told(StateName.READY, null, chosen, StateSource.TEAM_GET);
        assertThat(script.readAnswers(StateName.READY, null, chosen).shown().state())
                .isEqualTo(StateName.READY);
    }

    @Test
    void a_hold_listed_while_a_read_finds_the_call_before_it_follows_that_call() {
        AgentScript script =
                AgentScript.supervisor().heldAgent().seconds(20).readAgain().seconds(1);
        script.event(new AgentEvent.ClockSetBack());
        script.told(StateName.TALKING, null, script.now.minusSeconds(60), StateSource.TEAM_GET);
        for (int second = 0; second < 5 && !script.memory.seen().reading(); second++) {
            script.seconds(1);
        }
        Instant again = script.seconds(4).now.minus(BACK);
        script.told(StateName.NOT_READY, SUPERVISOR, again, StateSource.TEAM_GET);
        script.readAnswers(StateName.WORK, null, again.minusSeconds(4)).seconds(3);
        script.readAnswers(StateName.NOT_READY, SUPERVISOR, again);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void ready_that_waited_is_a_choice_once_a_call_is_offered_though_all_reads_failed() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(2);
        Instant chosen = script.now.minusSeconds(60);
        script.event(new AgentEvent.ClockSetBack()).told(StateName.READY, null, chosen, StateSource.GADGET);
        script.event(new AgentEvent.ReadFailed("out of service")).seconds(50).event(new AgentEvent.Gap());
        script.told(StateName.RESERVED, null, script.now.minusSeconds(30), StateSource.TEAM_GET);
        script.told(StateName.TALKING, null, script.now.minusSeconds(29), StateSource.GADGET)
                .seconds(20);
        script.told(StateName.READY, null, script.now.minusSeconds(30), StateSource.GADGET)
                .seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_hold_of_before_a_restart_that_is_told_late_is_not_the_newest_for_its_later_time() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        Instant held = script.shownSince();
        script.restart().event(new AgentEvent.Gap()).seconds(1).presence("active");
        script.readAnswers(StateName.READY, null, held.minus(BACK)).pass(Duration.ofMillis(80));
        script.told(StateName.NOT_READY, SUPERVISOR, held, StateSource.NOTIFICATION);
        script.presence("active").seconds(10);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
        assertThat(script.shown().state()).isEqualTo(StateName.READY);
    }

    @Test
    void the_same_told_an_hour_earlier_is_looked_into() {
        AgentScript script = AgentScript.supervisor().readyAgent().shows(StateName.NOT_READY, AgentScript.SIGNED_IN);
        Instant before = script.shownSince();
        script.seconds(60).told(StateName.NOT_READY, null, before.minus(BACK), StateSource.TEAM_GET);
        script.seconds(3).readAnswers(StateName.NOT_READY, AgentScript.SIGNED_IN, before.minus(BACK));
        assertThat(script.shownSince()).isEqualTo(before.minus(BACK));
    }

    private static AgentScript ringing(AgentScript script) {
        return script.told(StateName.RESERVED, null, script.now.minus(BACK), StateSource.NOTIFICATION);
    }

    private static void overtaken(AgentScript script, Instant ready, Instant askedAt, StateSource source) {
        AgentState read = new AgentState(StateName.READY, null, null, ready, source, script.now);
        script.event(new AgentEvent.StateSeen(read, askedAt));
    }

    @ParameterizedTest
    @EnumSource(names = {"USER_GET", "TEAM_GET"})
    void a_read_that_was_under_way_when_a_newer_state_was_told_decides_nothing_by_its_later_time(StateSource source) {
        AgentScript script = AgentScript.gadget().readyAgent().seconds(60);
        Instant ready = script.shownSince();
        script.meeting().restart().meeting();
        Instant asked = script.now;
        ringing(script.pass(Duration.ofMillis(500)));
        overtaken(script.pass(Duration.ofMillis(500)), ready, asked, source);
        script.seconds(20);
        assertThat(script.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"USER_GET", "TEAM_GET"})
    void nor_does_it_after_a_gap(StateSource source) {
        AgentScript script = AgentScript.gadget().readyAgent().seconds(60);
        Instant ready = script.shownSince();
        script.meeting().restart().meeting();
        Instant asked = script.now;
        ringing(script.pass(Duration.ofMillis(500))).event(new AgentEvent.Gap());
        overtaken(script.pass(Duration.ofMillis(500)), ready, asked, source);
        script.seconds(20);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void a_call_offered_while_a_read_was_under_way_after_a_gap_is_not_over_because_that_read_finds_ready() {
        AgentScript script = AgentScript.gadget().readyAgent().seconds(60).event(new AgentEvent.Gap());
        Instant ready = script.now.minus(BACK);
        script.told(StateName.READY, null, ready, StateSource.GADGET).meeting();
        for (int second = 0; second < 5 && !script.memory.seen().reading(); second++) {
            script.seconds(1);
        }
        Instant asked = script.now;
        Instant offered = script.pass(Duration.ofMillis(600)).now.minus(BACK);
        script.told(StateName.RESERVED, null, offered, StateSource.GADGET);
        overtaken(script.pass(Duration.ofMillis(300)), ready, asked, StateSource.USER_GET);
        assertThat(script.seconds(20).sent).isEmpty();
    }

    @Test
    void a_call_listed_after_an_outage_is_not_over_because_the_desktop_tells_ready_of_before_it() {
        AgentScript script = AgentScript.gadget().readyAgent().seconds(60).event(new AgentEvent.Gap());
        script.event(new AgentEvent.ClockSetBack());
        Instant offered = script.now.minus(BACK);
        script.told(StateName.RESERVED, null, offered, StateSource.TEAM_GET).meeting();
        script.seconds(2).told(StateName.READY, null, offered.minusSeconds(1), StateSource.GADGET);
        assertThat(script.seconds(20).sent).isEmpty();
        script.readAnswers(StateName.READY, null, script.now.minus(BACK)).seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    /// Told by the agent's gadget, while a read asked for before that is under way.
    @Test
    void ready_told_while_a_read_was_under_way_is_a_choice_though_the_list_confirms_it_after_an_outage() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(60);
        Instant again = script.now.minus(BACK);
        Reason meeting = script.shown().reason();
        script.told(StateName.NOT_READY, meeting, again, StateSource.GADGET);
        for (int second = 0; second < 5 && !script.memory.seen().reading(); second++) {
            script.seconds(1);
        }
        Instant asked = script.now;
        Instant chosen = script.pass(Duration.ofMillis(600)).now.minus(BACK);
        script.told(StateName.READY, null, chosen, StateSource.GADGET);
        script.event(new AgentEvent.StateSeen(
                new AgentState(StateName.NOT_READY, meeting, null, again, StateSource.USER_GET, script.now), asked));
        script.event(new AgentEvent.Gap()).told(StateName.READY, null, chosen, StateSource.TEAM_GET);
        assertThat(script.seconds(60).asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void ready_told_before_an_outage_is_a_choice_though_it_is_published_anew_after_it() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        script.told(StateName.READY, null, script.shownSince().minusSeconds(4), StateSource.NOTIFICATION);
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(20));
        script.event(new AgentEvent.ReadFailed("out of service")).seconds(20).event(new AgentEvent.Gap());
        script.told(StateName.READY, null, script.now, StateSource.NOTIFICATION);
        assertThat(script.seconds(60).asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_read_under_way_when_the_list_told_a_later_time_is_not_old_for_that() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        Reason reason = script.shown().reason();
        Instant held = script.shownSince();
        script.restart().event(new AgentEvent.Gap()).seconds(1).presence("active");
        assertThat(script.memory.seen().reading()).isTrue();
        script.pass(Duration.ofMillis(50)).told(StateName.NOT_READY, reason, held, StateSource.TEAM_GET);
        script.readAnswers(StateName.READY, null, script.now.minus(BACK));
        script.seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
        assertThat(script.memory.seen().reading()).isTrue();
    }

    @Test
    void after_a_restart_ready_listed_while_the_first_read_was_under_way_is_looked_into_though_that_finds_the_hold() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        Reason reason = script.shown().reason();
        Instant held = script.shownSince();
        script.restart().event(new AgentEvent.Gap()).presence("active");
        Instant asked = script.now;
        script.pass(Duration.ofMillis(600)).told(StateName.READY, null, held.minus(BACK), StateSource.TEAM_GET);
        AgentState read = new AgentState(StateName.NOT_READY, reason, null, held, StateSource.USER_GET, script.now);
        script.pass(Duration.ofMillis(30)).event(new AgentEvent.StateSeen(read, asked));
        assertThat(script.seconds(5).asked()).containsExactly("NOT_READY Webex Meeting");
        script.readAnswers(StateName.NOT_READY, reason, held).seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void nor_by_another_reason() {
        AgentScript script = AgentScript.gadget()
                .heldAgent()
                .seconds(20)
                .presence("dnd")
                .readAgain()
                .seconds(1);
        Instant meeting = script.shownSince();
        Instant asked = script.accepted().now;
        Instant dnd = script.seconds(1).now.minus(BACK);
        script.told(StateName.NOT_READY, AgentScript.label("Webex DND"), dnd, StateSource.GADGET)
                .seconds(2);
        script.told(StateName.NOT_READY, AgentScript.label("Webex DND"), dnd, StateSource.USER_GET);
        script.event(new AgentEvent.Gap());
        AgentState old = new AgentState(
                StateName.NOT_READY,
                AgentScript.label("Webex Meeting"),
                null,
                meeting,
                StateSource.TEAM_GET,
                script.now);
        script.event(new AgentEvent.StateSeen(old, asked));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void what_waits_and_is_later_than_a_state_taken_in_meanwhile_waits_still() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
        Instant askedAt = script.now;
        script.accepted().pass(Duration.ofMillis(100)).told(StateName.READY, null, "desktop-1");
        AgentState signedOut = new AgentState(
                StateName.LOGOUT,
                null,
                null,
                script.now.plusMillis(600),
                StateSource.USER_GET,
                script.now.plusMillis(900));
        script.pass(Duration.ofMillis(900)).event(new AgentEvent.StateSeen(signedOut, askedAt));
        script.told(StateName.NOT_READY, SUPERVISOR, script.now.minusMillis(600), StateSource.NOTIFICATION);
        script.presence("active").seconds(1);
        assertThat(script.decision.why()).isEqualTo(Guard.TIME_IN_DOUBT.words);
    }

    /// Stamped by the clock as it was before.
    private static AgentScript toldOldNews(AgentScript script) {
        Instant before = script.now.plus(BACK);
        script.seconds(3).told(StateName.NOT_READY, LUNCH, before, StateSource.GADGET);
        return script;
    }

    @Test
    void a_hold_dropped_for_old_news_is_ours_again_as_soon_as_a_read_shows_it() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Instant held = script.shownSince();
        toldOldNews(script)
                .told(StateName.NOT_READY, SUPERVISOR, held, StateSource.NOTIFICATION)
                .seconds(3);
        script.readAnswers(StateName.NOT_READY, SUPERVISOR, held)
                .presence("active")
                .seconds(4);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void ready_that_was_known_before_old_news_is_no_choice_against_the_meeting() {
        AgentScript script = AgentScript.supervisor().readyAgent();
        Instant ready = script.shownSince();
        toldOldNews(script)
                .meeting()
                .told(StateName.READY, null, ready, StateSource.NOTIFICATION)
                .seconds(3);
        script.readAnswers(StateName.READY, null, ready).seconds(2);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void ready_told_again_at_its_own_time_after_old_news_without_a_time_is_no_choice() {
        AgentScript script = AgentScript.gadget().readyAgent().meeting();
        Instant ready = script.shownSince();
        script.told(StateName.NOT_READY, new Reason("-1", null, null), null, StateSource.NOTIFICATION);
        script.told(StateName.READY, null, ready, StateSource.GADGET).seconds(2);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void ready_told_again_after_old_news_brings_back_no_choice_of_a_spell_that_is_over() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(20).shows(StateName.READY);
        Instant ready = script.shownSince();
        script.presence("active")
                .told(StateName.NOT_READY, new Reason("-1", null, null), null, StateSource.NOTIFICATION);
        script.seconds(4).meeting().told(StateName.READY, null, ready, StateSource.GADGET);
        script.seconds(2);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex Meeting");
    }

    @Test
    void old_news_that_looked_like_what_we_asked_for_is_undone_by_the_ready_told_after_it() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).left();
        Instant ready = script.shownSince();
        Reason none = new Reason("-1", null, null);
        script.told(StateName.NOT_READY, none, ready.plus(BACK), StateSource.GADGET);
        script.told(StateName.READY, null, ready, StateSource.GADGET).answer(new Outcome.Accepted());
        Instant held = script.now;
        script.pass(Duration.ofMillis(300)).told(StateName.NOT_READY, SUPERVISOR, null);
        script.seconds(3)
                .readAnswers(StateName.NOT_READY, SUPERVISOR, held)
                .presence("active")
                .seconds(4);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }
}
