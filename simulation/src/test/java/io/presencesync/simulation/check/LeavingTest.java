package io.presencesync.simulation.check;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Situation;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the checker demands of a request that waited for its turn: small histories told by hand.
final class LeavingTest extends HandwrittenHistory {
    @BeforeEach
    void a_hold_waits_for_its_turn() {
        channel = ChannelKind.SUPERVISOR;
        checker = checker(channel, Setting.Twist.NONE, Set.of(Situation.BURSTS, Situation.CLOCK_SET_BACK));
        see(new Fact.Channel(true, channel));
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        see(new Fact.Handed(hold("r1")));
        seconds(20);
    }

    private void leaves() {
        see(new Fact.Left(hold("r1")));
    }

    @Test
    void what_would_still_be_decided_leaves() {
        kept(this::leaves);
    }

    @Test
    void it_does_not_leave_into_wrap_up() {
        shows(StateName.WORK_READY, Rest.ready(By.AGENT));
        broken(Promise.WRAP_UP_IS_HIS, this::leaves);
    }

    @Test
    void it_does_not_leave_into_a_ringing_call() {
        shows(StateName.RESERVED, Rest.ready(By.AGENT));
        broken(Promise.CALLS_ARE_LEFT_ALONE, this::leaves);
    }

    @Test
    void it_does_not_leave_while_the_presence_is_in_doubt() {
        see(new Fact.Doubt(true, "down"));
        broken(Promise.PRESENCE_DECIDES, this::leaves);
    }

    @Test
    void it_does_not_leave_by_a_channel_that_does_not_act() {
        see(new Fact.Channel(true, ChannelKind.GADGET));
        broken(Promise.CHANNEL_ACTS, this::leaves);
    }

    @Test
    void while_nobody_can_tell_the_newest_state_only_the_presence_counts() {
        see(new Fact.ClockSet());
        shows(StateName.WORK_READY, Rest.ready(By.AGENT));
        kept(this::leaves);
    }

    @Test
    void once_the_set_clock_was_noticed_and_the_state_told_again_it_counts() {
        see(new Fact.ClockSet());
        see(new Fact.ClockNoticed());
        shows(StateName.WORK_READY, Rest.ready(By.AGENT));
        broken(Promise.WRAP_UP_IS_HIS, this::leaves);
    }
}
