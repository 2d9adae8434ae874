package io.presencesync.simulation.check;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Situation;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the checker demands of holds shown without a reason: small histories told by hand.
final class UnreasonedTest extends HandwrittenHistory {
    private static final Rest OURS = Rest.notReady(null, By.us("r1"));
    private static final Rest THEIRS = Rest.notReady(null, By.AGENT);

    @BeforeEach
    void a_hold_is_asked_for() {
        channel = ChannelKind.SUPERVISOR;
        checker = checker(channel, Setting.Twist.NONE, Set.of(Situation.NO_REASON));
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        asks(hold("r1"));
    }

    private void taken() {
        see(new Fact.Answered("r1", "Accepted", false));
    }

    private void free() {
        seconds(5);
        presence("active");
        seconds(5);
    }

    @Test
    void the_first_change_soon_after_finesse_took_our_request_is_ours() {
        taken();
        seconds(9);
        shows(StateName.NOT_READY, OURS);
        free();
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    @Test
    void so_is_what_carries_our_request() {
        seconds(30);
        showsBy("r1", StateName.NOT_READY, OURS);
        free();
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }

    @Test
    void later_than_that_nobody_can_know() {
        taken();
        seconds(11);
        shows(StateName.NOT_READY, OURS);
        free();
        kept(this::allIsQuiet);
    }

    @Test
    void neither_can_anybody_after_a_gap() {
        taken();
        see(new Fact.Gap(false));
        shows(StateName.NOT_READY, OURS);
        free();
        kept(this::allIsQuiet);
    }

    @Test
    void somebody_elses_that_looks_like_ours_may_be_released() {
        taken();
        seconds(1);
        shows(StateName.NOT_READY, THEIRS);
        free();
        kept(() -> asks(release("r2")));
    }

    @Test
    void what_carries_a_persons_request_is_theirs() {
        taken();
        seconds(1);
        showsBy("desktop 1", StateName.NOT_READY, THEIRS);
        free();
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }

    @Test
    void told_again_at_a_new_time_it_is_the_agents_act() {
        taken();
        shows(StateName.NOT_READY, OURS);
        seconds(20);
        shows(StateName.NOT_READY, THEIRS);
        free();
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }

    private void chosenAfter(Duration since) {
        taken();
        shows(StateName.NOT_READY, OURS);
        now = now.plus(since);
        shows(StateName.NOT_READY, THEIRS);
        free();
    }

    @Test
    void told_again_within_what_two_nodes_differ_nobody_can_know() {
        chosenAfter(Duration.ofSeconds(2));
        kept(() -> asks(release("r2")));
    }

    @Test
    void told_again_later_than_two_nodes_differ_it_is_the_agents_act() {
        chosenAfter(Duration.ofMillis(2001));
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }

    @Test
    void nor_is_it_ours_where_a_persons_request_is_told() {
        taken();
        shows(StateName.NOT_READY, OURS);
        seconds(2);
        showsBy("desktop 1", StateName.NOT_READY, THEIRS);
        free();
        broken(Promise.CHOICE_STANDS, () -> asks(release("r2")));
    }

    @Test
    void an_outage_of_before_a_start_explains_no_new_time() {
        see(new Fact.OutOfService(true));
        see(new Fact.Killed("somewhere"));
        see(new Fact.Restarted(false));
        seconds(240);
        shows(StateName.READY, Rest.ready(By.AGENT));
        busyForLong();
        asks(hold("r2"));
        see(new Fact.Answered("r2", "Accepted", false));
        shows(StateName.NOT_READY, Rest.notReady(null, By.us("r2")));
        seconds(20);
        shows(StateName.NOT_READY, THEIRS);
        free();
        broken(Promise.CHOICE_STANDS, () -> asks(release("r3")));
    }

    @Test
    void told_again_after_an_outage_it_is_ours_once_finesse_had_time_to_find_what_it_lost() {
        taken();
        shows(StateName.NOT_READY, OURS);
        seconds(20);
        see(new Fact.Gap(true));
        shows(StateName.NOT_READY, OURS);
        free();
        kept(this::allIsQuiet);
        seconds(150);
        presence("active");
        broken(Promise.FREE_IS_RELEASED, this::allIsQuiet);
    }
}
