package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GapPaceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final GapPace pace = new GapPace();

    @Test
    void the_first_gap_is_mended_at_once_and_so_is_the_next_after_a_while() {
        assertThat(pace.wait(START, true)).isZero();
        assertThat(pace.wait(START.plusSeconds(3), true)).isZero();
        assertThat(pace.wait(START.plusSeconds(300), true)).isZero();
    }

    @Test
    void many_gaps_within_a_minute_make_few_readings() {
        int readings = 0;
        Instant planned = Instant.MIN;
        for (int tenth = 0; tenth < 600; tenth++) {
            Instant now = START.plusMillis(tenth * 100L);
            Duration wait = pace.wait(now, true);
            if (now.plus(wait).isAfter(planned)) {
                planned = now.plus(wait);
                readings++;
            }
        }
        assertThat(readings).isBetween(4, 7);
    }

    @Test
    void a_gap_before_a_planned_reading_waits_for_that_one() {
        pace.wait(START, true);
        assertThat(pace.wait(START.plusSeconds(1), true)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.wait(START.plusMillis(1500), true)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void what_cannot_wait_does_not() {
        pace.wait(START, true);
        assertThat(pace.wait(START.plusMillis(10), false)).isZero();
    }
}
