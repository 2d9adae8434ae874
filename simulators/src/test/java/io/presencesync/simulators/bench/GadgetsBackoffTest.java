package io.presencesync.simulators.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GadgetsBackoffTest {
    private final GadgetsBackoff backoff = new GadgetsBackoff(new Random(1));

    @Test
    void lost_connections_are_tried_again_after_one_second_doubled_to_fifteen_give_or_take_half() {
        for (long middle : List.of(1_000L, 2_000L, 4_000L, 8_000L)) {
            assertThat(backoff.lost()).isBetween(middle / 2, Math.min(15_000, middle + middle / 2));
        }
        for (int attempt = 0; attempt < 50; attempt++) {
            assertThat(backoff.lost()).isBetween(8_000L, 15_000L);
        }
        backoff.opened();
        assertThat(backoff.lost()).isBetween(500L, 1_500L);
    }

    @Test
    void being_sent_away_is_followed_by_two_seconds_doubled_to_a_minute_give_or_take_a_quarter() {
        for (long middle : List.of(2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L)) {
            assertThat(backoff.sentAway()).isBetween(middle * 3 / 4, middle * 5 / 4);
        }
        backoff.welcomed();
        assertThat(backoff.sentAway()).isBetween(1_500L, 2_500L);
    }
}
