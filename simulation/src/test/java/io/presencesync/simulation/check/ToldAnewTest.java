package io.presencesync.simulation.check;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.Situation;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the checker demands of a supervisor's hold that is told again at another time: small histories told by hand.
final class ToldAnewTest extends HandwrittenHistory {
    private static final Rest BY_A_PERSON = Rest.notReady(heldBySupervisor("r1").reason(), By.SUPERVISOR);

    @BeforeEach
    void held_by_supervisor() {
        channel = ChannelKind.SUPERVISOR;
        checker = checker(channel, Setting.Twist.NONE, Set.of(Situation.TOLD_ANEW));
        holds();
    }

    private void toldAgain(boolean outage, Rest rest) {
        see(new Fact.Gap(outage));
        shows(StateName.NOT_READY, rest);
        presence("active");
    }

    @Test
    void after_an_outage_it_must_be_released() {
        toldAgain(true, heldBySupervisor("r1"));
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    @Test
    void when_nothing_was_missed_it_must_be_released() {
        shows(StateName.NOT_READY, heldBySupervisor("r1"));
        presence("active");
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    @Test
    void after_a_gap_that_was_only_ours_it_may_stay() {
        toldAgain(false, heldBySupervisor("r1"));
        kept(this::allIsQuiet);
    }

    private void changedByGadget(Runnable meanwhile) {
        channel = ChannelKind.GADGET;
        see(new Fact.Channel(true, channel));
        asks(hold("r2"));
        meanwhile.run();
        shows(StateName.NOT_READY, heldBy("r2"));
        presence("active");
    }

    @Test
    void nor_need_a_gadgets_reason_be_known_that_lands_on_it_there() {
        changedByGadget(() -> toldAgain(false, heldBySupervisor("r1")));
        kept(this::allIsQuiet);
    }

    @Test
    void one_that_lands_on_what_is_known_as_ours_must_be_released() {
        changedByGadget(() -> toldAgain(true, heldBySupervisor("r1")));
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    @Test
    void a_persons_not_ready_after_a_gap_that_was_only_ours_stands() {
        unseen(StateName.READY, Rest.ready(By.AGENT));
        toldAgain(false, BY_A_PERSON);
        seconds(5);
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }

    @Test
    void a_persons_not_ready_after_an_outage_looks_like_ours() {
        toldAgain(true, BY_A_PERSON);
        seconds(5);
        kept(() -> asks(release("r2")));
    }

    private void notReadyByAPersonAfterOutageAndGap(long apart) {
        see(new Fact.Gap(true));
        unseen(StateName.READY, Rest.ready(By.AGENT));
        seconds(apart);
        toldAgain(false, BY_A_PERSON);
        seconds(5);
    }

    @Test
    void nor_can_anybody_know_where_notifications_come_back_right_after_an_outage() {
        notReadyByAPersonAfterOutageAndGap(4);
        kept(() -> asks(release("r2")));
    }

    @Test
    void a_gap_long_after_an_outage_was_only_ours() {
        notReadyByAPersonAfterOutageAndGap(31);
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }

    private void polledAfterTheSystemsCode(boolean told) {
        polledAfterTheSystemsCode(told, 20);
    }

    private void polledAfterTheSystemsCode(boolean told, long lasts) {
        checker = checker(channel, Setting.Twist.NONE, Set.of(Situation.GIVEN_BACK), false);
        holds();
        Rest outside = Rest.notReady(new Reason("33", 50006, "Non ACD Busy"), By.SYSTEM);
        Shown shown = new Shown(++number, StateName.NOT_READY, outside, null, now, false);
        see(new Fact.Changed(shown));
        see(new Fact.Reached(shown, told, StateSource.TEAM_GET));
        seconds(lasts);
        shows(StateName.NOT_READY, heldBySupervisor("r1"));
        presence("active");
    }

    private void holds() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        asks(hold("r1"));
        shows(StateName.NOT_READY, heldBySupervisor("r1"));
        seconds(20);
    }

    @Test
    void polled_after_the_systems_code_it_must_be_released() {
        polledAfterTheSystemsCode(true);
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    @Test
    void polled_after_a_code_that_was_not_told_it_may_stay() {
        polledAfterTheSystemsCode(false);
        kept(this::allIsQuiet);
    }

    @Test
    void so_it_may_right_after_such_a_code() {
        polledAfterTheSystemsCode(false, 1);
        kept(this::allIsQuiet);
    }

    @Test
    void right_after_a_code_that_was_told_it_must_be_released() {
        polledAfterTheSystemsCode(true, 1);
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    private void calls(boolean toldEarlier) {
        listed(StateName.TALKING, heldBySupervisor("r1"), toldEarlier ? now.minusSeconds(3600) : now);
        see(new Fact.ClockSet());
        seconds(20);
        Shown after = listed(StateName.NOT_READY, heldBySupervisor("r1"), now.minusSeconds(7200));
        see(new Fact.ClockNoticed());
        see(new Fact.Reached(after, true, StateSource.USER_GET));
        presence("active");
    }

    private Shown listed(StateName state, Rest rest, Instant since) {
        Shown shown = new Shown(++number, state, rest, null, since, false);
        see(new Fact.Changed(shown));
        see(new Fact.Reached(shown, true, StateSource.TEAM_GET));
        return shown;
    }

    @Test
    void after_a_call_it_must_be_released() {
        calls(false);
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    @Test
    void after_a_call_told_with_an_earlier_time_and_perhaps_lost_it_may_stay() {
        calls(true);
        kept(this::allIsQuiet);
    }

    private void toldEarlierAfterAnOutage(boolean confirmed) {
        see(new Fact.Gap(true));
        Shown anew = listed(StateName.NOT_READY, heldBySupervisor("r1"), now.minusSeconds(3600));
        seconds(5);
        if (confirmed) {
            see(new Fact.Reached(anew, true, StateSource.USER_GET));
        }
        see(new Fact.Killed("somewhere"));
        see(new Fact.Restarted(false));
        seconds(10);
        see(new Fact.Reached(anew, true, StateSource.USER_GET));
        presence("active");
    }

    @Test
    void told_with_an_earlier_time_after_an_outage_it_may_stay_where_we_were_killed_before_a_read_confirmed_it() {
        toldEarlierAfterAnOutage(false);
        kept(this::allIsQuiet);
    }

    @Test
    void once_a_read_confirmed_it_it_must_be_released() {
        toldEarlierAfterAnOutage(true);
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    private void landedWithAnEarlierTime(boolean confirmed, long later) {
        checker = checker(channel, Setting.Twist.NONE, Set.of(Situation.CLOCK_SET_BACK), false);
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        asks(hold("r1"));
        Rest ours = heldBySupervisor("r1");
        Shown held = listed(StateName.NOT_READY, ours, now.minusSeconds(3600));
        seconds(5);
        if (confirmed) {
            see(new Fact.Reached(held, true, StateSource.USER_GET));
        }
        see(new Fact.Killed("somewhere"));
        see(new Fact.Restarted(false));
        Rest outside = Rest.notReady(new Reason("33", 50006, "Non ACD Busy"), By.SYSTEM);
        shows(StateName.NOT_READY, outside);
        shows(StateName.TALKING, ours);
        seconds(later);
        shows(StateName.NOT_READY, ours);
        presence("active");
    }

    @Test
    void landed_with_an_earlier_time_it_may_stay_where_we_were_killed_before_a_read_and_it_shows_late() {
        landedWithAnEarlierTime(false, 30);
        kept(this::allIsQuiet);
    }

    @Test
    void it_must_be_released_where_it_shows_soon() {
        landedWithAnEarlierTime(false, 20);
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    @Test
    void landed_and_confirmed_by_a_read_it_must_be_released_however_late_it_shows() {
        landedWithAnEarlierTime(true, 30);
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    private void reasonFound(boolean killedBefore, boolean listedBefore) {
        see(new Fact.Gap(true));
        Instant anew = now;
        Rest rest = heldBySupervisor("r1");
        erased(rest, anew);
        seconds(10);
        Shown found = new Shown(++number, StateName.NOT_READY, rest, null, anew, false);
        see(new Fact.Changed(found));
        if (listedBefore) {
            see(new Fact.Reached(found, false, StateSource.TEAM_GET));
        }
        if (killedBefore) {
            see(new Fact.Killed("somewhere"));
            see(new Fact.Restarted(false));
        }
        see(new Fact.Reached(found, true, StateSource.USER_GET));
        presence("active");
    }

    private void erased(Rest rest, Instant since) {
        Shown erased = new Shown(++number, StateName.NOT_READY, rest, null, since, true);
        see(new Fact.Changed(erased));
        see(new Fact.Reached(erased, true, StateSource.USER_GET));
    }

    @Test
    void after_an_outage_it_must_be_released_when_its_reason_is_found() {
        reasonFound(false, true);
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    @Test
    void it_may_stay_where_we_were_killed_before_its_reason_was_found() {
        reasonFound(true, false);
        kept(this::allIsQuiet);
    }

    @Test
    void nor_does_a_list_that_tells_no_reasons_count_as_finding_it() {
        reasonFound(true, true);
        kept(this::allIsQuiet);
    }
}
