package io.presencesync.agent;

import static io.presencesync.agent.AgentScript.LUNCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Finesse's clock is set back: what happens from then on has earlier times than what is known.
class AgentClockTest {
    private static final Duration LONG_AGO = Duration.ofMinutes(10);

    /// One way of working, one contact center, one step of the clock, noticed or not.
    record Step(ChannelKind channel, Platform platform, Duration back, boolean noticed) {
        AgentScript script() {
            AgentScript script = new AgentScript(channel);
            script.platform = platform;
            return script;
        }

        /// Long enough after what is known.
        AgentScript happens(AgentScript script) {
            script.pass(LONG_AGO);
            return noticed ? script.event(new AgentEvent.ClockSetBack()) : script;
        }

        Instant time(AgentScript script) {
            return script.now.minus(back).minus(LONG_AGO);
        }

        Reason ours() {
            return channel == ChannelKind.GADGET
                    ? AgentScript.label("Webex Meeting")
                    : new Reason("19", platform.supervisorCode(), "Supervisor Initiated");
        }

        AgentScript held() {
            AgentScript script = script().readyAgent().meeting().seconds(1).accepted();
            return script.pass(Duration.ofMillis(100)).shows(StateName.NOT_READY, ours());
        }
    }

    static Stream<Step> steps() {
        return Stream.of(ChannelKind.values())
                .flatMap(channel -> Stream.of(Platform.values())
                        .flatMap(platform -> Stream.of(60, 3600)
                                .flatMap(seconds -> Stream.of(true, false)
                                        .map(noticed ->
                                                new Step(channel, platform, Duration.ofSeconds(seconds), noticed)))));
    }

