package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.ConnectionState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkewTest {
    private static final URI NODE = URI.create("https://fin1:8445");

    private final ManualTimers time = new ManualTimers();
    private final NodeClocks clocks = new NodeClocks(NODE);
    private Duration wall = Duration.ZERO;
    private final ClockSkew skew = new ClockSkew(
            new FinesseNodes(List.of(NODE)), clocks, time, () -> time.instant().plus(wall));

    @ParameterizedTest
    @ValueSource(ints = {-29, 0, 29})
    void less_than_half_a_minute_is_not_worth_telling(int seconds) {
        assertThat(skew.state()).isEmpty();
        clocks.measured(NODE, Duration.ofSeconds(seconds));
        assertThat(skew.state()).isEmpty();
        assertThat(skew.ahead()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void both_clocks_are_told_from_half_a_minute_on_until_they_agree_again() {
        clocks.measured(NODE, Duration.ofMinutes(-10));
        ConnectionState told = skew.state().orElseThrow();
        assertThat(told.link()).isEqualTo("finesse.clock");
        assertThat(told.code()).isEqualTo("clock_skew");
        assertThat(told.message())
                .isEqualTo("the clock of https://fin1:8445 is 600 s behind ours: it shows 2026-03-02T08:50:00Z, ours"
                        + " 2026-03-02T09:00:00Z");
        time.pass(Duration.ofMinutes(1));
        assertThat(skew.state().orElseThrow().since()).isEqualTo(told.since());
        clocks.measured(NODE, Duration.ofSeconds(1));
        assertThat(skew.state()).isEmpty();
    }

    @Test
    void our_own_clock_set_back_is_a_difference_too() {
        clocks.measured(NODE, Duration.ZERO);
        wall = Duration.ofHours(-1);
        assertThat(skew.ahead()).isEqualTo(Duration.ofHours(1));
        assertThat(skew.state().orElseThrow().message()).contains("3600 s ahead of ours");
    }
}
