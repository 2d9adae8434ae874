package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Where no reason tells whose a Not Ready is, one told at another time while nothing was missed and Finesse was in
/// service is the agent's, whatever the hold went through before.
class HoldToldWithoutReasonAgainTest {
    private static final Reason MINUS_ONE = new Reason("-1", null, null);

    /// In a call: the hold asked for waits for its end, and so does the release asked for after it.
    private static AgentScript releasedInCall() {
        AgentScript script = AgentScript.gadget().readyAgent().toldByGadget(StateName.TALKING, null, null);
        script.meeting().seconds(1).accepted().seconds(1);
        pending(script);
        script.presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
        return script;
    }

    private static void pending(AgentScript script) {
        Instant since = script.shownSince();
        script.event(new AgentEvent.StateSeen(
                new AgentState(StateName.TALKING, null, StateName.NOT_READY, since, StateSource.GADGET, script.now)));
    }

    private static void isTheirs(AgentScript script) {
        int sent = script.sent.size();
        script.presence("active").seconds(60);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        assertThat(script.sent).hasSize(sent);
    }

    @Test
    void a_hold_that_followed_a_call_has_the_time_at_which_it_was_told_first() {
        AgentScript script = releasedInCall().failed(Outcome.Failure.THIS_AGENT_ONLY);
        script.seconds(5).toldByGadget(StateName.NOT_READY, MINUS_ONE, null).meeting();
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        isTheirs(script.seconds(5).toldByGadget(StateName.NOT_READY, MINUS_ONE, null));
    }

    @Test
    void a_hold_that_was_to_be_released_in_a_call_has_it_too() {
        AgentScript script = releasedInCall().accepted().seconds(5);
        script.toldByGadget(StateName.NOT_READY, MINUS_ONE, null);
        script.seconds(5).toldByGadget(StateName.NOT_READY, MINUS_ONE, null);
        isTheirs(script);
    }

    @Test
    void after_a_call_a_persons_request_tells_that_it_is_theirs() {
        AgentScript script = releasedInCall().accepted().seconds(5);
        script.toldByGadget(StateName.NOT_READY, MINUS_ONE, "desktop-7");
        isTheirs(script);
    }

