package io.presencesync.simulation.check;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.Situation;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What may be taken for a request that was remembered over a kill and perhaps never left: small histories told by
/// hand.
final class GhostTest extends HandwrittenHistory {
    private static final Rest LIKE_OURS = Rest.notReady(new Reason("41", 21, "Webex DND"), By.AGENT);

    private void killedBeforeItLeft() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        see(new Fact.Killed("AFTER_REMEMBER"));
        see(new Fact.Restarted(false));
    }

    /// Our hold is told, perhaps with an earlier time than what was known; then we are killed, and somebody chooses
    /// what
    /// looks the same.
    private void killedAfterItWasTold(Instant time) {
        see(new Fact.Channel(true, channel));
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        asks(hold("r1"));
        Shown held = new Shown(++number, StateName.NOT_READY, heldBy("r1"), null, time, false);
        see(new Fact.Changed(held));
        see(new Fact.Reached(held, true, StateSource.NOTIFICATION));
        see(new Fact.Killed("somewhere"));
        see(new Fact.Restarted(false));
        see(new Fact.Channel(true, channel));
        presence("dnd");
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(1);
        shows(StateName.NOT_READY, LIKE_OURS);
        presence("active");
        seconds(10);
    }

    @Test
    void what_is_chosen_after_our_hold_was_told_is_a_choice_over_a_kill() {
        killedAfterItWasTold(now.plusSeconds(60));
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }

    @Test
    void where_our_hold_was_told_with_an_earlier_time_and_lost_by_a_kill_it_may_be_taken_for_it() {
        killedAfterItWasTold(now.minusSeconds(3600));
        kept(() -> asks(release("r2")));
    }

    private void asksForAnotherReason() {
        presence("call");
        seconds(10);
        asks(request("r2", TargetState.NOT_READY, ReasonLabel.CALL));
    }

    @Test
    void what_was_taken_for_it_is_so_however_long_it_shows() {
        killedBeforeItLeft();
        shows(StateName.NOT_READY, LIKE_OURS);
        seconds(400);
        kept(this::asksForAnotherReason);
    }

    @Test
    void what_is_chosen_long_after_is_a_choice() {
        killedBeforeItLeft();
        seconds(400);
        shows(StateName.NOT_READY, LIKE_OURS);
        broken(Promise.CHOICE_STANDS, this::asksForAnotherReason);
    }

    @Test
    void what_is_chosen_after_that_was_over_is_a_choice() {
        killedBeforeItLeft();
        shows(StateName.NOT_READY, LIKE_OURS);
        seconds(400);
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(1);
        shows(StateName.NOT_READY, LIKE_OURS);
        broken(Promise.CHOICE_STANDS, this::asksForAnotherReason);
    }

    /// On CCX, where a held agent's READY is asked for again and again while the system has them out.
    private void asksForReadyInACallOutside() {
        shows(StateName.NOT_READY, Rest.notReady(new Reason("9", 32762, "Off-hook"), By.SYSTEM));
        seconds(10);
        presence("active");
        seconds(10);
        asks(request("r2", TargetState.READY, null));
    }

    private void onCcx() {
        channel = ChannelKind.SUPERVISOR;
        checker = ccx(channel, Set.of(Situation.NO_REASON));
    }

    @Test
    void what_was_taken_for_it_without_a_reason_is_so_in_a_call_outside_the_queue() {
        onCcx();
        killedBeforeItLeft();
        shows(StateName.NOT_READY, Rest.notReady(null, By.SIGN_IN));
        kept(this::asksForReadyInACallOutside);
    }

    @Test
    void but_not_where_nothing_can_have_been_taken_for_it() {
        onCcx();
        shows(StateName.READY, Rest.ready(By.AGENT));
        shows(StateName.NOT_READY, Rest.notReady(null, By.SIGN_IN));
        broken(Promise.CHOICE_STANDS, this::asksForReadyInACallOutside);
    }
}
