package io.presencesync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Cause;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.StateName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What Webex does not tell, or tells in words we do not know, moves nobody.
class AgentPresenceTest {
    private static AgentScript polled(AgentScript script, String status) {
        return script.event(new AgentEvent.PresenceHeard(
                new Presence(status, null, null, null, PresenceOrigin.PEOPLE_API, script.now, "{}")));
    }

    private static AgentScript unclear(AgentScript script, String status) {
        Presence presence = new Presence(status, null, null, null, PresenceOrigin.MERCURY, script.now, "{}");
        return script.event(new AgentEvent.PresenceHeard(presence.asUnclear()));
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void busy_told_by_mercury_and_called_unknown_by_the_people_api_leaves_the_agent_ready(ChannelKind channel) {
        AgentScript script =
                new AgentScript(channel).readyAgent().presence("busy").seconds(5);
        polled(script, "unknown").seconds(60);
        polled(script, "unknown").seconds(60).readAgain();
        assertThat(script.sent).isEmpty();
        assertThat(script.decision.why()).startsWith("the People API says unknown");
        script.presence("busy").seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"active,", "focus,", "calendarItem,", "unknown,other", "quiet,"})
    void a_change_of_the_source_alone_makes_nobody_not_ready(String status, @Nullable String category) {
        AgentScript script = AgentScript.supervisor().readyAgent().presence(status, null, category);
        polled(script.seconds(30), "unknown").seconds(60).readAgain();
        polled(script, "unknown").seconds(60);
        assertThat(script.sent).isEmpty();
    }

    @Test
    void from_another_word_of_the_people_api_to_unknown_is_a_step_and_counts() {
        AgentScript script = AgentScript.gadget().readyAgent().presence("busy");
        polled(script, "unknown").seconds(30);
        polled(script, "active").seconds(30).readAgain();
        polled(script, "unknown").seconds(2);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Unavailable");
    }

    @Test
    void mercury_s_return_after_such_an_unknown_releases_as_ever() {
        AgentScript script = AgentScript.gadget().readyAgent();
        polled(script, "active").seconds(5);
        polled(script, "unknown").seconds(2).carriedOut().seconds(10);
        script.presence("busy").seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Unavailable", "READY");
    }

    @Test
    void a_hold_made_by_mercury_s_word_stays_while_the_people_api_says_unknown() {
        AgentScript script =
                AgentScript.gadget().readyAgent().presence("dnd").seconds(2).carriedOut();
        polled(script, "unknown").seconds(60);
        assertThat(script.sent).hasSize(1);
        polled(script, "active").seconds(5);
        assertThat(script.asked()).containsExactly("NOT_READY Webex DND", "READY");
    }

    @Test
    void after_a_restart_the_first_unknown_of_the_people_api_is_no_step_either() {
        AgentScript script =
                AgentScript.gadget().readyAgent().presence("busy").seconds(10).restart();
        script.shows(StateName.READY);
        polled(script, "unknown").seconds(60);
        assertThat(script.sent).isEmpty();
        polled(script, "inactive").seconds(5).readAgain();
        polled(script, "unknown").seconds(2);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Unavailable");
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void a_word_never_heard_of_holds_nobody_and_releases_nobody(ChannelKind channel) {
        AgentScript ready =
                new AgentScript(channel).readyAgent().presence("focus").seconds(60);
        assertThat(ready.sent).isEmpty();
        AgentScript held = new AgentScript(channel).heldAgent().presence("brb").seconds(60);
        assertThat(held.sent).hasSize(1);
        assertThat(held.decision.why()).isEqualTo("Webex shows brb, a status word that no rule names");
        held.presence("active").seconds(5);
        assertThat(held.sent).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void a_meeting_of_a_kind_not_read_yet_holds_nobody_and_releases_nobody(ChannelKind channel) {
        AgentScript ready =
                unclear(new AgentScript(channel).readyAgent(), "meeting").seconds(60);
        assertThat(ready.sent).isEmpty();
        assertThat(ready.decision.cause()).isEqualTo(Cause.WAITING);
        ready.readAgain().meeting().seconds(2);
        assertThat(ready.sent).hasSize(1);
        AgentScript held =
                unclear(new AgentScript(channel).heldAgent(), "presenting").seconds(60);
        assertThat(held.sent).hasSize(1);
        held.presence("presenting").seconds(5);
        assertThat(held.sent).as("told as not joined").hasSize(2);
    }

    @Test
    void a_release_that_waits_is_stopped_by_a_meeting_of_a_kind_not_read_yet() {
        AgentScript script = AgentScript.gadget().heldAgent().presence("active").seconds(2);
        unclear(script, "meeting").seconds(60);
        assertThat(script.sent).hasSize(1);
        script.meeting().seconds(60);
        assertThat(script.sent).hasSize(1);
    }
}
