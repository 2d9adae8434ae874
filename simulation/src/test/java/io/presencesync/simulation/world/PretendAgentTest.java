package io.presencesync.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Platform;
import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The pretend Finesse keeps to what is documented of the real one.
final class PretendAgentTest {
    private static final Rest READY = Rest.ready(By.AGENT);
    private static final Rest LUNCH = Rest.notReady(Reasons.LUNCH, By.AGENT);
    private static final Rest TRAINING = Rest.notReady(Reasons.TRAINING, By.AGENT);

    private final Timeline timeline = new Timeline();
    private final List<Shown> published = new ArrayList<>();

    private PretendAgent agent(Platform platform, Rest first) {
        return new PretendAgent(platform, timeline, first, published::add);
    }

    private PretendPhone phone(PretendAgent agent) {
        return new PretendPhone(agent, timeline, new Chance(new SplittableRandom(3)));
    }

    private PretendAgent talking(Platform platform, Rest first) {
        PretendAgent agent = agent(platform, first);
        agent.become(StateName.TALKING, first);
        return agent;
    }

    private static @Nullable String reasonId(PretendAgent agent) {
        return Objects.requireNonNull(agent.shown().reason()).id();
    }

    @Test
    void a_supervisor_sets_not_ready_only_from_ready_and_wrap_up() {
        for (StateName state : StateName.values()) {
            PretendAgent agent = agent(Platform.CCE, READY);
            agent.become(state, READY);
            boolean allowed = agent.refusal(false, StateName.NOT_READY) == null;
            assertThat(allowed)
                    .as(state.name())
                    .isEqualTo(state == StateName.READY || state == StateName.WORK || state == StateName.WORK_READY);
        }
    }

    @Test
    void on_cce_the_last_wish_of_a_call_wins() {
        PretendAgent agent = talking(Platform.CCE, READY);
        agent.carryOut(LUNCH, null);
        agent.carryOut(TRAINING, null);

        assertThat(agent.refusal(true, StateName.READY)).isNull();
        assertThat(agent.shown().state()).isEqualTo(StateName.TALKING);
        assertThat(agent.shown().pending()).isEqualTo(TRAINING);
    }

    @Test
    void on_ccx_a_call_takes_one_pending_not_ready_and_never_ready() {
        PretendAgent agent = talking(Platform.CCX, READY);
        assertThat(agent.refusal(true, StateName.READY)).isEqualTo(Refusal.NOT_NOW);
        agent.carryOut(LUNCH, null);

        assertThat(agent.refusal(true, StateName.NOT_READY)).isEqualTo(Refusal.NOT_NOW);
    }

    @Test
    void what_was_chosen_during_a_call_follows_after_it() {
        PretendAgent agent = talking(Platform.CCE, READY);
        agent.carryOut(LUNCH, null);
        PretendPhone phone = phone(agent);
        phone.hangUp();
        phone.endWrapUp();

        assertThat(agent.shown().state()).isEqualTo(StateName.NOT_READY);
        assertThat(agent.shown().reason()).isEqualTo(Reasons.LUNCH);
    }

    @Test
    void after_a_call_from_lunch_he_is_at_lunch_again_with_a_new_time() {
        PretendAgent agent = agent(Platform.CCE, LUNCH);
        var before = agent.shown().time();
        timeline.pass(1_000);
        agent.become(StateName.TALKING, LUNCH);
        timeline.pass(1_000);
        PretendPhone phone = phone(agent);
        phone.hangUp();
        phone.endWrapUp();

        assertThat(agent.shown().reason()).isEqualTo(Reasons.LUNCH);
        assertThat(agent.shown().time()).isAfter(before);
    }

    @Test
    void on_ccx_a_call_not_routed_by_the_contact_center_shows_nowhere_and_refuses_ready() {
        PretendAgent agent = agent(Platform.CCX, LUNCH);
        phone(agent).dial();

        assertThat(published).isEmpty();
        assertThat(agent.refusal(true, StateName.READY)).isEqualTo(Refusal.BUSY);
    }

    @Test
    void who_signs_in_is_not_ready_with_reason_minus_one() {
        PretendAgent agent = agent(Platform.CCE, READY);
        agent.signOut(null);
        assertThat(agent.refusal(true, StateName.READY)).isEqualTo(Refusal.SIGNED_OUT_CCE);
        agent.signIn(null);

        assertThat(agent.shown().state()).isEqualTo(StateName.NOT_READY);
        assertThat(reasonId(agent)).isEqualTo("-1");
    }

    @Test
    void a_fail_over_may_take_reason_and_time_and_leaves_who_did_it() {
        PretendAgent agent = agent(Platform.CCX, LUNCH);
        agent.published(true, true, false);

        assertThat(reasonId(agent)).isEqualTo("-1");
        assertThat(agent.shown().time()).isNull();
        assertThat(agent.shown().rest()).isEqualTo(LUNCH);
    }

    @Test
    void after_a_fail_over_the_same_state_may_show_a_new_time() {
        PretendAgent agent = agent(Platform.CCE, LUNCH);
        timeline.pass(60_000);
        agent.published(false, false, true);

        assertThat(agent.shown().rest()).isEqualTo(LUNCH);
        assertThat(agent.shown().time()).isEqualTo(timeline.now());
    }

    @Test
    void a_code_that_is_not_listed_shows_as_minus_one() {
        Rest held = Rest.notReady(Reasons.supervisor(Platform.CCE), By.us("r1"));
        PretendAgent agent = new PretendAgent(
                Platform.CCE, Setting.Listed.NOT_SUPERVISORS, new FinesseClock(timeline), READY, published::add);
        agent.carryOut(held, "r1");

        assertThat(reasonId(agent)).isEqualTo("-1");
        assertThat(agent.shown().rest().held()).isTrue();
        assertThat(agent.shown().request()).isEqualTo("r1");
    }

    @Test
    void our_wish_landing_over_a_lunch_is_known_to_be_blurred() {
        PretendAgent agent = agent(Platform.CCE, LUNCH);
        agent.carryOut(Rest.notReady(Reasons.ours("Webex Call"), By.us("r1")), null);

        assertThat(agent.shown().rest().held()).isFalse();
        assertThat(agent.shown().rest().blurred()).isTrue();
    }
}
