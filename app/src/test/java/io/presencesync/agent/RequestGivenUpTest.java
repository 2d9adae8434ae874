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
import io.presencesync.presence.TargetState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What we no longer wait for may be carried out all the same, but not for ever.
class RequestGivenUpTest {
    private static final Reason MINUS_ONE = new Reason("-1", null, null);
    private static final Reason MEETING = AgentScript.label("Webex Meeting");

    /// A hold was given up when a call was offered, and READY shows again.
    private static AgentScript givenUp() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).accepted();
        script.seconds(1)
                .toldByGadget(StateName.RESERVED, null, null)
                .presence("active")
                .seconds(1);
        return script.toldByGadget(StateName.READY, null, null).seconds(1);
    }

    private static AgentScript talking(AgentScript script, @Nullable StateName pending) {
        return script.event(new AgentEvent.StateSeen(
                new AgentState(StateName.TALKING, null, pending, script.now, StateSource.GADGET, script.now)));
    }

    @Test
    void it_follows_the_call_in_which_finesse_tells_that_it_is_pending() {
        AgentScript script = talking(givenUp(), StateName.NOT_READY).seconds(120);
        script.toldByGadget(StateName.NOT_READY, MEETING, null).seconds(4);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }

    @Test
    void where_nothing_is_told_to_be_pending_the_same_reason_after_the_call_is_the_agents() {
        AgentScript script = talking(givenUp(), null).seconds(120);
        script.toldByGadget(StateName.NOT_READY, MEETING, null).seconds(60);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting");
    }

    @Test
    void what_doubt_kept_waiting_for_is_not_waited_for_anew_when_it_is_given_up() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).left();
        script.toldByGadget(StateName.NOT_READY, MINUS_ONE, null);
        for (int gap = 0; gap < 5; gap++) {
            script.event(new AgentEvent.Gap()).seconds(1).readAgain().seconds(90);
        }
        script.shows(StateName.LOGOUT).seconds(1).shows(StateName.NOT_READY, AgentScript.SIGNED_IN);
        script.seconds(1).toldByGadget(StateName.READY, null, null).seconds(1);
        script.toldByGadget(StateName.NOT_READY, MEETING, null);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void nor_though_we_were_restarted_meanwhile() {
        AgentScript script =
                AgentScript.gadget().readyAgent().meeting().seconds(1).left();
        for (int gap = 0; gap < 4; gap++) {
            script.event(new AgentEvent.Gap())
                    .untimed(StateName.NOT_READY, MINUS_ONE)
                    .seconds(90);
        }
        script.restart().untimed(StateName.NOT_READY, MINUS_ONE).seconds(1);
        script.outage = new FinesseOutage(script.now.minusSeconds(400), script.now);
        script.toldByGadget(StateName.READY, null, null).seconds(1);
        script.toldByGadget(StateName.NOT_READY, MEETING, null);
        assertThat(script.memory.phase()).isEqualTo(new Phase.None());
    }

    @Test
    void ready_long_after_a_release_that_doubt_kept_waiting_for_is_a_choice() {
        AgentScript script =
                AgentScript.gadget().heldAgent().presence("active").seconds(3).left();
        script.event(new AgentEvent.Gap()).untimed(StateName.NOT_READY, MINUS_ONE);
        script.failedUnsent(Outcome.Failure.RETRY).seconds(40).untimed(StateName.NOT_READY, MINUS_ONE);
        script.meeting().seconds(5).toldByGadget(StateName.READY, null, null);
        assertThat(script.seconds(60).asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    private static AgentScript releaseOvertakenByLunch() {
        AgentScript script = AgentScript.supervisor()
                .heldAgent()
                .presence("active")
                .seconds(3)
                .accepted();
        script.seconds(1)
                .told(StateName.NOT_READY, AgentScript.LUNCH, "desktop 1")
                .meeting();
        return script;
    }

    @Test
    void what_may_have_landed_in_an_outage_of_finesse_shows_after_it() {
        AgentScript script = releaseOvertakenByLunch();
        script.outage = new FinesseOutage(script.now.plusSeconds(5), null);
        script.seconds(60).outage = new FinesseOutage(script.outage.since(), script.now);
        script.told(StateName.READY, null, null).seconds(1).readAgain().seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY", "NOT_READY Webex Meeting");
    }

    @Test
    void but_not_for_ever() {
        AgentScript script = releaseOvertakenByLunch();
        script.outage = new FinesseOutage(script.now.plusSeconds(5), script.now.plusSeconds(10));
        script.seconds(60)
                .told(StateName.READY, null, null)
                .seconds(1)
                .readAgain()
                .seconds(1);
        assertThat(script.asked()).containsExactly("NOT_READY Webex Meeting", "READY");
    }

    @Test
    void a_release_after_a_call_whose_reason_is_not_told_yet_leaves_open_which_hold_followed() {
        AgentScript script = AgentScript.gadget().readyAgent();
        talking(script, null).meeting().seconds(1).accepted();
        talking(script, StateName.NOT_READY).presence("dnd").seconds(1).accepted();
        script.presence("active").seconds(3).left();
        script.untoldByTeam(script.now).shows(StateName.NOT_READY, MEETING, script.shownSince());
        script.seconds(1).accepted().shows(StateName.READY).seconds(1);
        script.toldByGadget(StateName.NOT_READY, AgentScript.label("Webex DND"), null);
        script.readAgain().seconds(4);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
        assertThat(script.memory.phase()).isInstanceOf(Phase.Releasing.class);
    }

    @Test
    void a_supervisors_request_that_lands_while_the_gadget_is_asked_is_ours() {
        AgentScript script = AgentScript.supervisor();
        script.platform = Platform.CCX;
        script.readyAgent().meeting().seconds(1).accepted().seconds(1);
        String given = script.last().id();
        script.toldByGadget(StateName.WORK, null, null).seconds(1).toldByGadget(StateName.READY, null, null);
        script.channel = ChannelKind.GADGET;
        script.seconds(1).readAgain().seconds(5);
        assertThat(script.sent).hasSize(2);
        script.left().toldByGadget(StateName.NOT_READY, Scene.ours(ChannelKind.SUPERVISOR, Platform.CCX), given);
        assertThat(script.memory.phase().before()).isInstanceOf(Phase.Held.class);
    }

    @Test
    void many_holds_that_failed_in_an_outage_make_no_release_forgotten_that_was_carried_out_in_it() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.canRead = false;
        script.meeting().seconds(1).accepted();
        script.toldByGadget(StateName.NOT_READY, MEETING, null)
                .presence("active")
                .seconds(3)
                .accepted();
        script.outage = new FinesseOutage(script.now, null);
        script.seconds(11).presence("dnd").seconds(1);
        for (int failed = 0; failed < 5; failed++) {
            script.failed(Outcome.Failure.RETRY).seconds(10);
        }
        assertThat(script.sent).hasSizeGreaterThan(6);
        script.outage = new FinesseOutage(Objects.requireNonNull(script.outage).since(), script.now);
        script.toldByGadget(StateName.READY, null, null).seconds(40);
        assertThat(script.last().target()).isEqualTo(TargetState.NOT_READY);
        assertThat(script.memory.spell().override()).isFalse();
    }

    @Test
    void many_holds_with_other_reasons_that_failed_in_an_outage_make_none_forgotten_that_was_carried_out_in_it() {
        AgentScript script = AgentScript.gadget().readyAgent();
        script.canRead = false;
        script.meeting().seconds(1).accepted();
        script.outage = new FinesseOutage(script.now, null);
        script.seconds(11).presence("dnd").seconds(1);
        for (int failed = 0; failed < 5; failed++) {
            script.failed(Outcome.Failure.RETRY).seconds(10);
        }
        assertThat(script.sent).hasSizeGreaterThan(5);
        script.outage = new FinesseOutage(Objects.requireNonNull(script.outage).since(), script.now);
        script.presence("active")
                .toldByGadget(StateName.NOT_READY, MEETING, null)
                .seconds(4);
        assertThat(script.last().target()).isEqualTo(TargetState.READY);
    }
}
