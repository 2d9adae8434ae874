package io.presencesync.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.Situation;
import io.presencesync.simulation.history.SystemCodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Calls outside the queue show as documented of the real Finesse.
final class OutsideCallsTest {
    private static final Rest READY = Rest.ready(By.AGENT);
    private static final Rest LUNCH = Rest.notReady(Reasons.LUNCH, By.AGENT);

    private final Timeline timeline = new Timeline();
    private final List<Shown> published = new ArrayList<>();

    private OutsideCalls calls(PretendAgent agent, long seed) {
        Chance chance = new Chance(new SplittableRandom(seed));
        Setting setting = new Setting(
                agent.platform(),
                ChannelKind.GADGET,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMinutes(15),
                true,
                true,
                true,
                false,
                Setting.Listed.ALL,
                true,
                Setting.Twist.NONE,
                Set.of(Situation.GIVEN_BACK));
        Scene scene = new Scene(timeline, chance, new Weather(chance), setting, (now, who, fact) -> {});
        return new OutsideCalls(scene, agent, new PretendPhone(agent, timeline, chance));
    }

    private PretendAgent agent(Platform platform, Rest first) {
        return new PretendAgent(platform, timeline, first, published::add);
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void who_was_ready_is_given_back_by_the_system(Platform platform) {
        PretendAgent agent = agent(platform, READY);
        calls(agent, 3).dial();
        Reason off = agent.shown().reason();
        timeline.pass(200_000);

        assertThat(SystemCodes.aroundCall(platform, off)).isTrue();
        assertThat(agent.shown().state()).isEqualTo(StateName.READY);
        assertThat(agent.shown().rest().by()).isEqualTo(By.SYSTEM);
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void who_was_at_lunch_is_at_lunch_again(Platform platform) {
        PretendAgent agent = agent(platform, LUNCH);
        calls(agent, 4).dial();
        timeline.pass(200_000);

        assertThat(published.getFirst().rest().by()).isEqualTo(By.SYSTEM);
        assertThat(agent.shown().rest()).isEqualTo(LUNCH);
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void what_the_agent_chose_meanwhile_stays(Platform platform) {
        PretendAgent agent = agent(platform, READY);
        calls(agent, 5).dial();
        agent.carryOut(LUNCH, null);
        timeline.pass(200_000);

        assertThat(agent.shown().rest()).isEqualTo(LUNCH);
    }
}
