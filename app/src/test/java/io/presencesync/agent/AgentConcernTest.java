package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Cause;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What agents are told of a decision that leaves them as they are.
class AgentConcernTest {
    private static AgentScript available() {
        return AgentScript.gadget().presence("active");
    }

    private static void concerns(AgentScript script, Cause cause) {
        assertThat(script.decision.cause()).isEqualTo(cause);
    }

    @Test
    void lunch_is_the_agents_own_choice_whatever_webex_shows() {
        AgentScript script = available().shows(StateName.NOT_READY, AgentScript.LUNCH);
        for (String status : new String[] {"active", "meeting", "dnd", "ooo"}) {
            script.presence(status, "online", null).seconds(5);
            concerns(script, Cause.OWN_CHOICE);
            assertThat(script.decision.about()).isEqualTo(new ReasonLabel("Lunch"));
        }
    }

    @Test
    void a_sign_in_that_was_seen_is_told_until_the_agent_chooses() {
        AgentScript script = AgentScript.gadget().meeting().shows(StateName.LOGOUT);
        script.shows(StateName.NOT_READY, AgentScript.SIGNED_IN).seconds(60);
        concerns(script, Cause.SIGNED_IN);
        script.presence("active").seconds(60);
        concerns(script, Cause.SIGNED_IN);
        script.shows(StateName.READY).shows(StateName.NOT_READY, AgentScript.SIGNED_IN);
        concerns(script, Cause.OWN_CHOICE);
    }

    @Test
    void a_not_ready_without_reason_at_first_sight_is_not_called_a_sign_in() {
        AgentScript script = available().shows(StateName.NOT_READY, AgentScript.SIGNED_IN);
        concerns(script, Cause.OWN_CHOICE);
        assertThat(script.decision.about()).isNull();
    }

    @Test
    void what_a_supervisor_or_the_system_set_is_not_called_the_agents_choice() {
        for (Reason reason :
                new Reason[] {new Reason("19", 999, "Supervisor Initiated"), new Reason("20", 32767, "Ring No Answer")
                }) {
            AgentScript script = available().shows(StateName.NOT_READY, reason);
            concerns(script, Cause.SET_ELSEWHERE);
            assertThat(script.decision.about()).isNotNull();
        }
    }

    @Test
    void a_presence_that_changes_nothing_is_told_of_while_ready_and_available_is_not() {
        AgentScript script = available().shows(StateName.READY);
        concerns(script, Cause.NONE);
        script.presence("ooo");
        concerns(script, Cause.NO_EFFECT);
        script.presence("unknown");
        concerns(script, Cause.NO_EFFECT);
    }

    @Test
    void a_hold_that_an_ignored_presence_leaves_is_not_the_agents_choice() {
        AgentScript script = AgentScript.gadget().heldAgent().presence("unknown");
        concerns(script, Cause.NO_EFFECT);
        assertThat(script.memory.phase().hold()).isNotNull();
    }

    @Test
    void webex_out_of_reach_for_all_is_told_apart_from_one_presence_that_is_not_confirmed() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.doubt = "sharing is off";
        script.doubtSince = script.now;
        concerns(script.event(new AgentEvent.LookAgain()), Cause.STALE);
        script.feedDown = true;
        concerns(script.event(new AgentEvent.LookAgain()), Cause.FEED_DOWN);
        concerns(script.pass(Duration.ofHours(1)), Cause.FEED_DOWN);
    }

    @Test
    void where_the_settings_end_holds_of_a_stale_presence_the_agent_is_told_so() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.manner = script.manner.with(Manner.Stale.RELEASE);
        script.doubt = "no link to Webex";
        script.doubtSince = script.now;
        script.feedDown = true;
        concerns(script.event(new AgentEvent.LookAgain()), Cause.FADING);
    }

    @Test
    void switched_off_is_told_apart_from_being_outside_the_hours() {
        AgentScript script = available().shows(StateName.READY);
        script.manner = script.manner.with(now -> new DutyHours.Duty(false, "switched off", null));
        concerns(script.event(new AgentEvent.Reloaded()), Cause.SWITCHED_OFF);
        script.manner = script.manner.with(now -> new DutyHours.Duty(false, "outside", now.plusSeconds(60)));
        concerns(script.event(new AgentEvent.Reloaded()), Cause.OFF_DUTY);
    }

    @Test
    void another_cause_alone_is_no_news_for_the_journal() {
        AgentScript script = AgentScript.gadget().presence("ooo").shows(StateName.READY);
        Decision before = script.decision;
        Decision after = script.shows(StateName.NOT_READY, AgentScript.LUNCH).decision;
        assertThat(after).isNotEqualTo(before);
        assertThat(after.sameWords(before)).isTrue();
    }
}
