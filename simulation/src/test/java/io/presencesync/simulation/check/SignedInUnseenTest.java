package io.presencesync.simulation.check;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Shown;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A sign-out and a sign-in that only a list tells of, as the first change after READY: small histories told by hand.
final class SignedInUnseenTest extends HandwrittenHistory {
    @BeforeEach
    void a_hold_is_asked_for() {
        channel = ChannelKind.SUPERVISOR;
        checker = checker(channel, Setting.Twist.NONE, Set.of(), false);
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        asks(hold("r1"));
    }

    private void taken() {
        see(new Fact.Answered("r1", "Accepted", false));
    }

    private void signedIn() {
        unseen(StateName.LOGOUT, new Rest(StateName.LOGOUT, null, By.SYSTEM, false));
        seconds(1);
        Shown shown = new Shown(
                ++number, StateName.NOT_READY, Rest.notReady(null, By.SIGN_IN), null, now.minusSeconds(60), false);
        see(new Fact.Changed(shown));
        see(new Fact.Reached(shown, true, StateSource.TEAM_GET));
        see(new Fact.ClockNoticed());
        see(new Fact.Reached(shown, true, StateSource.USER_GET));
        seconds(5);
        presence("active");
        seconds(5);
    }

    @Test
    void it_may_be_taken_for_our_hold_where_times_tell_nothing() {
        taken();
        see(new Fact.ClockSet());
        signedIn();
        kept(() -> asks(release("r2")));
    }

    @Test
    void but_not_where_finesse_never_took_our_request() {
        see(new Fact.ClockSet());
        signedIn();
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }

    @Test
    void nor_where_it_is_told_long_after() {
        taken();
        see(new Fact.ClockSet());
        seconds(15);
        signedIn();
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }
}
