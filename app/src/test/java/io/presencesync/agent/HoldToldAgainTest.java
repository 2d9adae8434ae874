package io.presencesync.agent;

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
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// After a fail-over Finesse publishes last states anew with its own clock: the same Not Ready at a new time.
class HoldToldAgainTest {
    private static AgentScript held(ChannelKind channel, Platform platform) {
        AgentScript script = new AgentScript(channel);
        script.platform = platform;
        script.readyAgent().meeting().seconds(1).accepted().seconds(1);
        script.told(StateName.NOT_READY, Scene.ours(channel, platform), null);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        return script;
    }

    private static Reason ours(AgentScript script) {
        return Objects.requireNonNull(script.shown().reason());
    }

    private static void isReleasedIn(AgentScript script) {
        script.presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    private static void isNotReleasedIn(AgentScript script) {
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
        script.presence("active").seconds(60);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR,CCE", "SUPERVISOR,CCX", "GADGET,CCE", "GADGET,CCX"})
    void told_again_while_every_change_is_told_it_is_still_ours(ChannelKind channel, Platform platform) {
        AgentScript script = held(channel, platform);
        script.liveSince = script.now.minusSeconds(60);
        isReleasedIn(script.seconds(30).told(StateName.NOT_READY, ours(script), null));
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR,CCE", "SUPERVISOR,CCX", "GADGET,CCE", "GADGET,CCX"})
    void told_again_after_an_outage_of_Finesse_it_is_still_ours(ChannelKind channel, Platform platform) {
        AgentScript script = held(channel, platform).seconds(4).event(new AgentEvent.Gap());
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(60));
        isReleasedIn(script.seconds(70).told(StateName.NOT_READY, ours(script), null));
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void told_again_after_a_gap_that_was_only_ours_a_supervisors_code_may_be_another_supervisors(Platform platform) {
        AgentScript script = held(ChannelKind.SUPERVISOR, platform);
        script.liveSince = script.now.minusSeconds(60);
        script.event(new AgentEvent.Gap());
        script.liveSince = script.now.plusSeconds(20);
        isNotReleasedIn(script.seconds(30).told(StateName.NOT_READY, ours(script), null));
    }

    private static AgentScript notificationsBack(long secondsAfterOutage) {
        AgentScript script = held(ChannelKind.SUPERVISOR, Platform.CCE).seconds(4);
        Reason reason = ours(script);
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(20));
        script.seconds(20 + secondsAfterOutage).event(new AgentEvent.Gap());
        script.liveSince = script.now;
        return script.told(StateName.NOT_READY, reason, null);
    }

    @Test
    void told_again_when_notifications_come_back_right_after_an_outage_it_is_still_ours() {
        isReleasedIn(notificationsBack(5));
    }

    @Test
    void told_again_when_they_come_back_long_after_an_outage_it_may_be_another_supervisors() {
        isNotReleasedIn(notificationsBack(31));
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void told_again_between_two_polls_a_supervisors_code_may_be_another_supervisors(Platform platform) {
        AgentScript script = held(ChannelKind.SUPERVISOR, platform);
        isNotReleasedIn(script.seconds(5).shows(StateName.NOT_READY, ours(script)));
    }

    @Test
    void an_outage_of_Finesse_long_before_or_after_our_gap_excuses_nothing() {
        AgentScript early = held(ChannelKind.SUPERVISOR, Platform.CCE);
        early.outage = new FinesseOutage(early.now.minusSeconds(600), early.now.minusSeconds(500));
        isNotReleasedIn(early.event(new AgentEvent.Gap()).seconds(20).told(StateName.NOT_READY, ours(early), null));
        AgentScript late = held(ChannelKind.SUPERVISOR, Platform.CCE).event(new AgentEvent.Gap());
        late.outage = new FinesseOutage(late.now.plusSeconds(120), late.now.plusSeconds(130));
        isNotReleasedIn(late.seconds(140).told(StateName.NOT_READY, ours(late), null));
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR,CCE", "SUPERVISOR,CCX", "GADGET,CCE", "GADGET,CCX"})
    void told_again_because_a_person_asked_for_it_it_is_theirs(ChannelKind channel, Platform platform) {
        AgentScript script = held(channel, platform);
        script.liveSince = script.now.minusSeconds(60);
        isNotReleasedIn(script.seconds(30).told(StateName.NOT_READY, ours(script), "desktop-9"));
    }

    @ParameterizedTest
    @CsvSource({"CCE", "CCX"})
    void by_gadget_our_label_at_a_new_time_is_ours(Platform platform) {
        AgentScript script = held(ChannelKind.GADGET, platform);
        script.event(new AgentEvent.StateSeen(
                new AgentState(StateName.NOT_READY, ours(script), null, script.now, StateSource.GADGET, script.now)));
        isReleasedIn(script.seconds(30).toldByGadget(StateName.NOT_READY, ours(script), null));
    }

    @ParameterizedTest
    @CsvSource({"SUPERVISOR,CCE", "SUPERVISOR,CCX"})
    void told_again_while_releasing_the_release_goes_on(ChannelKind channel, Platform platform) {
        AgentScript script = held(channel, platform);
        script.liveSince = script.now.minusSeconds(60);
        script.presence("active").seconds(3).told(StateName.NOT_READY, ours(script), null);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Releasing.class);
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void told_again_after_an_outage_first_by_a_team_list_without_reasons_it_is_still_ours(Platform platform) {
        AgentScript script = held(ChannelKind.SUPERVISOR, platform).seconds(4).event(new AgentEvent.Gap());
        Reason reason = ours(script);
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(20));
        script.seconds(25).untoldByTeam(script.now);
        isReleasedIn(script.pass(Duration.ofMillis(100)).shows(StateName.NOT_READY, reason, script.shownSince()));
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void after_a_call_told_first_by_a_team_list_without_reasons_and_a_restart_it_is_still_ours(Platform platform) {
        AgentScript script = held(ChannelKind.SUPERVISOR, platform).seconds(4);
        Reason reason = ours(script);
        script.shows(StateName.TALKING).restart().seconds(30).untoldByTeam(script.now);
        script.meeting().pass(Duration.ofMillis(100)).shows(StateName.NOT_READY, reason, script.shownSince());
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void a_persons_request_told_late_by_another_source_makes_it_theirs_after_all() {
        AgentScript script = held(ChannelKind.SUPERVISOR, Platform.CCE).seconds(4);
        Reason reason = ours(script);
        script.told(StateName.TALKING, null, null).seconds(10).told(StateName.NOT_READY, reason, null);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Held.class);
        script.toldByGadget(StateName.NOT_READY, reason, "desktop-10");
        isNotReleasedIn(script);
    }

    @Test
    void a_request_of_ours_forgotten_over_a_restart_does_not_make_the_hold_a_persons() {
        AgentScript script = held(ChannelKind.GADGET, Platform.CCE).seconds(4);
        Reason reason = ours(script);
        String request = script.last().id();
        Instant since = script.shownSince();
        script.restart().seconds(5);
        script.event(new AgentEvent.StateSeen(
                new AgentState(StateName.NOT_READY, reason, null, since, StateSource.GADGET, script.now, request)));
        isReleasedIn(script);
    }

    /// The call of a held agent ended unseen, and Finesse did not know the reason of what followed it at first.
    @ParameterizedTest
    @EnumSource(Platform.class)
    void after_a_restart_in_a_call_a_hold_whose_reason_is_found_later_is_still_ours(Platform platform) {
        AgentScript script = held(ChannelKind.SUPERVISOR, platform).seconds(60);
        Reason ours = ours(script);
        script.presence("active").seconds(3).failed(Outcome.Failure.RETRY);
        script.shows(StateName.TALKING).seconds(10).restart();
        Instant since = script.now;
        script.seconds(5).told(StateName.NOT_READY, AgentScript.SIGNED_IN, since, StateSource.GADGET);
        script.restart().seconds(5).told(StateName.NOT_READY, AgentScript.SIGNED_IN, since, StateSource.GADGET);
        script.seconds(50).told(StateName.NOT_READY, ours, since, StateSource.GADGET);
        script.presence("active").seconds(3);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "READY");
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void after_a_restart_in_a_call_another_time_than_the_one_first_told_may_be_another_supervisors(Platform platform) {
        AgentScript script = held(ChannelKind.SUPERVISOR, platform).seconds(60);
        Reason ours = ours(script);
        script.shows(StateName.TALKING).seconds(10).restart();
        script.seconds(5).told(StateName.NOT_READY, AgentScript.SIGNED_IN, script.now, StateSource.GADGET);
        script.seconds(5).shows(StateName.READY).seconds(5);
        script.told(StateName.NOT_READY, ours, script.now, StateSource.GADGET);
        isNotReleasedIn(script);
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void told_again_after_an_outage_it_is_still_ours_though_its_reason_is_found_only_after_a_gap_of_ours(
            Platform platform) {
        AgentScript script = held(ChannelKind.SUPERVISOR, platform).seconds(4).event(new AgentEvent.Gap());
        Reason ours = ours(script);
        script.outage = new FinesseOutage(script.now, script.now.plusSeconds(20));
        Instant since = script.seconds(25).now;
        script.told(StateName.NOT_READY, AgentScript.SIGNED_IN, since, StateSource.USER_GET);
        script.seconds(2).event(new AgentEvent.Gap()).seconds(8);
        isReleasedIn(script.told(StateName.NOT_READY, ours, since, StateSource.USER_GET));
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void after_a_restart_a_reason_found_later_is_still_ours(Platform platform) {
        AgentScript script = held(ChannelKind.SUPERVISOR, platform).seconds(4);
        Reason ours = ours(script);
        Instant since = script.now;
        script.restart().told(StateName.NOT_READY, AgentScript.SIGNED_IN, since, StateSource.USER_GET);
        script.seconds(2).event(new AgentEvent.Gap());
        script.told(StateName.NOT_READY, AgentScript.SIGNED_IN, since, StateSource.USER_GET)
                .seconds(20);
        isReleasedIn(script.told(StateName.NOT_READY, ours, since, StateSource.NOTIFICATION));
    }
}
