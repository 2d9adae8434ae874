package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A hold that was taken to have ended stands where what ended it turns out to be old news, or to have been that hold.
class DroppedHoldTest {
    private static final Reason MINUS_ONE = new Reason("-1", null, null);
    private static final Reason SUPERVISOR = new Reason("19", 999, "Supervisor Initiated");
    private static final Reason MEETING = AgentScript.label("Webex Meeting");

    /// Finesse loses the reason, at another time, and does not find it while it is waited for.
    private static AgentScript lostForGood(AgentScript held) {
        AgentScript script = held.seconds(60).readAgain().event(new AgentEvent.Gap());
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(5));
        script.seconds(6).shows(StateName.NOT_READY, MINUS_ONE);
        Instant anew = script.shownSince();
        for (int poll = 0; poll < 50; poll++) {
            script.seconds(4).told(StateName.NOT_READY, MINUS_ONE, anew, StateSource.TEAM_GET);
        }
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        return script;
    }

    private static void isReleased(AgentScript script) {
        script.presence("active").seconds(5).readAgain().seconds(1);
        assertThat(script.asked()).last().isEqualTo("READY");
    }

    private static void isTheirs(AgentScript script) {
        script.presence("active").seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void its_reason_found_late_tells_that_it_is_ours() {
        AgentScript script = lostForGood(AgentScript.gadget().heldAgent());
        isReleased(script.shows(StateName.NOT_READY, MEETING, script.shownSince()));
    }

    @Test
    void so_does_a_supervisors_code_after_an_outage_of_finesse() {
        AgentScript script = lostForGood(AgentScript.supervisor().heldAgent());
        isReleased(script.shows(StateName.NOT_READY, SUPERVISOR, script.shownSince()));
    }

    @Test
    void a_supervisors_code_after_a_gap_that_was_only_ours_does_not() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60).event(new AgentEvent.Gap());
        script.shows(StateName.NOT_READY, MINUS_ONE).pass(Duration.ofMinutes(4));
        isTheirs(script.shows(StateName.NOT_READY, SUPERVISOR, script.shownSince()));
    }

    @Test
    void a_choice_without_a_reason_whose_reason_is_found_to_be_another_stands() {
        AgentScript script = lostForGood(AgentScript.gadget().heldAgent());
        isTheirs(script.shows(StateName.NOT_READY, AgentScript.LUNCH, script.shownSince()));
    }

    @Test
    void nor_is_it_ours_when_a_person_is_told_to_have_asked_for_it() {
        AgentScript script = lostForGood(AgentScript.gadget().heldAgent());
        script.event(new AgentEvent.StateSeen(new AgentState(
                StateName.NOT_READY,
                MEETING,
                null,
                script.shownSince(),
                StateSource.NOTIFICATION,
                script.now,
                "desktop-1")));
        isTheirs(script);
    }

    @Test
    void our_reason_chosen_at_another_time_over_a_choice_without_one_is_theirs() {
        AgentScript script = lostForGood(AgentScript.gadget().heldAgent());
        isTheirs(script.seconds(10).shows(StateName.NOT_READY, MEETING));
    }

    /// Told late, at a time of before Finesse's clock was set back.
    private static AgentScript toldLate(AgentScript held, StateName state) {
        held.event(new AgentEvent.StateSeen(new AgentState(
                state,
                state == StateName.READY ? null : AgentScript.LUNCH,
                null,
                held.now.plusSeconds(30),
                StateSource.NOTIFICATION,
                held.now)));
        assertThat(held.memory.phase()).isEqualTo(new Phase.None());
        return held.event(new AgentEvent.ClockSetBack())
                .seconds(1)
                .event(new AgentEvent.Gap())
                .seconds(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = StateName.class,
            names = {"NOT_READY", "READY"})
    void what_was_told_late_has_not_ended_the_hold_that_shows_at_its_time_still(StateName late) {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Instant held = script.shownSince();
        isReleased(toldLate(script, late).told(StateName.NOT_READY, SUPERVISOR, held, StateSource.NOTIFICATION));
    }

    @Test
    void nor_where_no_reason_is_told_of_it() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Instant held = script.shownSince();
        script = toldLate(script, StateName.NOT_READY);
        script.told(StateName.NOT_READY, null, held, StateSource.NOTIFICATION);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_list_that_shows_the_hold_late_does_not_undo_a_choice_made_since_finesses_clock_was_set_back() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        Instant held = script.shownSince();
        script.told(StateName.NOT_READY, null, held, StateSource.TEAM_GET).seconds(1);
        script.event(new AgentEvent.ClockSetBack()).seconds(1);
        script.told(StateName.NOT_READY, AgentScript.LUNCH, held.minusSeconds(3600), StateSource.GADGET);
        script.pass(Duration.ofMillis(50)).told(StateName.NOT_READY, null, held, StateSource.TEAM_GET);
        assertThat(script.shown().inWords()).isEqualTo("NOT_READY (Lunch)");
        isTheirs(script);
    }

    @Test
    void what_ended_it_by_whoever_was_asked_since_did_whatever_finesse_shows_when_its_clock_is_set_back_later() {
        AgentScript script = AgentScript.gadget().heldAgent();
        Instant held = script.shownSince();
        script.seconds(24).told(StateName.NOT_READY, AgentScript.LUNCH, null);
        Instant chosen = script.shownSince();
        AgentState listed =
                new AgentState(StateName.NOT_READY, AgentScript.LUNCH, null, chosen, StateSource.TEAM_GET, script.now);
        script.seconds(5).event(new AgentEvent.StateSeen(listed, script.now));
        script.seconds(30).event(new AgentEvent.ClockSetBack()).event(new AgentEvent.Gap());
        script.told(StateName.NOT_READY, null, held.minusMillis(69), StateSource.GADGET);
        isTheirs(script);
    }

    @Test
    void so_does_ready_that_is_found_after_an_outage_without_its_time() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Instant held = script.shownSince();
        script.seconds(24).told(StateName.READY, null, null);
        script.presence("active").seconds(20).event(new AgentEvent.Gap());
        AgentState listed = new AgentState(StateName.READY, null, null, null, StateSource.TEAM_GET, script.now);
        script.event(new AgentEvent.StateSeen(listed, script.now)).seconds(5);
        script.told(StateName.NOT_READY, null, held.minusMillis(93), StateSource.NOTIFICATION);
        isTheirs(script);
    }

    @Test
    void but_another_time_is_another_supervisors_act() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Instant held = script.shownSince();
        isTheirs(toldLate(script, StateName.NOT_READY)
                .told(StateName.NOT_READY, SUPERVISOR, held.plusSeconds(1), StateSource.NOTIFICATION));
    }
}
