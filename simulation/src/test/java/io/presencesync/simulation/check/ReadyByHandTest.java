package io.presencesync.simulation.check;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Shown;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What the checker demands where READY was chosen, or looks as if it had been: small histories told by hand.
final class ReadyByHandTest extends HandwrittenHistory {
    private void setReadyByHand() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(5);
    }

    /// With `override: enforce`.
    private void heldAgainstReady() {
        checker = checker(channel, Setting.Twist.ENFORCE);
        held();
        setReadyByHand();
        asks(hold("r2"));
        seconds(70);
    }

    @Test
    void nobody_is_held_twice_against_their_ready() {
        heldAgainstReady();
        shows(StateName.NOT_READY, heldBy("r2"));
        setReadyByHand();
        broken(Promise.READY_BY_HAND_STANDS, () -> asks(hold("r3")));
    }

    @Test
    void what_was_kept_back_on_its_way_held_nobody() {
        heldAgainstReady();
        see(new Fact.Answered("r2", "NotSent", true));
        kept(() -> asks(hold("r3")));
    }

    @Test
    void what_was_kept_back_lets_them_be_held_but_once() {
        heldAgainstReady();
        see(new Fact.Answered("r2", "NotSent", true));
        asks(hold("r3"));
        seconds(70);
        shows(StateName.NOT_READY, heldBy("r3"));
        setReadyByHand();
        broken(Promise.READY_BY_HAND_STANDS, () -> asks(hold("r4")));
    }

    @Test
    void what_was_kept_back_when_the_spell_was_over_already_held_nobody_either() {
        checker = checker(channel, Setting.Twist.ENFORCE);
        held();
        setReadyByHand();
        asks(hold("r2"));
        presence("active");
        seconds(4);
        see(new Fact.Answered("r2", "NotSent", true));
        shows(StateName.NOT_READY, LUNCH);
        presence("dnd");
        seconds(20);
        setReadyByHand();
        kept(() -> asks(hold("r3")));
    }

    private void released() {
        channel = ChannelKind.SUPERVISOR;
        checker = checker(channel, Setting.Twist.NONE);
        held();
        presence("active");
        seconds(10);
        asks(release("r2"));
    }

    private void landsLateInABusySpell() {
        seconds(2);
        shows(StateName.NOT_READY, Rest.notReady(LUNCH.reason(), By.SUPERVISOR));
        presence("dnd");
        seconds(2);
        shows(StateName.READY, Rest.ready(By.us("r2")));
    }

    @Test
    void our_ready_that_follows_the_agents_own_may_be_taken_for_a_choice() {
        released();
        shows(StateName.READY, Rest.ready(By.AGENT));
        landsLateInABusySpell();
        kept(this::allIsQuiet);
    }

    @Test
    void our_ready_that_is_the_first_is_no_choice() {
        released();
        landsLateInABusySpell();
        broken(Promise.BUSY_IS_HELD, this::allIsQuiet);
    }

    @Test
    void our_ready_that_an_outage_hid_for_long_may_be_taken_for_a_choice() {
        released();
        see(new Fact.Gap(true));
        seconds(40);
        landsLateInABusySpell();
        kept(this::allIsQuiet);
    }

    @Test
    void our_ready_that_nothing_hid_is_no_choice_however_late() {
        released();
        seconds(40);
        landsLateInABusySpell();
        broken(Promise.BUSY_IS_HELD, this::allIsQuiet);
    }

    @Test
    void our_ready_after_a_sign_out_may_be_taken_for_a_choice() {
        released();
        shows(StateName.LOGOUT, Rest.ready(By.SYSTEM));
        landsLateInABusySpell();
        kept(this::allIsQuiet);
    }

    @Test
    void where_finesses_clock_is_set_back_once_more_before_our_ready_is_confirmed_the_agents_own_may_be_taken_for_it() {
        released();
        Shown shown =
                new Shown(++number, StateName.READY, Rest.ready(By.us("r2")), null, now.minusSeconds(3600), false);
        see(new Fact.Changed(shown));
        see(new Fact.Reached(shown, true, StateSource.NOTIFICATION));
        see(new Fact.ClockSet());
        see(new Fact.ClockNoticed());
        seconds(3);
        shows(StateName.NOT_READY, LUNCH);
        presence("dnd");
        seconds(2);
        setReadyByHand();
        kept(() -> asks(hold("r3")));
    }

    private void killedThenReadyByHand() {
        see(new Fact.Killed("somewhere"));
        see(new Fact.Restarted(false));
        see(new Fact.Channel(true, channel));
        shows(StateName.NOT_READY, LUNCH);
        presence("dnd");
        seconds(2);
        setReadyByHand();
    }

    /// The READY of our release reaches us, perhaps with an earlier time than what was known; then we are killed.
    private void killedAfterOurReady(Instant time) {
        released();
        Shown shown = new Shown(++number, StateName.READY, Rest.ready(By.us("r2")), null, time, false);
        see(new Fact.Changed(shown));
        see(new Fact.Reached(shown, true, StateSource.NOTIFICATION));
        killedThenReadyByHand();
    }

    @Test
    void after_our_ready_was_told_the_agents_own_stands() {
        killedAfterOurReady(now.plusSeconds(60));
        broken(Promise.READY_BY_HAND_STANDS, () -> asks(hold("r3")));
    }

    @Test
    void where_our_ready_was_told_with_an_earlier_time_and_lost_the_agents_own_may_be_taken_for_it() {
        killedAfterOurReady(now.minusSeconds(3600));
        kept(() -> asks(hold("r3")));
    }

    @Test
    void whatever_was_told_after_it_in_the_same_doubt() {
        released();
        Shown ready =
                new Shown(++number, StateName.READY, Rest.ready(By.us("r2")), null, now.minusSeconds(3600), false);
        see(new Fact.Changed(ready));
        see(new Fact.Reached(ready, true, StateSource.TEAM_GET));
        Shown lunch = new Shown(++number, StateName.NOT_READY, LUNCH, null, now.minusSeconds(3599), false);
        see(new Fact.Changed(lunch));
        see(new Fact.Reached(lunch, true, StateSource.NOTIFICATION));
        killedThenReadyByHand();
        kept(() -> asks(hold("r3")));
    }

    /// At lunch in a busy presence; then the agent's READY is told.
    private void readyTold(Instant time, StateSource source, Instant askedAt) {
        shows(StateName.NOT_READY, LUNCH);
        presence("dnd");
        Shown ready = new Shown(++number, StateName.READY, Rest.ready(By.AGENT), null, time, false);
        see(new Fact.Changed(ready));
        see(new Fact.Reached(ready, true, source).askedAt(askedAt));
        seconds(10);
    }

    private void killedAndRestarted() {
        see(new Fact.Killed("somewhere"));
        see(new Fact.Restarted(false));
        see(new Fact.Channel(true, channel));
        presence("dnd");
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(10);
    }

    @Test
    void ready_told_by_a_read_asked_for_since_stands_over_a_kill() {
        readyTold(now, StateSource.USER_GET, now);
        killedAndRestarted();
        broken(Promise.READY_BY_HAND_STANDS, () -> asks(hold("r1")));
    }

    @Test
    void told_by_a_read_asked_for_before_the_state_before_it_was_told_it_may_be_lost_by_a_kill() {
        readyTold(now, StateSource.USER_GET, now.minusMillis(50));
        killedAndRestarted();
        kept(() -> asks(hold("r1")));
    }

    private void clockSetBackOnceMore(Instant time) {
        readyTold(time, StateSource.TEAM_GET, now);
        see(new Fact.ClockSet());
        see(new Fact.ClockNoticed());
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(10);
    }

    @Test
    void told_in_doubt_and_not_confirmed_when_finesses_clock_is_set_back_once_more_it_may_be_lost_however_long_ago() {
        clockSetBackOnceMore(now.minusSeconds(3600));
        kept(() -> asks(hold("r1")));
    }

    @Test
    void told_without_doubt_it_stands_though_finesses_clock_is_set_back() {
        clockSetBackOnceMore(now);
        broken(Promise.READY_BY_HAND_STANDS, () -> asks(hold("r1")));
    }
}
