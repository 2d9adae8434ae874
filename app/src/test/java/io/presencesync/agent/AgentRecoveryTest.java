package io.presencesync.agent;

import static io.presencesync.agent.AgentScript.LUNCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the machine does when requests fail, answers are lost, links come and go, and after a restart.
class AgentRecoveryTest {
    @Test
    void ready_seen_after_a_gap_is_no_override() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        script.event(new AgentEvent.Gap()).seconds(10).shows(StateName.READY).seconds(1);
        assertThat(script.sent).hasSize(2);
        assertThat(script.last().target()).isEqualTo(TargetState.NOT_READY);
    }

    @Test
    void an_override_survives_a_restart() {
        AgentScript script = AgentScript.gadget().heldAgent();
        script.seconds(10).shows(StateName.READY).restart();
        script.shows(StateName.READY, null, script.now).meeting().seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void ready_at_first_sight_after_a_restart_is_what_a_release_given_up_brought() {
        AgentScript script =
                AgentScript.supervisor().heldAgent().presence("active").seconds(3);
        script.accepted().shows(StateName.NOT_READY, LUNCH).restart();
        assertThat(script.memory.lost()).hasSize(1);
        script.seconds(2).shows(StateName.READY).meeting().seconds(1).carriedOut();
        script.seconds(2).shows(StateName.READY).seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "NOT_READY Webex Meeting");
    }

    private static AgentScript restartedWhileHeld(ChannelKind channel) {
        AgentScript script = new AgentScript(channel).heldAgent().seconds(60);
        return script.restart().event(new AgentEvent.Gap()).meeting();
    }

    private static AgentScript told(AgentScript script, StateName state, @Nullable Reason reason, Instant since) {
        return script.told(state, reason, since, StateSource.GADGET).pass(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void what_a_desktop_without_news_shows_of_before_a_remembered_hold_does_not_end_it(ChannelKind channel) {
        AgentScript script = restartedWhileHeld(channel);
        Phase.Held held = (Phase.Held) script.memory.phase();
        Instant since = Objects.requireNonNull(held.time());
        told(script, StateName.READY, null, since.minusSeconds(20));
        script.readAnswers(StateName.NOT_READY, held.reason(), since);
        script.presence("active").seconds(4);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void but_is_the_truth_once_a_read_tells_it_too(ChannelKind channel) {
        AgentScript script = restartedWhileHeld(channel);
        Instant ready = script.now.minus(Duration.ofHours(1));
        told(script, StateName.READY, null, ready).readAnswers(StateName.READY, null, ready);
        assertThat(script.seconds(2).asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex Meeting");
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void a_choice_told_meanwhile_stands_once_a_read_tells_it_too(ChannelKind channel) {
        AgentScript script = restartedWhileHeld(channel);
        Instant ready = script.now.minus(Duration.ofHours(1));
        told(script, StateName.NOT_READY, LUNCH, ready.minusSeconds(5));
        told(script, StateName.READY, null, ready).readAnswers(StateName.READY, null, ready);
        assertThat(script.seconds(60).asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void what_is_told_when_that_read_is_under_way_already_is_read_once_more(ChannelKind channel) {
        AgentScript script = restartedWhileHeld(channel);
        Instant ready = script.now.minus(Duration.ofHours(1));
        Instant askedAt = script.now;
        told(script, StateName.READY, null, ready);
        told(script, StateName.NOT_READY, LUNCH, ready.plusSeconds(5));
        AgentState read = new AgentState(StateName.READY, null, null, ready, StateSource.USER_GET, script.now);
        script.event(new AgentEvent.StateSeen(read, askedAt))
                .seconds(3)
                .readAnswers(StateName.NOT_READY, LUNCH, ready.plusSeconds(5));
        assertThat(script.seconds(60).asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_refused_connection_is_tried_again_after_a_look() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
        script.failed(Outcome.Failure.RETRY).seconds(1);
        assertThat(script.reads).isEqualTo(1);
        assertThat(script.sent).hasSize(1);
        script.readAgain();
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_request_carried_out_though_its_answer_was_lost_is_known_as_ours() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
        script.failed(Outcome.Failure.RETRY).seconds(2);
        script.shows(StateName.NOT_READY, new Reason("19", 999, null), script.now.minusSeconds(2));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void a_request_that_lands_after_it_was_given_up_is_known_as_ours() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
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
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
        for (int minute = 0; minute < 600; minute++) {
            if (script.memory.phase() instanceof Phase.Asked asked
                    && asked.sent().answeredAt() == null) {
                script.failed(Outcome.Failure.RETRY);
            }
            script.seconds(1).readAgain();
        }
        assertThat(script.sent).hasSizeBetween(15, 30);
    }

    @Test
    void a_202_that_is_never_shown_is_sent_again_after_ten_seconds() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
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
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        int reads = script.reads;
        for (int second = 0; second < 120; second++) {
            script.seconds(1);
            if (script.memory.seen().reading()) {
                script.event(new AgentEvent.ReadFailed("down"));
            }
        }
        assertThat(script.reads - reads).isBetween(4, 12);
    }

    @Test
    void a_wish_that_died_in_the_queue_leaves_no_trace() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).presence("active");
        assertThat(script.mayLeave()).isFalse();
        script.answer(new Outcome.NotSent("no longer wanted")).seconds(30);
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void a_release_whose_agent_changed_meanwhile_is_looked_at_again() {
        AgentScript script = AgentScript.supervisor().heldAgent();
        script.presence("active").seconds(3).answer(new Outcome.NotSent("the agent is at lunch"));
        assertThat(script.memory.seen().reading()).isTrue();
        script.shows(StateName.NOT_READY, LUNCH).seconds(60);
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void an_agent_of_another_team_is_given_up_until_things_are_read_again() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
        script.failed(Outcome.Failure.THIS_AGENT_ONLY).seconds(600).readAgain();
        assertThat(script.sent).hasSize(1);
        script.presence("dnd").seconds(5).readAgain().event(new AgentEvent.Reloaded());
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_missing_reason_label_gives_up_that_label_only() {
        AgentScript script = AgentScript.gadget().readyAgent();
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
        AgentScript script = AgentScript.supervisor().heldAgent();
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
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
        script.failed(Outcome.Failure.RETRY).seconds(2);
        Instant old = script.shownSince().minusSeconds(60);
        int before = script.reads;
        for (int answer = 0; answer < 100; answer++) {
            script.shows(StateName.NOT_READY, LUNCH, old).pass(Duration.ofMillis(10));
        }
        assertThat(script.reads - before).isBetween(1, 5);
    }

    @Test
    void after_a_gap_the_state_read_is_the_truth_whatever_its_time() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(5);
        Instant earlier = script.shownSince().minusSeconds(30);
        script.event(new AgentEvent.Gap()).shows(StateName.LOGOUT, null, earlier);
        assertThat(script.memory.phase()).as("perhaps read before the gap").isInstanceOf(Phase.Held.class);
        script.shows(StateName.LOGOUT, null, earlier);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void without_its_gadget_a_hold_waits_and_is_decided_when_it_returns() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.channelAvailable = false;
        script.meeting().seconds(30).readAgain();
        assertThat(script.sent).isEmpty();
        script.channelAvailable = true;
        script.event(new AgentEvent.LookAgain());
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void after_a_restart_a_hold_is_known_and_released_when_the_presence_is_free() {
        AgentScript script = AgentScript.supervisor().heldAgent();
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
                AgentScript.supervisor().readyAgent().meeting().seconds(1).restart();
        script.seconds(5).meeting();
        script.shows(StateName.NOT_READY, new Reason("19", 999, null), script.now.minusSeconds(5))
                .seconds(30);
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_request_lost_by_a_restart_is_asked_again_only_because_the_state_still_asks_for_it() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
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
    void a_read_made_right_after_a_gap_and_answered_by_a_node_that_lags_behind_is_made_again() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.toldByGadget(StateName.NOT_READY, LUNCH, null);
        Instant lunch = script.now;
        script.seconds(20).toldByGadget(StateName.READY, null, null).meeting().seconds(1);
        Instant ready = script.shownSince();
        script.accepted().event(new AgentEvent.Gap()).pass(Duration.ofMillis(500));
        script.readAnswers(StateName.NOT_READY, LUNCH, lunch);
        assertThat(script.shownSince()).isEqualTo(ready);
        script.seconds(3).readAnswers(StateName.NOT_READY, AgentScript.label("Webex Meeting"), ready.plusSeconds(1));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void asked_so_late_that_every_node_knew_the_state_before_it_is_the_truth_though_its_time_is_earlier() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.seconds(20).toldByGadget(StateName.READY, null, null).seconds(3);
        Instant earlier = script.shownSince().minusSeconds(3_600);
        script.event(new AgentEvent.Gap()).meeting().seconds(1).readAnswers(StateName.NOT_READY, LUNCH, earlier);
        assertThat(script.shownSince()).isEqualTo(earlier);
    }
}
