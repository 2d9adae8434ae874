package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Finesse's clock is set back while agents' own gadgets act, and while nothing but the gadgets tells their states.
class GadgetClockAcceptanceTest extends GadgetAcceptance {
    @Override
    Map<String, String> settings() {
        Map<String, String> env = super.settings();
        env.put("PRESENCE_SYNC_FINESSE_NOTIFICATIONS", "off");
        return env;
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 3600})
    void lunch_chosen_after_the_step_is_kept_and_other_holds_come_and_go(int seconds) {
        connected("1002");
        Desktop desktop = connected("1001");
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        product.awaitState("1001", MEETING);
        world.finesse.setClock(Duration.ofSeconds(-seconds));
        desktop.clickNotReady("Lunch");
        world.awaitShown("1001", "NOT_READY Lunch");
        product.awaitState("1001", "NOT_READY Lunch");
        world.presence("1001", "active");
        awaitDecided();
        world.presence("1001", "dnd");
        awaitDecided();
        assertThat(world.shown("1001")).isEqualTo("NOT_READY Lunch");
        assertThat(bodies("1001")).containsExactly(notReady("Webex Meeting"), notReady("Lunch"));
        world.presence("1001", "active");
        world.agent("1001").ready();
        product.awaitState("1001", "READY");
        world.meeting("1001");
        world.awaitShown("1001", MEETING);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
    }
}
