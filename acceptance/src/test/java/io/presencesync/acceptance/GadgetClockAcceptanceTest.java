package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.Platform;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Finesse's clock is set back while agents' own gadgets act, and while nothing but the gadgets tells their states.
@ParameterizedClass
@EnumSource(Platform.class)
class GadgetClockAcceptanceTest extends GadgetAcceptance {
    @Parameter
    @SuppressWarnings("NullAway.Init")
    Platform platform;

    @Override
    World newWorld() {
        return new World(2, platform);
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> env = super.settings();
        World.supervisorById(env);
        env.put("PRESENCE_SYNC_FINESSE_NOTIFICATIONS", "off");
        return env;
    }

    @Test
    void lunch_chosen_after_each_step_is_kept_and_other_holds_come_and_go() {
        connected("1002");
        Desktop desktop = connected("1001");
        for (Duration back : new Duration[] {Duration.ofSeconds(60), Duration.ofSeconds(3660)}) {
            lunchIsKept(desktop, back);
        }
    }

    private void lunchIsKept(Desktop desktop, Duration back) {
        int before = bodies("1001").size();
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        product.awaitState("1001", MEETING);
        world.finesse.setClock(back.negated());
        desktop.clickNotReady("Lunch");
        world.awaitShown("1001", "NOT_READY Lunch");
        product.awaitState("1001", "NOT_READY Lunch");
        world.presence("1001", "active");
        awaitDecided();
        world.presence("1001", "dnd");
        awaitDecided();
        assertThat(world.shown("1001")).isEqualTo("NOT_READY Lunch");
        assertThat(bodies("1001").subList(before, bodies("1001").size()))
                .containsExactly(notReady("Webex Meeting"), notReady("Lunch"));
        world.presence("1001", "active");
        world.agent("1001").ready();
        product.awaitState("1001", "READY");
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
        product.awaitState("1001", "READY");
    }
}
