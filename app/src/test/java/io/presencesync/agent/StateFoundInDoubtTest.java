package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A state found at a start or after a gap may have begun long before, also by a clock that was set back since.
class StateFoundInDoubtTest {
    private static final Duration BACK = Duration.ofHours(1);

    private static AgentScript read(AgentScript script, StateName state, Instant since) {
        for (int second = 0; second < 5 && !script.memory.seen().reading(); second++) {
            script.seconds(1);
        }
        return script.readAnswers(state, null, since);
    }

    @Test
    void what_is_told_right_after_a_state_found_since_the_clock_was_set_back_may_have_been_before_it() {
        AgentScript script = AgentScript.supervisor().presence("active").seconds(20);
        script.liveSince = script.now;
        script.event(new AgentEvent.ClockSetBack()).meeting().event(new AgentEvent.Gap());
        Instant reserved = script.now.minus(BACK);
        script.told(StateName.RESERVED, null, reserved, StateSource.NOTIFICATION);
        script.pass(Duration.ofMillis(100))
                .told(StateName.READY, null, script.now.minusSeconds(40), StateSource.NOTIFICATION);
        assertThat(script.seconds(1).decision.why()).isEqualTo(Guard.TIME_IN_DOUBT.words);
        read(script, StateName.RESERVED, reserved).seconds(10);
        assertThat(script.shown().state()).isEqualTo(StateName.RESERVED);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void a_change_told_right_after_a_state_found_since_the_clock_was_set_back_is_read_and_taken_in() {
        AgentScript script = AgentScript.supervisor().presence("active").seconds(20);
        script.event(new AgentEvent.ClockSetBack()).meeting().event(new AgentEvent.Gap());
        script.told(StateName.RESERVED, null, script.now.minus(BACK), StateSource.NOTIFICATION);
        Instant ready = script.seconds(3).now.minus(BACK);
        script.told(StateName.READY, null, ready, StateSource.NOTIFICATION);
        read(script, StateName.READY, ready).seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_read_under_way_when_a_state_was_found_is_not_old_for_that() {
        AgentScript script = AgentScript.gadget().presence("active").seconds(20).meeting();
        Instant askedAt = script.now;
        Instant ready = script.now.minus(Duration.ofMinutes(3));
        script.pass(Duration.ofMillis(40)).told(StateName.READY, null, ready, StateSource.GADGET);
        Instant reserved = script.now.minus(BACK);
        AgentState answer = new AgentState(
                StateName.RESERVED, null, null, reserved, StateSource.USER_GET, script.now.plusMillis(900));
        script.pass(Duration.ofMillis(900)).event(new AgentEvent.StateSeen(answer, askedAt));
        assertThat(script.seconds(1).decision.why()).isEqualTo(Guard.TIME_IN_DOUBT.words);
        read(script, StateName.RESERVED, reserved).seconds(10);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void a_state_that_was_told_before_the_gap_and_shows_still_is_not_found_by_it() {
        AgentScript script = AgentScript.gadget().readyAgent().meeting().event(new AgentEvent.ClockSetBack());
        script.seconds(2).toldByGadget(StateName.NOT_READY, AgentScript.LUNCH, null);
        Instant lunch = script.shownSince();
        script.seconds(20).event(new AgentEvent.Gap()).shows(StateName.NOT_READY, AgentScript.LUNCH, lunch);
        script.seconds(1).toldByGadget(StateName.READY, null, null).restart();
        script.seconds(5).toldByGadget(StateName.READY, null, null).meeting().seconds(20);
        assertThat(script.memory.spell().override()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void ready_that_waited_for_a_read_is_a_choice_though_it_is_found_after_a_gap_without_its_time(ChannelKind channel) {
        AgentScript script = new AgentScript(channel)
                .readyAgent()
                .shows(StateName.NOT_READY, AgentScript.LUNCH)
                .meeting()
                .seconds(60);
        script.told(StateName.READY, null, script.now.minusSeconds(3600), StateSource.NOTIFICATION);
        script.event(new AgentEvent.ReadFailed("out of service")).seconds(3);
        script.event(new AgentEvent.Gap()).told(StateName.READY, null, null, StateSource.NOTIFICATION);
        assertThat(script.seconds(5).sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void ready_told_after_a_call_that_rings_does_not_follow_it_by_an_hour(ChannelKind channel) {
        AgentScript script = new AgentScript(channel).readyAgent().seconds(60);
        Instant ready = script.shownSince();
        script.restart().meeting().seconds(10);
        Instant rings = script.now.minusSeconds(3600);
        script.told(StateName.RESERVED, null, rings, StateSource.NOTIFICATION).pass(Duration.ofMillis(40));
        script.told(StateName.READY, null, ready, StateSource.NOTIFICATION).seconds(3);
        assertThat(script.sent).isEmpty();
        script.readAnswers(StateName.RESERVED, null, rings).seconds(5);
        assertThat(script.shown().state()).isEqualTo(StateName.RESERVED);
        script.told(StateName.READY, null, rings.plusSeconds(8), StateSource.NOTIFICATION);
        assertThat(script.seconds(5).asked()).containsExactly("NOT_READY Webex Meeting");
    }
}
