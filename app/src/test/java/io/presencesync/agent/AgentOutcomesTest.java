package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Outcome;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What an answer of the channel means for the request under way.
class AgentOutcomesTest {
    private static final Phase NONE = new Phase.None();

    private static AgentScript asked() {
        return AgentScript.gadget().readyAgent().meeting().seconds(1);
    }

    private static Sent.Answer answer(AgentScript script) {
        return Objects.requireNonNull(script.memory.phase().sent()).answer();
    }

    @Test
    void a_request_that_finesse_took_is_waited_for() {
        AgentScript script = asked().accepted();
        assertThat(answer(script)).isEqualTo(Sent.Answer.ACCEPTED);
    }

    @Test
    void a_request_whose_wish_died_in_the_queue_leaves_no_trace() {
        AgentScript script = asked().presence("active");
        int reads = script.reads;
        script.answer(new Outcome.NotSent("no longer wanted"));
        assertThat(script.memory.phase()).isEqualTo(NONE);
        assertThat(script.memory.givenUp()).isNull();
        assertThat(script.memory.tries().notBefore()).isNull();
        assertThat(script.reads).isEqualTo(reads);
    }

    @Test
    void a_request_that_found_him_otherwise_is_looked_at_and_tried_again_soon() {
        AgentScript script = asked();
        int reads = script.reads;
        script.answer(new Outcome.NotSent("the agent is TALKING"));
        assertThat(script.memory.phase()).isEqualTo(NONE);
        assertThat(script.reads).isEqualTo(reads + 1);
        script.readAgain().pass(Duration.ofMillis(499));
        assertThat(script.sent).hasSize(1);
        script.pass(Duration.ofMillis(1));
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void without_a_clear_answer_it_may_have_been_carried_out_or_not() {
        for (Outcome.Failure failure : new Outcome.Failure[] {Outcome.Failure.RETRY, Outcome.Failure.CHANNEL_GONE}) {
            AgentScript script = asked().failed(failure);
            assertThat(answer(script)).isEqualTo(Sent.Answer.UNCERTAIN);
            script.seconds(1).shows(StateName.NOT_READY, AgentScript.label("Webex Meeting"));
            assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
            assertThat(script.sent).hasSize(1);
        }
    }

    @Test
    void what_was_refused_before_things_were_re_read_is_tried_again() {
        AgentScript script = asked().left().event(new AgentEvent.Reloaded());
        script.failed(Outcome.Failure.THIS_AGENT_ONLY).seconds(1).readAgain();
        assertThat(script.memory.givenUp()).isNull();
        assertThat(script.sent).hasSize(2);
        script.failed(Outcome.Failure.THIS_AGENT_ONLY);
        assertThat(script.memory.givenUp()).isNotNull();
    }

    @Test
    void what_failed_before_it_left_was_not_carried_out() {
        for (Outcome.Failure failure : new Outcome.Failure[] {Outcome.Failure.RETRY, Outcome.Failure.CHANNEL_GONE}) {
            AgentScript script = asked();
            int reads = script.reads;
            script.failedUnsent(failure);
            assertThat(script.memory.phase()).isEqualTo(NONE);
            assertThat(script.memory.lost()).isEmpty();
            assertThat(script.reads).isEqualTo(reads + 1);
            script.readAgain().pass(Duration.ofMillis(499));
            assertThat(script.sent).hasSize(1);
            script.pass(Duration.ofMillis(1));
            assertThat(script.sent).hasSize(2);
        }
    }

    @Test
    void ready_after_a_release_that_never_left_is_chosen_by_somebody() {
        AgentScript script =
                AgentScript.supervisor().heldAgent().presence("active").seconds(3);
        script.failedUnsent(Outcome.Failure.CHANNEL_GONE).meeting().seconds(2).readAgain();
        script.seconds(5).shows(StateName.READY).seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void without_a_clear_answer_a_look_decides_whether_it_is_sent_again() {
        AgentScript script =
                asked().failed(Outcome.Failure.CHANNEL_GONE).seconds(1).readAgain();
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void what_finesse_cannot_do_in_his_state_is_tried_again_after_fifteen_seconds() {
        AgentScript script = asked().failed(Outcome.Failure.WAIT_FOR_STATE);
        assertThat(script.memory.phase()).isEqualTo(NONE);
        script.pass(Duration.ofSeconds(14)).readAgain();
        assertThat(script.sent).hasSize(1);
        script.pass(Duration.ofSeconds(1)).readAgain();
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void what_finesse_cannot_do_in_his_state_is_tried_again_when_that_changes() {
        AgentScript script =
                asked().failed(Outcome.Failure.WAIT_FOR_STATE).seconds(1).shows(StateName.RESERVED);
        script.seconds(1).shows(StateName.READY);
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_refusal_for_this_agent_gives_him_up_until_things_are_read_again() {
        AgentScript script = asked().failed(Outcome.Failure.THIS_AGENT_ONLY).pass(Duration.ofMinutes(5));
        assertThat(script.sent).hasSize(1);
        assertThat(script.decision.kind()).isEqualTo(Decision.Kind.LEAVE);
        script.readAgain().event(new AgentEvent.Reloaded());
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_missing_label_gives_up_that_label_only() {
        AgentScript script = asked().answer(
                        new Outcome.Failed(Outcome.Failure.THIS_AGENT_ONLY, Outcome.LABEL_MISSING, "no such code"));
        assertThat(Objects.requireNonNull(script.memory.givenUp()).label()).isEqualTo(ReasonLabel.MEETING);
        script.presence("dnd").seconds(1);
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void a_stopped_account_is_the_channels_business_and_nothing_is_held_against_the_agent() {
        AgentScript script = asked();
        int reads = script.reads;
        script.channelAvailable = false;
        script.failed(Outcome.Failure.ACCOUNT_STOPPED);
        assertThat(script.memory.phase()).isEqualTo(NONE);
        assertThat(script.memory.givenUp()).isNull();
        assertThat(script.memory.tries().notBefore()).isNull();
        assertThat(script.reads).isEqualTo(reads);
        script.channelAvailable = true;
        script.event(new AgentEvent.LookAgain());
        assertThat(script.sent).hasSize(2);
    }

    @Test
    void an_answer_to_another_request_says_nothing() {
        AgentScript script = asked().event(new AgentEvent.Answered("another", new Outcome.Accepted()));
        assertThat(answer(script)).isEqualTo(Sent.Answer.PENDING);
    }

    @Test
    void a_refusal_is_waited_for_though_ready_is_told_with_no_reason_as_minus_one() {
        AgentScript script = AgentScript.supervisor().readyAgent().meeting().seconds(1);
        script.failed(Outcome.Failure.WAIT_FOR_STATE);
        script.shows(StateName.READY, AgentScript.SIGNED_IN, script.shownSince())
                .seconds(10);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void ready_that_a_persons_request_brought_is_their_choice_though_a_release_of_ours_may_still_land() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(60).readAgain();
        script.presence("active").seconds(3).left();
        script.toldByGadget(StateName.NOT_READY, AgentScript.LUNCH, "desktop-7");
        script.meeting().seconds(5).told(StateName.READY, null, "supervisor-9");
        assertThat(script.seconds(5).asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void ready_after_a_call_that_was_not_answered_is_not_the_release_that_brought_ready_before_it() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(60).readAgain();
        script.presence("active").seconds(3).failed(Outcome.Failure.RETRY).event(new AgentEvent.Gap());
        script.seconds(2).shows(StateName.NOT_READY, new Reason("7", 32767, "Call Not Answered"));
        script.meeting().seconds(5).told(StateName.NOT_READY, AgentScript.LUNCH, (String) null);
        script.seconds(5).told(StateName.READY, null, (String) null);
        assertThat(script.seconds(5).asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void ready_that_a_persons_request_brought_while_a_release_of_ours_is_under_way_is_their_choice() {
        AgentScript script = AgentScript.gadget().heldAgent().seconds(60).readAgain();
        script.presence("active").seconds(3).left().meeting();
        script.seconds(1).told(StateName.READY, null, "desktop-3");
        assertThat(script.seconds(5).asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void nothing_more_is_asked_for_before_an_answer_because_the_hold_shows_at_another_time() {
        AgentScript script =
                AgentScript.gadget().heldAgent().seconds(60).readAgain().presence("dnd");
        script.seconds(1).left().pass(Duration.ofMillis(100));
        script.told(StateName.NOT_READY, AgentScript.label("Webex Meeting"), null);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex DND");
        script.accepted().seconds(1).told(StateName.NOT_READY, AgentScript.label("Webex DND"), null);
        script.presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "NOT_READY Webex DND", "READY");
    }

    @Test
    void a_hold_that_shows_at_another_time_before_an_answer_is_still_ours_when_its_change_never_left() {
        AgentScript script =
                AgentScript.gadget().heldAgent().seconds(60).readAgain().presence("dnd");
        script.seconds(1).left().pass(Duration.ofMillis(100));
        script.told(StateName.NOT_READY, AgentScript.label("Webex Meeting"), null);
        script.presence("active").answer(new Outcome.NotSent("their desktop shows another state"));
        assertThat(script.seconds(5).last().target()).isEqualTo(TargetState.READY);
    }
}
