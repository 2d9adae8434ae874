package io.presencesync.simulation.check;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.TargetState;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import org.junit.jupiter.api.Test;

/// Each promise can be broken: small histories told by hand.
final class CheckerTest extends HandwrittenHistory {
    private static final Rest SIGNED_OUT = Rest.notReady(null, By.SYSTEM);

    @Test
    void a_hold_and_its_release_break_nothing() {
        held();
        presence("active");
        seconds(3);
        assertThatCode(() -> {
                    asks(release("r2"));
                    shows(StateName.READY, Rest.ready(By.us("r2")));
                    seconds(60);
                    see(new Fact.Channel(true, channel));
                    see(new Fact.Settled());
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_request_over_a_lunch_that_reached_us_breaks_the_first_promise() {
        held();
        shows(StateName.NOT_READY, LUNCH);
        presence("active");
        seconds(5);
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }

    @Test
    void a_lunch_that_has_not_reached_us_is_nobodys_fault() {
        held();
        unseen(StateName.NOT_READY, LUNCH);
        presence("active");
        seconds(5);
        assertThatCode(() -> asks(release("r2"))).doesNotThrowAnyException();
    }

    @Test
    void holding_again_who_set_himself_ready_is_noticed() {
        held();
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(5);
        broken(Promise.READY_BY_HAND_STANDS, () -> asks(hold("r2")));
    }

    @Test
    void ready_for_an_agent_who_is_not_held_is_noticed() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        presence("active");
        seconds(5);
        broken(Promise.ONLY_HELD_ARE_RELEASED, () -> asks(release("r1")));
    }

    @Test
    void a_gadget_hold_without_a_reason_is_noticed() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        broken(Promise.ALWAYS_A_REASON, () -> asks(request("r1", TargetState.NOT_READY, null)));
    }

    @Test
    void a_request_to_a_signed_out_agent_is_noticed() {
        shows(StateName.LOGOUT, SIGNED_OUT);
        busyForLong();
        broken(Promise.SIGNED_OUT_GET_NOTHING, () -> asks(hold("r1")));
    }

    @Test
    void two_requests_with_nothing_new_between_are_noticed() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        asks(hold("r1"));
        broken(Promise.NO_FIGHT, () -> see(new Fact.Handed(hold("r2"))));
    }

    @Test
    void a_hold_before_the_presence_has_settled_is_noticed() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        presence("dnd");
        broken(Promise.PRESENCE_DECIDES, () -> asks(hold("r1")));
    }

    @Test
    void a_release_while_the_feed_is_down_is_noticed() {
        held();
        presence("active");
        seconds(1);
        see(new Fact.Doubt(true, "down"));
        seconds(5);
        broken(Promise.PRESENCE_DECIDES, () -> asks(release("r2")));
    }

    @Test
    void a_hold_with_another_reason_than_the_rules_is_noticed() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        broken(Promise.REASON_BY_RULE, () -> asks(request("r1", TargetState.NOT_READY, ReasonLabel.CALL)));
    }

    @Test
    void a_request_before_any_state_was_seen_is_noticed() {
        busyForLong();
        broken(Promise.NOTHING_BLINDLY, () -> asks(hold("r1")));
    }

    @Test
    void cutting_wrap_up_short_is_noticed_unless_so_configured() {
        shows(StateName.WORK_READY, Rest.ready(By.AGENT));
        busyForLong();
        broken(Promise.WRAP_UP_IS_HIS, () -> asks(hold("r1")));

        checker = checker(ChannelKind.GADGET, Setting.Twist.CUT);
        shows(StateName.WORK_READY, Rest.ready(By.AGENT));
        busyForLong();
        assertThatCode(() -> asks(hold("r1"))).doesNotThrowAnyException();
    }

    @Test
    void a_supervisors_hold_in_a_call_is_noticed() {
        channel = ChannelKind.SUPERVISOR;
        checker = checker(channel, Setting.Twist.NONE);
        shows(StateName.READY, Rest.ready(By.AGENT));
        shows(StateName.TALKING, Rest.ready(By.AGENT));
        busyForLong();
        broken(Promise.CALLS_ARE_LEFT_ALONE, () -> asks(hold("r1")));
    }

    @Test
    void busy_and_still_ready_when_all_is_quiet_is_noticed() {
        shows(StateName.READY, Rest.ready(By.AGENT));
        seconds(5);
        busyForLong();
        seconds(60);
        see(new Fact.Channel(true, channel));
        broken(Promise.BUSY_IS_HELD, () -> see(new Fact.Settled()));
    }

    @Test
    void free_and_still_held_when_all_is_quiet_is_noticed() {
        held();
        presence("active");
        seconds(60);
        see(new Fact.Channel(true, channel));
        broken(Promise.FREE_IS_RELEASED, () -> see(new Fact.Settled()));
    }

    @Test
    void an_old_reason_when_all_is_quiet_is_noticed() {
        held();
        presence("call");
        seconds(60);
        see(new Fact.Channel(true, channel));
        broken(Promise.REASON_IS_RENEWED, () -> see(new Fact.Settled()));
    }
}
