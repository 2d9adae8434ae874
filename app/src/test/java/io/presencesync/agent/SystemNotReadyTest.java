package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Around calls outside the queue the system itself puts agents Not Ready, and READY again; it is judged by its code.
class SystemNotReadyTest {
    private static AgentScript on(ChannelKind channel, Platform platform) {
        AgentScript script = new AgentScript(channel);
        script.platform = platform;
        return script;
    }

    private static Reason system(int code) {
        return new Reason("77", code, "whatever its label says");
    }

    private static final Reason NO_REASON = new Reason("-1", null, null);

    private static final String TEMPORARY = """
            SUPERVISOR, CCE, 50005
            SUPERVISOR, CCE, 50006
            SUPERVISOR, CCE, 32762
            SUPERVISOR, CCX, 32761
            SUPERVISOR, CCX, 32762
            SUPERVISOR, CCX, 32742
            GADGET,     CCE, 50005
            GADGET,     CCE, 50006
            GADGET,     CCE, 32762
            GADGET,     CCX, 32761
            GADGET,     CCX, 32762
            GADGET,     CCX, 32742
            """;

    @ParameterizedTest
    @CsvSource(textBlock = TEMPORARY)
    void a_meeting_joined_during_the_systems_not_ready_holds_as_soon_as_READY_is_given_back(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).readyAgent().shows(StateName.NOT_READY, system(code));
        script.meeting().seconds(30);
        assertThat(script.sent).isEmpty();
        script.shows(StateName.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @ParameterizedTest
    @CsvSource(textBlock = TEMPORARY)
    void where_its_beginning_was_missed_ready_after_it_is_the_agents_own_choice(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).readyAgent().meeting();
        script.event(new AgentEvent.Gap()).pass(Duration.ofMillis(500)).shows(StateName.NOT_READY, system(code));
        script.seconds(20).shows(StateName.READY).seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = TEMPORARY)
    void after_a_restart_with_a_request_under_way_nobody_knows_where_it_began(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script =
                on(channel, platform).readyAgent().meeting().seconds(1).restart();
        script.seconds(2).shows(StateName.NOT_READY, system(code)).meeting().seconds(20);
        script.shows(StateName.TALKING).seconds(60);
        assertThat(script.sent).hasSize(1);
        script.shows(StateName.NOT_READY, AgentScript.LUNCH).seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = TEMPORARY)
    void after_a_restart_with_a_request_under_way_a_not_ready_in_doubt_says_nothing_of_ready(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script =
                on(channel, platform).readyAgent().meeting().seconds(1).restart();
        script.seconds(2).shows(StateName.NOT_READY, AgentScript.SIGNED_IN).meeting();
        script.seconds(2).shows(StateName.NOT_READY, system(code)).seconds(20);
        script.shows(StateName.TALKING).seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR,CCE", "SUPERVISOR,CCX"})
    void after_a_lost_link_nothing_is_given_back_and_a_supervisors_not_ready_is_another(
            ChannelKind channel, Platform platform) {
        AgentScript script = on(channel, platform).heldAgent().seconds(20);
        Reason ours = script.shown().reason();
        script.shows(StateName.NOT_READY, system(50002)).seconds(5);
        script.event(new AgentEvent.Gap())
                .shows(StateName.NOT_READY, ours)
                .presence("active")
                .seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = TEMPORARY)
    void one_call_outside_the_queue_after_the_other_is_given_back_too(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).readyAgent().shows(StateName.NOT_READY, system(code));
        script.seconds(20).untoldByTeam(script.now);
        script.readAnswers(StateName.NOT_READY, system(code), script.now)
                .meeting()
                .seconds(5);
        script.shows(StateName.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @ParameterizedTest
    @CsvSource(textBlock = TEMPORARY)
    void a_held_agent_given_back_while_we_did_not_run_is_still_held(ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).heldAgent().seconds(20);
        Reason ours = script.shown().reason();
        script.shows(StateName.NOT_READY, system(code)).seconds(5).restart();
        script.seconds(10).shows(StateName.NOT_READY, ours).presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @ParameterizedTest
    @CsvSource(textBlock = TEMPORARY)
    void a_held_agent_whom_the_system_has_meanwhile_is_released_in_the_end(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).heldAgent();
        Reason ours = script.shown().reason();
        script.seconds(20).shows(StateName.NOT_READY, system(code)).seconds(20);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.shows(StateName.NOT_READY, ours).presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR", "GADGET"})
    void on_CCX_a_release_is_asked_for_until_the_call_outside_the_queue_is_over(ChannelKind channel) {
        AgentScript script = on(channel, Platform.CCX).heldAgent().seconds(20);
        script.shows(StateName.NOT_READY, system(32761)).presence("active").seconds(3);
        assertThat(script.asked()).endsWith("READY");
        int asked = script.sent.size();
        script.failed(Outcome.Failure.WAIT_FOR_STATE).readAgain().seconds(16);
        assertThat(script.sent).hasSize(asked + 1);
        script.carriedOut();
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @ParameterizedTest
    @CsvSource({
        "SUPERVISOR,CCE,50005",
        "GADGET,CCE,50006",
        "SUPERVISOR,CCE,50002",
        "GADGET,CCE,50002",
        "SUPERVISOR,CCX,50002"
    })
    void who_is_free_while_the_system_has_them_is_waited_for(ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).heldAgent().seconds(20);
        script.shows(StateName.NOT_READY, system(code)).presence("active");
        int reads = script.reads;
        for (int half = 0; half < 4; half++) {
            script.readAgain().seconds(31);
        }
        assertThat(script.reads - reads).isBetween(3, 4);
        assertThat(script.sent).hasSize(1);
        assertThat(script.decision.kind()).isEqualTo(Decision.Kind.WAIT);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR,CCE,50005", "GADGET,CCE,50006", "SUPERVISOR,CCX,32761", "GADGET,CCX,32742"})
    void a_restamp_waits_while_the_system_has_the_agent(ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).heldAgent().seconds(20);
        script.shows(StateName.NOT_READY, system(code)).presence("call").seconds(30);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR,CCE,50005", "GADGET,CCE,50006", "SUPERVISOR,CCX,32761", "GADGET,CCX,32742"})
    void READY_after_the_systems_not_ready_that_began_in_a_hold_of_ours_is_a_persons_choice(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).heldAgent().seconds(20);
        script.shows(StateName.NOT_READY, system(code)).seconds(20).shows(StateName.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
        assertThat(script.memory.spell().override()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR,CCE,50005", "GADGET,CCE,50006", "SUPERVISOR,CCX,32761", "SUPERVISOR,CCE,50002"})
    void the_systems_not_ready_while_a_hold_is_asked_for_does_not_end_it(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script =
                on(channel, platform).readyAgent().meeting().seconds(1).accepted();
        script.shows(StateName.NOT_READY, system(code));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Asked.class);
        assertThat(script.memory.seen().reading()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR,CCE,50005", "GADGET,CCE,50006", "SUPERVISOR,CCX,32761", "SUPERVISOR,CCE,50002"})
    void the_systems_not_ready_while_releasing_does_not_end_the_hold(ChannelKind channel, Platform platform, int code) {
        AgentScript script =
                on(channel, platform).heldAgent().presence("active").seconds(3);
        script.shows(StateName.NOT_READY, system(code));
        assertThat(script.memory.phase()).isInstanceOf(Phase.Releasing.class);
        assertThat(script.memory.seen().reading()).isTrue();
    }

    @Test
    void READY_given_back_to_who_was_not_READY_before_is_their_own_choice() {
        AgentScript script = AgentScript.supervisor().shows(StateName.NOT_READY, AgentScript.LUNCH);
        script.presence("active").seconds(5).shows(StateName.NOT_READY, system(50005));
        script.meeting().seconds(30).shows(StateName.READY).seconds(30);
        assertThat(script.sent).isEmpty();
        assertThat(script.memory.spell().override()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"CCE,32767", "CCX,32763", "CCE,50002", "CCE,50010"})
    void READY_after_a_call_not_answered_or_a_lost_desktop_is_the_agents_own(Platform platform, int code) {
        AgentScript script = on(ChannelKind.SUPERVISOR, platform).readyAgent();
        script.shows(StateName.NOT_READY, system(code)).meeting().seconds(30);
        script.shows(StateName.READY).seconds(30);
        assertThat(script.sent).isEmpty();
        assertThat(script.memory.spell().override()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR", "GADGET"})
    void READY_that_a_person_asked_for_is_their_choice_whatever_the_system_did_before(ChannelKind channel) {
        AgentScript script = new AgentScript(channel).readyAgent();
        script.told(StateName.NOT_READY, system(50005), null).meeting().seconds(30);
        script.told(StateName.READY, null, "desktop-4711").seconds(30);
        assertThat(script.sent).isEmpty();
        assertThat(script.memory.spell().override()).isTrue();
    }

    @Test
    void lunch_chosen_in_between_is_a_choice() {
        AgentScript script = AgentScript.supervisor().readyAgent().shows(StateName.NOT_READY, system(50005));
        script.meeting()
                .seconds(10)
                .shows(StateName.NOT_READY, AgentScript.LUNCH)
                .seconds(10);
        script.shows(StateName.READY).seconds(30);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void one_code_of_the_system_after_the_other_is_one_episode() {
        AgentScript script = AgentScript.supervisor().readyAgent().shows(StateName.NOT_READY, system(50005));
        script.meeting().seconds(10).shows(StateName.NOT_READY, system(50006)).seconds(10);
        script.shows(StateName.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void where_the_team_list_tells_no_reasons_a_step_out_of_READY_is_read_once() {
        AgentScript script = AgentScript.supervisor().readyAgent();
        int reads = script.reads;
        script.event(
                new AgentEvent.StateSeen(Scene.state(StateName.NOT_READY, null, script.now, StateSource.TEAM_GET)));
        assertThat(script.reads).isEqualTo(reads + 1);
        script.shows(StateName.NOT_READY, system(50005)).meeting().seconds(20).shows(StateName.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void a_code_of_the_other_platform_is_the_agents_own() {
        AgentScript script = on(ChannelKind.SUPERVISOR, Platform.CCX).heldAgent();
        script.seconds(20).shows(StateName.NOT_READY, system(50006));
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void the_systems_code_is_still_known_after_a_gap_when_the_team_list_tells_no_reasons() {
        AgentScript script = AgentScript.supervisor().readyAgent().shows(StateName.NOT_READY, system(50005));
        script.meeting().seconds(10).event(new AgentEvent.Gap());
        script.event(new AgentEvent.StateSeen(
                Scene.state(StateName.NOT_READY, null, script.shownSince(), StateSource.TEAM_GET)));
        script.seconds(5).shows(StateName.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @ParameterizedTest
    @CsvSource({"CCE,50005", "CCX,32762"})
    void after_a_not_ready_whose_reason_finesse_lost_nobody_knows_where_it_began(Platform platform, int code) {
        AgentScript script = on(ChannelKind.GADGET, platform)
                .readyAgent()
                .shows(StateName.TALKING)
                .meeting();
        script.seconds(1).failed(Outcome.Failure.RETRY);
        script.seconds(1).shows(StateName.NOT_READY, NO_REASON).seconds(5);
        script.shows(StateName.NOT_READY, system(code)).seconds(1).presence("call");
        script.shows(StateName.TALKING).seconds(20);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"call", "active"})
    void in_a_call_after_a_not_ready_whose_reason_finesse_lost_no_request_taken_before_is_changed(String presence) {
        AgentScript script = on(ChannelKind.GADGET, Platform.CCE).readyAgent().shows(StateName.TALKING);
        script.meeting().seconds(1).accepted().seconds(5).shows(StateName.WORK).seconds(5);
        script.shows(StateName.NOT_READY, NO_REASON).seconds(1).presence(presence);
        script.seconds(5).shows(StateName.TALKING).seconds(20);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"call", "active"})
    void in_a_call_after_a_lost_desktop_no_request_taken_before_is_changed(String presence) {
        AgentScript script =
                on(ChannelKind.GADGET, Platform.CCE).readyAgent().meeting().seconds(1);
        script.accepted().shows(StateName.NOT_READY, system(50002)).seconds(2);
        script.shows(StateName.NOT_READY, system(50005)).seconds(2).shows(StateName.TALKING);
        script.presence(presence).seconds(20);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = TEMPORARY)
    void the_systems_not_ready_does_not_end_the_doubt_that_it_came_upon(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).heldAgent().seconds(60).event(new AgentEvent.Gap());
        script.seconds(30)
                .shows(StateName.NOT_READY, NO_REASON)
                .presence("active")
                .seconds(10);
        assertThat(script.decision.why()).isEqualTo(Guard.HOLD_IN_DOUBT.words);
        script.shows(StateName.NOT_READY, system(code)).seconds(10);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR, CCE, 50006", "SUPERVISOR, CCX, 32761"})
    void a_hold_that_shows_after_the_systems_not_ready_is_ours_though_finesse_lost_its_code_and_we_were_killed(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).heldAgent().seconds(60);
        Reason held = Objects.requireNonNull(script.shown().reason());
        script.shows(StateName.NOT_READY, system(code)).seconds(5);
        script.untimed(StateName.NOT_READY, NO_REASON).restart().seconds(20);
        script.shows(StateName.NOT_READY, held).presence("active").seconds(4);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR, CCE, 50006", "SUPERVISOR, CCX, 32742"})
    void a_hold_that_shows_after_the_systems_not_ready_is_ours_though_it_was_in_doubt_before(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).heldAgent().seconds(60);
        Reason held = Objects.requireNonNull(script.shown().reason());
        script.restart().seconds(10).shows(StateName.NOT_READY, NO_REASON);
        script.seconds(5).shows(StateName.NOT_READY, system(code));
        script.seconds(5).event(new AgentEvent.Gap()).shows(StateName.NOT_READY, held);
        script.presence("active").seconds(4);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    /// Nobody else is reserved by the dialer.
    @Test
    void who_was_found_reserved_by_the_dialer_began_in_ready() {
        AgentScript script = AgentScript.supervisor().readyAgent().shows(StateName.NOT_READY, AgentScript.LUNCH);
        script.event(new AgentEvent.Gap()).seconds(5).shows(StateName.RESERVED_OUTBOUND);
        script.seconds(5).shows(StateName.NOT_READY, system(50006)).meeting().seconds(5);
        script.shows(StateName.READY);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR, CCE, 50006", "SUPERVISOR, CCX, 32742"})
    void a_hold_found_without_its_time_after_the_systems_not_ready_and_a_restart_is_ours_at_a_new_time_too(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = on(channel, platform).heldAgent().seconds(60);
        Reason held = Objects.requireNonNull(script.shown().reason());
        script.shows(StateName.NOT_READY, system(code)).restart().seconds(20);
        script.untimed(StateName.NOT_READY, held).seconds(3).event(new AgentEvent.Gap());
        script.shows(StateName.NOT_READY, held).presence("active").seconds(4);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    /// Held without a reason; then the system puts the agent Not Ready around a call.
    private static AgentScript heldWithoutReasonAndCalled(AgentScript script, int code) {
        script.readyAgent().meeting().seconds(1).accepted();
        return script.shows(StateName.NOT_READY, NO_REASON).seconds(20).shows(StateName.NOT_READY, system(code));
    }

    /// Without a reason, both before the system's Not Ready and after it: the next one without a reason follows no
    /// call.
    @ParameterizedTest
    @CsvSource({"SUPERVISOR, CCE, 50006", "SUPERVISOR, CCX, 32742"})
    void once_a_hold_is_found_again_after_the_systems_not_ready_the_next_one_without_a_reason_is_the_agents(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = heldWithoutReasonAndCalled(on(channel, platform), code);
        script.seconds(5).shows(StateName.NOT_READY, NO_REASON).seconds(8).shows(StateName.NOT_READY, NO_REASON);
        script.seconds(5).presence("active").seconds(10);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR, CCE, 50006", "SUPERVISOR, CCX, 32742"})
    void a_hold_without_a_reason_is_found_again_after_the_systems_not_ready(
            ChannelKind channel, Platform platform, int code) {
        AgentScript script = heldWithoutReasonAndCalled(on(channel, platform), code);
        script.seconds(5)
                .shows(StateName.NOT_READY, NO_REASON)
                .seconds(5)
                .presence("active")
                .seconds(10);
        assertThat(script.asked()).startsWith("NOT_READY Webex Meeting", "READY");
    }
}
