package io.presencesync.simulation.check;

import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Shown;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the checker demands around calls outside the queue: small histories told by hand.
final class GivenBackTest extends HandwrittenHistory {
    private static final Rest OUTSIDE = Rest.notReady(new Reason("33", 50006, "Non ACD Busy"), By.SYSTEM);
    private static final Rest DISCONNECTED = Rest.notReady(new Reason("32", 50002, "Connection Failure"), By.SYSTEM);
    private static final Rest GIVEN_BACK = Rest.ready(By.SYSTEM);

    private Shown last = new Shown(0, StateName.READY, GIVEN_BACK, null, null, false);

    private void meetingBeginsDuringTheCall(Rest before, StateName state) {
        shows(state, before);
        presence("active");
        seconds(10);
        shows(StateName.NOT_READY, OUTSIDE);
        presence("dnd");
        seconds(10);
    }

    @Test
    void ready_that_the_system_gave_back_is_no_choice() {
        meetingBeginsDuringTheCall(Rest.ready(By.AGENT), StateName.READY);
        shows(StateName.READY, GIVEN_BACK);
        broken(Promise.BUSY_IS_HELD, this::allIsQuiet);
    }

    @Test
    void holding_who_was_given_back_breaks_nothing() {
        meetingBeginsDuringTheCall(Rest.ready(By.AGENT), StateName.READY);
        shows(StateName.READY, GIVEN_BACK);
        kept(() -> asks(hold("r1")));
    }

    @Test
    void where_its_beginning_in_ready_did_not_reach_us_ready_may_be_taken_for_a_choice() {
        meetingBeginsDuringTheCall(LUNCH, StateName.NOT_READY);
        unseen(StateName.READY, Rest.ready(By.AGENT));
        unseen(StateName.NOT_READY, OUTSIDE);
        shows(StateName.READY, GIVEN_BACK);
        kept(this::allIsQuiet);
    }

    @Test
    void a_hand_that_cannot_be_told_from_the_systems_is_not_demanded_to_be_known() {
        meetingBeginsDuringTheCall(Rest.ready(By.AGENT), StateName.READY);
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(5);
        kept(() -> asks(hold("r1")));
    }

    @Test
    void a_hand_told_by_its_request_stands() {
        meetingBeginsDuringTheCall(Rest.ready(By.AGENT), StateName.READY);
        showsBy("desktop 1", StateName.READY, Rest.ready(By.AGENT));
        seconds(5);
        broken(Promise.READY_BY_HAND_STANDS, () -> asks(hold("r1")));
    }

    /// Told once more as the system's, by a Finesse that lost something of it.
    private Shown toldAgain(@Nullable Instant time, boolean erased) {
        Shown again = new Shown(++number, StateName.NOT_READY, OUTSIDE, null, time, erased);
        see(new Fact.Changed(again));
        see(new Fact.Reached(again, true, StateSource.GADGET));
        return again;
    }

    @Test
    void a_hand_after_a_code_that_finesse_lost_is_not_demanded_to_be_known() {
        meetingBeginsDuringTheCall(Rest.ready(By.AGENT), StateName.READY);
        toldAgain(now.minusSeconds(10), true);
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(5);
        kept(() -> asks(hold("r1")));
    }

    @Test
    void nor_is_it_that_the_system_gave_back_after_such_a_code() {
        meetingBeginsDuringTheCall(Rest.ready(By.AGENT), StateName.READY);
        toldAgain(now.minusSeconds(10), true);
        shows(StateName.READY, GIVEN_BACK);
        kept(this::allIsQuiet);
    }

    private void givenBackAfter(Shown code, boolean gap) {
        if (gap) {
            see(new Fact.Gap(true));
        }
        see(new Fact.Reached(code, true, StateSource.USER_GET));
        shows(StateName.READY, GIVEN_BACK);
    }

    @Test
    void after_a_gap_a_code_told_without_a_time_may_be_another_that_did_not_begin_in_ready() {
        meetingBeginsDuringTheCall(Rest.ready(By.AGENT), StateName.READY);
        givenBackAfter(toldAgain(null, false), true);
        kept(this::allIsQuiet);
    }

    @Test
    void one_told_with_its_time_is_the_known_one() {
        meetingBeginsDuringTheCall(Rest.ready(By.AGENT), StateName.READY);
        givenBackAfter(toldAgain(now.minusSeconds(10), false), true);
        broken(Promise.BUSY_IS_HELD, this::allIsQuiet);
    }

    @Test
    void so_is_one_told_without_a_time_where_nothing_was_missed() {
        meetingBeginsDuringTheCall(Rest.ready(By.AGENT), StateName.READY);
        givenBackAfter(toldAgain(null, false), false);
        broken(Promise.BUSY_IS_HELD, this::allIsQuiet);
    }

