package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What an administrator may want otherwise, and what is done when something is not known.
class AgentSettingsTest {
    private static final Reason SUPERVISOR = new Reason("19", 999, "Supervisor Initiated");

    private static AgentScript with(AgentScript script, java.util.function.UnaryOperator<Manner> change) {
        script.manner = change.apply(script.manner);
        return script;
    }

    /// Keeps the presence confirmed, as renewals of the subscription do.
    private static void confirm(AgentScript script, String status) {
        script.presence(status);
    }

    @Test
    void a_stale_presence_leaves_him_as_he_is_and_says_so() {
        AgentScript script = AgentScript.gadget().heldAgent().pass(Duration.ofMinutes(20));
        assertThat(script.sent).hasSize(1);
        assertThat(script.decision.kind()).isEqualTo(Decision.Kind.LEAVE);
        assertThat(script.decision.why()).startsWith("their presence is stale: last confirmed at 2026-03-02T09:0");
    }

    @Test
    void a_stale_presence_may_end_our_hold() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.Stale.RELEASE))
                .heldAgent();
        script.pass(Duration.ofMinutes(14));
        assertThat(script.sent).hasSize(1);
        script.pass(Duration.ofMinutes(2));
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_stale_presence_of_the_second_source_may_end_our_hold() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.Stale.RELEASE))
                .heldAgent();
        script.event(new AgentEvent.PresenceHeard(
                new Presence("meeting", null, null, null, PresenceOrigin.PEOPLE_API, script.now, "{}")));
        script.pass(Duration.ofMinutes(16));
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_stale_presence_may_hold() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.Stale.HOLD))
                .readyAgent();
        script.pass(Duration.ofMinutes(15)).readAgain();
        assertThat(script.asked()).containsExactly("NOT_READY Webex Unavailable");
    }

    @Test
    void a_broken_feed_makes_the_presence_doubtful_at_once_until_it_is_confirmed() {
        AgentScript script = AgentScript.gadget().readyAgent().meeting();
        script.doubt = "no link to Webex";
        script.doubtSince = script.now;
        script.seconds(30);
        assertThat(script.sent).isEmpty();
        assertThat(script.decision.why()).isEqualTo("their presence is stale: no link to Webex");
        script.doubt = null;
        script.event(new AgentEvent.LookAgain());
        assertThat(script.sent).as("not yet confirmed").isEmpty();
        script.readAgain().meeting().seconds(1);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_broken_feed_does_not_release_even_where_stale_means_release_before_its_time() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.Stale.RELEASE))
                .heldAgent();
        script.doubtSince = script.now;
        script.pass(Duration.ofMinutes(10));
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void outside_working_hours_nothing_is_sent_and_afterwards_all_is_made_right() {
        AgentScript script = AgentScript.gadget().readyAgent();
        Instant opens = script.now.plusSeconds(3600);
        script.manner = script.manner.with(now -> now.isBefore(opens)
                ? new DutyHours.Duty(false, "outside working hours", opens)
                : new DutyHours.Duty(true, "", null));
        script.meeting().pass(Duration.ofMinutes(59));
        assertThat(script.sent).isEmpty();
        assertThat(script.decision.why()).isEqualTo("outside working hours");
        script.meeting().pass(Duration.ofMinutes(2)).readAgain().seconds(1);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_missing_reason_falls_back_to_the_other_label() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.missing = Set.of(ReasonLabel.MEETING);
        script.manner = Manner.standard(presence ->
                new Ruling(new Verdict.Busy(ReasonLabel.MEETING, ReasonLabel.CALL), "r", Duration.ofSeconds(1)));
        script.meeting().seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Call");
    }

    @Test
    void a_missing_reason_without_another_holds_nobody() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.missing = Set.of(ReasonLabel.MEETING);
        script.meeting().seconds(60);
        assertThat(script.sent).isEmpty();
        assertThat(script.decision.why()).isEqualTo("their team has no Not Ready reason \"Webex Meeting\"");
        script.missing = Set.of();
        script.event(new AgentEvent.Reloaded()).readAgain().seconds(1);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_supervisor_shows_no_label_so_none_is_missing() {
        AgentScript script = AgentScript.supervisor().readyAgent();
        script.missing = Set.of(ReasonLabel.MEETING);
        script.meeting().seconds(1);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void an_enforced_hold_is_renewed_once_a_spell() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.ReadyByHand.ENFORCE))
                .heldAgent()
                .seconds(5)
                .shows(StateName.READY);
        assertThat(script.asked()).hasSize(2);
        script.carriedOut().seconds(5).shows(StateName.READY).seconds(600);
        assertThat(script.asked()).hasSize(2);
        assertThat(script.decision.kind()).isEqualTo(Decision.Kind.LEAVE);
    }

    @Test
    void holds_are_not_renewed_twice_within_a_minute_even_in_two_spells() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.ReadyByHand.ENFORCE))
                .heldAgent()
                .shows(StateName.READY)
                .carriedOut()
                .presence("active")
                .seconds(3)
                .carriedOut();
        confirm(script, "dnd");
        script.seconds(1).carriedOut().seconds(1);
        int before = script.sent.size();
        script.shows(StateName.READY).seconds(10);
        assertThat(script.sent).hasSize(before);
    }

    /// With `override: enforce`; Finesse refuses the hold against their READY.
    private static AgentScript refusedAgainstReady() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.ReadyByHand.ENFORCE))
                .heldAgent()
                .seconds(5)
                .shows(StateName.READY);
        return script.failed(Outcome.Failure.THIS_AGENT_ONLY);
    }

    @Test
    void a_minute_between_two_holds_against_ready_counts_from_the_one_that_was_not_refused() {
        AgentScript script = refusedAgainstReady();
        script.seconds(30).readAgain().event(new AgentEvent.Reloaded()).carriedOut();
        script.presence("active").seconds(3).carriedOut();
        confirm(script, "dnd");
        script.seconds(1).carriedOut();
        int before = script.sent.size();
        script.seconds(40).shows(StateName.READY).seconds(5);
        assertThat(script.sent).hasSize(before);
    }

    @Test
    void a_hold_against_ready_that_came_to_nothing_does_not_make_that_choice_stand_in_the_next_spell() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.ReadyByHand.ENFORCE))
                .heldAgent()
                .seconds(5)
                .shows(StateName.READY);
        script.presence("active").seconds(4).meeting().answer(new Outcome.NotSent("no longer wanted"));
        assertThat(script.memory.spell().override()).isFalse();
    }

    @Test
    void restoring_always_ends_a_supervisors_not_ready_when_the_meeting_ends() {
        for (Reason reason : new Reason[] {SUPERVISOR, AgentScript.SIGNED_IN}) {
            AgentScript script = with(AgentScript.supervisor(), manner -> manner.with(Manner.Restore.ALWAYS))
                    .shows(StateName.NOT_READY, reason)
                    .meeting()
                    .seconds(60)
                    .readAgain()
                    .presence("active")
                    .seconds(3);
            assertThat(script.asked()).containsExactly("READY");
            script.carriedOut().seconds(60);
            assertThat(script.sent).hasSize(1);
        }
    }

    @Test
    void a_not_ready_that_could_not_be_restored_does_not_become_ours() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.Restore.ALWAYS))
                .shows(StateName.NOT_READY, SUPERVISOR)
                .meeting()
                .seconds(60)
                .readAgain()
                .presence("active")
                .seconds(3)
                .failed(Outcome.Failure.THIS_AGENT_ONLY);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        script.event(new AgentEvent.Reloaded()).presence("dnd").seconds(10);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_stale_hold_ends_when_the_other_source_says_the_same_as_before() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.Stale.HOLD))
                .readyAgent();
        script.pass(Duration.ofHours(1)).readAgain();
        assertThat(script.asked()).containsExactly("NOT_READY Webex Unavailable");
        script.carriedOut();
        script.event(new AgentEvent.PresenceHeard(
                new Presence("active", null, null, null, PresenceOrigin.PEOPLE_API, script.now, "{}")));
        script.seconds(3);
        assertThat(script.asked()).endsWith("READY");
    }

    @Test
    void in_a_call_begun_while_another_s_not_ready_is_being_ended_nothing_is_asked_for() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.Restore.ALWAYS))
                .shows(StateName.NOT_READY, SUPERVISOR)
                .meeting()
                .seconds(60)
                .readAgain()
                .presence("active")
                .seconds(3);
        script.shows(StateName.TALKING).answer(new Outcome.NotSent("the agent is TALKING"));
        script.meeting().seconds(60);
        assertThat(script.asked()).containsExactly("READY");
    }

    @Test
    void after_a_call_and_a_restart_what_was_being_ended_does_not_become_ours() {
        AgentScript script = with(AgentScript.supervisor(), manner -> manner.with(Manner.Restore.ALWAYS))
                .shows(StateName.NOT_READY, SUPERVISOR)
                .meeting()
                .seconds(60)
                .readAgain()
                .presence("active")
                .seconds(3);
        script.left().shows(StateName.TALKING).restart();
        script.seconds(5).shows(StateName.NOT_READY, SUPERVISOR);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void restoring_always_never_ends_lunch_nor_what_was_chosen_after_the_meeting() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.Restore.ALWAYS))
                .shows(StateName.NOT_READY, AgentScript.LUNCH)
                .meeting()
                .seconds(60)
                .presence("active")
                .seconds(60);
        assertThat(script.sent).isEmpty();
        script.shows(StateName.READY)
                .seconds(10)
                .shows(StateName.NOT_READY, SUPERVISOR)
                .seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void a_supervisors_hold_is_given_the_real_reason_once_the_gadget_is_there() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(5);
        script.channel = ChannelKind.GADGET;
        script.event(new AgentEvent.LookAgain());
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex Meeting");
        script.failed(Outcome.Failure.WAIT_FOR_STATE).seconds(120);
        assertThat(script.sent).as("tried once").hasSize(2);
    }

    @Test
    void a_change_of_source_alone_releases_nobody() {
        AgentScript script = AgentScript.gadget();
        script.manner = Manner.standard(presence -> new Ruling(
                presence.origin() == PresenceOrigin.MERCURY
                        ? new Verdict.Busy(ReasonLabel.MEETING)
                        : new Verdict.Free(),
                "r",
                Duration.ZERO));
        script.shows(StateName.READY).meeting().carriedOut().seconds(5);
        Presence poor = new Presence("meeting", null, null, null, PresenceOrigin.PEOPLE_API, script.now, "{}");
        script.event(new AgentEvent.PresenceHeard(poor)).seconds(60);
        assertThat(script.sent).hasSize(1);
        Presence other = new Presence("active", null, null, null, PresenceOrigin.PEOPLE_API, script.now, "{}");
        script.event(new AgentEvent.PresenceHeard(other)).seconds(1);
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_reason_lost_in_an_outage_keeps_the_hold_until_it_is_told_again() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        Instant heldSince = script.shownSince();
        script.seconds(60).event(new AgentEvent.Gap()).shows(StateName.NOT_READY, AgentScript.SIGNED_IN);
        script.presence("active").seconds(30);
        assertThat(script.sent).hasSize(1);
        assertThat(script.decision.kind()).isEqualTo(Decision.Kind.WAIT);
        script.told(StateName.NOT_READY, SUPERVISOR, heldSince, StateSource.USER_GET);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void a_reason_that_is_not_told_again_after_an_outage_drops_the_hold() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60);
        script.event(new AgentEvent.Gap())
                .shows(StateName.NOT_READY, AgentScript.SIGNED_IN)
                .presence("active");
        script.pass(Duration.ofMinutes(4));
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void an_override_survives_a_restart() {
        AgentScript script = AgentScript.gadget()
                .heldAgent()
                .shows(StateName.READY)
                .restart()
                .shows(StateName.READY)
                .meeting()
                .seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void an_unknown_presence_of_somebody_never_seen_may_hold_where_wanted() {
        AgentScript script = with(AgentScript.gadget(), manner -> manner.with(Manner.UnknownAtStart.HOLD))
                .shows(StateName.READY)
                .presence("unknown", null, "unknown")
                .seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Unavailable");
    }
}