    private static AgentScript readWhenAskedFor(
            AgentScript script, StateName state, @Nullable Reason reason, Instant since) {
        for (int second = 0; second < 5; second++) {
            script.seconds(1);
            if (script.memory.seen().reading()) {
                script.readAnswers(state, reason, since);
            }
        }
        return script;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void lunch_chosen_after_the_step_is_lunch_whoever_tells_it(Step step) {
        for (StateSource source : StateSource.values()) {
            AgentScript script = step.happens(step.script().readyAgent());
            Instant since = step.time(script);
            script.told(StateName.NOT_READY, LUNCH, since, source).presence("dnd");
            readWhenAskedFor(script, StateName.NOT_READY, LUNCH, since);
            assertThat(script.shown().inWords()).as("%s", source).isEqualTo("NOT_READY (Lunch)");
            script.seconds(60).presence("active").seconds(60);
            assertThat(script.sent).as("%s", source).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void lunch_chosen_while_held_ends_the_hold(Step step) {
        for (StateSource source : StateSource.values()) {
            AgentScript script = step.happens(step.held());
            Instant since = step.time(script);
            script.told(StateName.NOT_READY, LUNCH, since, source).presence("active");
            readWhenAskedFor(script, StateName.NOT_READY, LUNCH, since).seconds(60);
            assertThat(script.memory.phase()).as("%s", source).isEqualTo(new Phase.None());
            assertThat(script.sent).as("%s", source).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void ready_pressed_while_held_stands(Step step) {
        for (StateSource source : StateSource.values()) {
            AgentScript script = step.happens(step.held());
            Instant since = step.time(script);
            script.told(StateName.READY, null, since, source);
            readWhenAskedFor(script, StateName.READY, null, since).seconds(120);
            assertThat(script.shown().state()).as("%s", source).isEqualTo(StateName.READY);
            assertThat(script.sent).as("%s", source).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_hold_and_its_release_are_seen_to_be_carried_out(Step step) {
        AgentScript script =
                step.happens(step.script().readyAgent()).readAgain().meeting().seconds(1);
        script.accepted();
        readWhenAskedFor(script, StateName.NOT_READY, step.ours(), step.time(script));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.seconds(30).presence("active").seconds(3).accepted();
        Instant since = step.time(script);
        script.told(StateName.READY, null, since, StateSource.NOTIFICATION);
        readWhenAskedFor(script, StateName.READY, null, since).seconds(60);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        assertThat(script.sent.stream().map(it -> it.target()))
                .containsExactly(TargetState.NOT_READY, TargetState.READY);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_release_under_way_when_the_clock_is_set_back_comes_to_an_end(Step step) {
        AgentScript script =
                step.held().seconds(60).presence("active").seconds(3).accepted();
        if (step.noticed()) {
            script.event(new AgentEvent.ClockSetBack());
        }
        Instant since = script.now.minus(step.back());
        script.seconds(1).readAnswers(StateName.READY, null, since).seconds(60);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        assertThat(script.sent).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void the_next_changes_are_told_in_order_again(Step step) {
        AgentScript script = step.happens(step.script().readyAgent());
        Instant since = step.time(script);
        script.told(StateName.NOT_READY, LUNCH, since, StateSource.NOTIFICATION);
        readWhenAskedFor(script, StateName.NOT_READY, LUNCH, since).seconds(5);
        int reads = script.reads;
        script.told(StateName.READY, null, since.plusSeconds(8), StateSource.NOTIFICATION)
                .meeting()
                .seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
        assertThat(script.reads - reads).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = StateSource.class,
            names = {"USER_GET", "TEAM_GET"})
    void ready_again_that_happens_to_begin_a_second_before_the_known_one_is_as_fresh_as_it_was_read(
            StateSource source) {
        AgentScript script = AgentScript.supervisor().readyAgent();
        Instant before = script.shownSince().minusMillis(1600);
        script.seconds(60).event(new AgentEvent.ClockSetBack()).meeting();
        AgentState read = new AgentState(StateName.READY, null, null, before, source, script.now);
        script.event(new AgentEvent.StateSeen(read, script.now.minusMillis(50))).seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void nothing_is_sent_while_it_is_not_known_which_of_two_states_is_the_newer() {
        AgentScript script = AgentScript.gadget().readyAgent().meeting().pass(Duration.ofMillis(900));
        Instant earlier = script.now.minusSeconds(60);
        script.told(StateName.NOT_READY, LUNCH, earlier, StateSource.NOTIFICATION)
                .seconds(10);
        assertThat(script.sent).isEmpty();
        assertThat(script.decision.why()).isEqualTo(Guard.TIME_IN_DOUBT.words);
        script.readAnswers(StateName.READY, null, script.shownSince()).seconds(1);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void a_read_that_fails_is_made_again_at_growing_distances() {
        AgentScript script = AgentScript.gadget().readyAgent().seconds(10);
        script.told(StateName.NOT_READY, LUNCH, script.now.minusSeconds(60), StateSource.NOTIFICATION);
        int reads = script.reads;
        for (int second = 0; second < 120; second++) {
            script.seconds(1);
            if (script.memory.seen().reading()) {
                script.event(new AgentEvent.ReadFailed("out of service"));
            }
        }
        assertThat(script.reads - reads).isBetween(5, 9);
    }

    @ParameterizedTest
    @EnumSource(
            value = StateSource.class,
            names = {"USER_GET", "TEAM_GET"})
    void what_was_asked_for_before_the_known_state_was_heard_is_old_news(StateSource source) {
        AgentScript script = AgentScript.supervisor().readyAgent();
        Instant asked = script.now;
        Instant ready = script.shownSince();
        script.seconds(1).told(StateName.NOT_READY, LUNCH, script.now, StateSource.NOTIFICATION);
        script.seconds(4);
        int reads = script.reads;
        AgentState late = new AgentState(StateName.READY, null, null, ready, source, script.now);
        script.event(new AgentEvent.StateSeen(late, asked)).meeting().seconds(60);
        assertThat(script.sent).isEmpty();
        assertThat(script.reads).isEqualTo(reads);
        assertThat(script.shown().inWords()).isEqualTo("NOT_READY (Lunch)");
    }

    @Test
    void the_state_before_told_a_moment_late_costs_no_read() {
        AgentScript script = AgentScript.supervisor().readyAgent().seconds(60);
        script.told(StateName.NOT_READY, LUNCH, script.now, StateSource.NOTIFICATION);
        int reads = script.reads;
        script.told(StateName.READY, null, script.now.minusSeconds(1), StateSource.NOTIFICATION);
        script.seconds(10);
        assertThat(script.reads).isEqualTo(reads);
        assertThat(script.shown().inWords()).isEqualTo("NOT_READY (Lunch)");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void what_was_known_before_the_step_and_is_told_once_more_does_not_come_back(Step step) {
        AgentScript script = step.happens(step.script().readyAgent());
        Instant ready = script.shownSince();
        Instant asked = script.now;
        script.told(StateName.NOT_READY, LUNCH, step.time(script), StateSource.NOTIFICATION);
        readWhenAskedFor(script, StateName.NOT_READY, LUNCH, step.time(script)).meeting();
        AgentState late = new AgentState(StateName.READY, null, null, ready, StateSource.TEAM_GET, script.now);
        script.event(new AgentEvent.StateSeen(late, asked)).seconds(60);
        assertThat(script.shown().inWords()).isEqualTo("NOT_READY (Lunch)");
        assertThat(script.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_desktop_that_alone_tells_is_believed_in_order(Platform platform) {
        AgentScript script = AgentScript.gadget();
        script.platform = platform;
        script.canRead = false;
        script.told(StateName.READY, null, script.now, StateSource.GADGET).presence("active");
        script.seconds(60).told(StateName.NOT_READY, LUNCH, script.now.minusSeconds(3600), StateSource.GADGET);
        script.meeting().seconds(60);
        assertThat(script.shown().inWords()).isEqualTo("NOT_READY (Lunch)");
        assertThat(script.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void another_supervisors_not_ready_after_the_step_is_not_taken_for_ours(Platform platform) {
        Step step = new Step(ChannelKind.SUPERVISOR, platform, Duration.ofHours(1), true);
        AgentScript script = step.happens(step.held());
        script.told(StateName.NOT_READY, step.ours(), step.time(script), StateSource.USER_GET)
                .presence("active");
        script.seconds(60);
        assertThat(script.sent).hasSize(1);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_hold_shown_as_before_is_kept_and_ended_with_the_meeting(Step step) {
        AgentScript script = step.held();
        Instant since = script.shownSince();
        step.happens(script).told(StateName.NOT_READY, step.ours(), since, StateSource.TEAM_GET);
        script.presence("active").seconds(4);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void after_a_gap_a_poll_that_tells_an_earlier_time_keeps_everything_back_until_it_is_read() {
        AgentScript script = AgentScript.supervisor().heldAgent().seconds(20).event(new AgentEvent.Gap());
        Instant setBack = script.shownSince().minusSeconds(60);
        script.seconds(10).told(StateName.READY, null, setBack, StateSource.TEAM_GET);
        script.presence("active").seconds(10);
        assertThat(script.sent).hasSize(1);
        script.readAnswers(StateName.READY, null, setBack);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void what_is_told_first_after_a_restart_may_have_the_time_of_a_clock_that_was_set_back() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).accepted();
        script.toldByGadget(StateName.NOT_READY, null, null).seconds(5).restart();
        Instant held = script.now.minusSeconds(5);
        script.told(StateName.NOT_READY, null, held, StateSource.GADGET).seconds(5);
        Instant chosen = held.minusSeconds(12);
        script.told(StateName.NOT_READY, null, chosen, StateSource.GADGET);
        readWhenAskedFor(script, StateName.NOT_READY, null, chosen);
        script.presence("active").seconds(60);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void nor_is_a_list_asked_for_before_it_old_news_then() {
        AgentScript script = AgentScript.supervisor().readyAgent().restart();
        Instant ready = script.now.minusSeconds(60);
        Instant askedAt = script.now;
        script.seconds(1).shows(StateName.READY, null, ready).seconds(1);
        AgentState ringing = new AgentState(
                StateName.RESERVED, null, null, ready.minusSeconds(3600), StateSource.TEAM_GET, script.now);
        script.event(new AgentEvent.StateSeen(ringing, askedAt)).meeting().seconds(1);
        assertThat(script.sent).isEmpty();
        readWhenAskedFor(script, StateName.RESERVED, null, ready.minusSeconds(3600));
        assertThat(script.shown().state()).isEqualTo(StateName.RESERVED);
    }

    /// By a clock that was set back, another Not Ready may be told to have begun just before the one that we know.
    @Test
    void another_request_told_just_before_our_hold_by_a_clock_set_back_is_the_agents_choice() {
        AgentScript script =
                AgentScript.supervisor().readyAgent().meeting().seconds(1).accepted();
        Instant held = script.now;
        String ours = script.sent.getLast().id();
        script.event(byNotification(script, held, ours)).seconds(60).event(new AgentEvent.ClockSetBack());
        script.seconds(5).event(byNotification(script, held.minusMillis(800), "desktop 6"));
        script.seconds(30).told(StateName.NOT_READY, null, held.minusMillis(800), StateSource.TEAM_GET);
        script.seconds(30).presence("active").seconds(10);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    private static AgentEvent byNotification(AgentScript script, Instant since, String request) {
        return new AgentEvent.StateSeen(
                new AgentState(StateName.NOT_READY, null, null, since, StateSource.NOTIFICATION, script.now, request));
    }
}