    @Test
    void while_it_is_in_doubt_whether_we_hold_them_a_change_that_nobody_missed_is_theirs() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).left();
        script.told(StateName.NOT_READY, MINUS_ONE, null).seconds(2);
        script.event(new AgentEvent.Gap()).readAgain().seconds(10);
        script.liveSince = script.now;
        script.readAgain().seconds(5).told(StateName.NOT_READY, MINUS_ONE, null);
        script.seconds(10).event(new AgentEvent.Gap());
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(20));
        isTheirs(script.seconds(21).shows(StateName.NOT_READY, MINUS_ONE));
    }

    @Test
    void told_before_the_outage_it_was_not_published_anew_by_it_though_it_is_read_only_after() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        script.shows(StateName.NOT_READY, MINUS_ONE).seconds(30).readAgain().seconds(5);
        Instant chosen = script.now;
        script.told(StateName.NOT_READY, MINUS_ONE, chosen, StateSource.TEAM_GET);
        script.event(new AgentEvent.ReadFailed("503")).seconds(5).event(new AgentEvent.Gap());
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(20));
        script.seconds(25).told(StateName.NOT_READY, MINUS_ONE, chosen, StateSource.TEAM_GET);
        isTheirs(script.seconds(1).shows(StateName.NOT_READY, MINUS_ONE, chosen));
    }

    @Test
    void a_reason_lost_for_good_ends_the_hold_that_is_being_released_as_it_ends_one_that_is_not() {
        AgentScript script =
                AgentScript.gadget().heldAgent().presence("active").seconds(3).left();
        script.event(new AgentEvent.Gap()).seconds(1).shows(StateName.NOT_READY, MINUS_ONE);
        Instant lost = script.shownSince();
        for (int poll = 0; poll < 50; poll++) {
            script.seconds(4).told(StateName.NOT_READY, MINUS_ONE, lost, StateSource.TEAM_GET);
        }
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    /// The outage was too short for us to hear of it, or we had only just begun.
    @Test
    void a_told_reason_that_finesse_lost_and_still_does_not_know_at_a_new_time_is_waited_for() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(60);
        Reason ours = Objects.requireNonNull(script.shown().reason());
        script.restart().seconds(1).toldByGadget(StateName.NOT_READY, null, null);
        script.seconds(3).toldByGadget(StateName.NOT_READY, null, null);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.seconds(30).told(StateName.NOT_READY, ours, script.shownSince(), StateSource.GADGET);
        script.presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void a_hold_whose_reason_was_being_changed_is_ours_when_finesse_publishes_it_anew() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).accepted();
        script.toldByGadget(StateName.NOT_READY, null, script.last().id()).seconds(5);
        script.presence("dnd").seconds(1);
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(5));
        script.failed(Outcome.Failure.RETRY).seconds(6).toldByGadget(StateName.NOT_READY, null, null);
        assertThat(script.memory.phase().before()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void once_finesse_was_seen_to_have_published_it_anew_it_is_no_choice_though_the_next_outage_has_begun() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(60);
        publishedAnew(script);
        publishedAnew(script.restart());
        Instant since = script.shownSince();
        script.outage = new FinesseOutage(script.seconds(100).now, null);
        script.seconds(5).told(StateName.NOT_READY, null, since, StateSource.GADGET);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    private static void publishedAnew(AgentScript script) {
        if (script.memory.state() == null) {
            script.seconds(1).toldByGadget(StateName.NOT_READY, null, null);
        }
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(5));
        script.seconds(6).toldByGadget(StateName.NOT_READY, null, null);
    }

    @Test
    void what_a_gadget_told_long_before_an_outage_stands_until_it_while_nothing_was_missed() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.canRead = false;
        script.meeting().seconds(1).accepted();
        script.toldByGadget(StateName.NOT_READY, null, script.last().id()).seconds(120);
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(5));
        script.seconds(6).toldByGadget(StateName.NOT_READY, null, null);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void after_a_gap_in_which_the_hold_was_told_again_the_next_one_is_theirs() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).left();
        script.toldByGadget(StateName.NOT_READY, null, null).seconds(1);
        Instant held = script.shownSince();
        script.event(new AgentEvent.Gap()).seconds(1);
        script.told(StateName.NOT_READY, null, held, StateSource.TEAM_GET);
        script.seconds(3).shows(StateName.NOT_READY, null);
        isTheirs(script);
    }

    @Test
    void after_a_restart_a_list_without_reasons_that_shows_a_nearby_time_is_read_before_a_release() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Instant signedIn = script.shownSince().plusMillis(1_500);
        script.seconds(30).restart().untoldByTeam(signedIn).presence("active").seconds(4);
        script.readAnswers(StateName.NOT_READY, MINUS_ONE, signedIn);
        assertThat(script.seconds(400).asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_hold_that_was_to_follow_a_call_is_not_what_a_sign_in_shows_after_a_restart() {
        AgentScript script = releasedInCall().accepted().restart();
        script.canRead = false;
        script.pass(Duration.ofMinutes(3).plusSeconds(5)).toldByGadget(StateName.NOT_READY, null, null);
        isTheirs(script);
    }

    @Test
    void one_that_followed_what_may_be_our_hold_stays_theirs_though_a_list_tells_it_too() {
        AgentScript script = AgentScript.supervisor()
                .readyAgent()
                .event(new AgentEvent.Gap())
                .readAgain();
        script.meeting().seconds(1).left().seconds(1).told(StateName.NOT_READY, null, script.now, StateSource.GADGET);
        Instant theirs = script.readAgain().seconds(5).now;
        script.told(StateName.NOT_READY, null, theirs, StateSource.GADGET)
                .seconds(1)
                .untoldByTeam(theirs);
        script.readAnswers(StateName.NOT_READY, null, theirs).presence("active").seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_hold_whose_reason_was_known_may_be_told_anew_without_it_by_a_finesse_nobody_heard_was_out_of_service() {
        AgentScript script = AgentScript.gadget().heldAgent();
        Reason meeting = script.shown().reason();
        Instant again = script.seconds(60).now;
        script.restart().seconds(5).told(StateName.NOT_READY, MINUS_ONE, again, StateSource.GADGET);
        script.pass(Duration.ofMillis(200)).toldByGadget(StateName.NOT_READY, MINUS_ONE, null);
        script.seconds(9).toldByGadget(StateName.TALKING, null, null).seconds(9);
        script.toldByGadget(StateName.NOT_READY, meeting, null).presence("active");
        assertThat(script.seconds(5).asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }
}