    @Test
    void ready_after_a_disconnect_is_the_agents_own() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        presence("active");
        seconds(10);
        shows(StateName.NOT_READY, DISCONNECTED);
        presence("dnd");
        seconds(10);
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(5);
        broken(Promise.READY_BY_HAND_STANDS, () -> asks(hold("r1")));
    }

    @Test
    void the_systems_code_does_not_end_a_hold() {
        held();
        shows(StateName.NOT_READY, OUTSIDE);
        seconds(10);
        shows(StateName.NOT_READY, heldBy("r1"));
        presence("active");
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    @Test
    void nothing_is_asked_for_while_the_systems_code_shows() {
        held();
        shows(StateName.NOT_READY, OUTSIDE);
        presence("active");
        seconds(5);
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }

    @Test
    void somebody_elses_failed_request_is_no_news() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        asks(hold("r1"));
        see(new Fact.Answered("desktop 1", "Failed", true));
        broken(Promise.NO_FIGHT, () -> see(new Fact.Handed(hold("r2"))));
    }

    @Test
    void a_code_that_did_not_reach_us_tells_nothing() {
        meetingBeginsDuringAnUntoldCall();
        shows(StateName.READY, GIVEN_BACK);
        kept(this::allIsQuiet);
    }

    @Test
    void a_choice_after_a_code_that_did_not_reach_us_stands() {
        meetingBeginsDuringAnUntoldCall();
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(5);
        broken(Promise.READY_BY_HAND_STANDS, () -> asks(hold("r1")));
    }

    @Test
    void a_code_that_reached_us_later_tells_all_the_same() {
        meetingBeginsDuringAnUntoldCall();
        see(new Fact.Reached(last, true, StateSource.USER_GET));
        shows(StateName.READY, GIVEN_BACK);
        broken(Promise.BUSY_IS_HELD, this::allIsQuiet);
    }

    private void meetingBeginsDuringAnUntoldCall() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        presence("active");
        seconds(10);
        last = new Shown(++number, StateName.NOT_READY, OUTSIDE, null, now, false);
        see(new Fact.Changed(last));
        see(new Fact.Reached(last, false, StateSource.TEAM_GET));
        presence("dnd");
        seconds(10);
    }

    private void callsAfterItsReasonWasLost(Rest rest, Rest restsNow) {
        shows(StateName.READY, Rest.ready(By.AGENT));
        presence("active");
        seconds(10);
        shows(StateName.NOT_READY, rest);
        Shown erased = new Shown(++number, StateName.NOT_READY, rest, null, now, true);
        see(new Fact.Changed(erased));
        seconds(5);
        see(new Fact.Reached(erased, true, StateSource.TEAM_GET));
        presence("dnd");
        seconds(10);
        shows(StateName.TALKING, restsNow);
    }

    @Test
    void the_systems_code_tells_nothing_of_where_they_rest_once_it_is_lost_either() {
        callsAfterItsReasonWasLost(OUTSIDE, GIVEN_BACK);
        kept(() -> asks(hold("r1")));
    }

    @Test
    void a_choice_whose_reason_is_lost_does() {
        callsAfterItsReasonWasLost(LUNCH, LUNCH);
        broken(Promise.CALLS_ARE_LEFT_ALONE, () -> asks(hold("r1")));
    }

    /// From lunch by way of READY into a call outside the queue.
    private void outsideFromLunch(boolean readyToldLate) {
        busyForLong();
        shows(StateName.NOT_READY, LUNCH);
        Shown ready = new Shown(++number, StateName.READY, Rest.ready(By.SUPERVISOR), null, now, false);
        see(new Fact.Changed(ready));
        seconds(1);
        shows(StateName.NOT_READY, OUTSIDE);
        if (readyToldLate) {
            see(new Fact.Reached(ready, true, StateSource.GADGET));
        }
        shows(StateName.TALKING, OUTSIDE);
    }

    @Test
    void ready_told_only_after_the_systems_not_ready_that_followed_it_tells_where_they_rest() {
        outsideFromLunch(true);
        kept(() -> asks(hold("r1")));
    }

    @Test
    void where_it_was_never_told_they_rest_where_they_were_last_seen() {
        outsideFromLunch(false);
        broken(Promise.CALLS_ARE_LEFT_ALONE, () -> asks(hold("r1")));
    }

    /// Its beginning reached us while nobody could tell by times what was the newest.
    @Test
    void what_may_have_been_lent_may_be_so_still_when_the_systems_next_code_follows() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        presence("active");
        seconds(10);
        see(new Fact.ClockSet());
        shows(StateName.NOT_READY, OUTSIDE);
        see(new Fact.ClockNoticed());
        see(new Fact.Reached(
                new Shown(number, StateName.NOT_READY, OUTSIDE, null, now, false), true, StateSource.USER_GET));
        seconds(10);
        shows(StateName.NOT_READY, OUTSIDE);
        presence("dnd");
        seconds(10);
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(5);
        kept(() -> asks(hold("r1")));
    }
}
