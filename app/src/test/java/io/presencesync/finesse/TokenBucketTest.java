package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TokenBucket bucket = new TokenBucket(10, 3, START);

    @Test
    void a_burst_goes_at_once_and_then_the_rate_holds() {
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(START)).isZero();
        }
        assertThat(bucket.take(START)).isEqualTo(Duration.ofMillis(100));
        assertThat(bucket.take(START.plusMillis(60))).isBetween(Duration.ofMillis(40), Duration.ofMillis(41));
        assertThat(bucket.take(START.plusMillis(101))).isZero();
    }

    @Test
    void over_a_minute_no_more_goes_than_rate_and_burst_allow() {
        int taken = 0;
        for (int millis = 0; millis < 60_000; millis += 5) {
            if (bucket.take(START.plusMillis(millis)).isZero()) {
                taken++;
            }
        }
        assertThat(taken).isBetween(600, 603);
    }

    @Test
    void long_silence_saves_up_no_more_than_the_burst() {
        Instant later = START.plus(Duration.ofHours(5));
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(later)).isZero();
        }
        assertThat(bucket.take(later)).isPositive();
    }

    @Test
    void a_clock_set_back_takes_nothing_away_and_gives_nothing() {
        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START.minusSeconds(3600))).isZero();
        assertThat(bucket.take(START.minusSeconds(3600))).isZero();
        assertThat(bucket.take(START.minusSeconds(3600))).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void what_was_taken_for_nothing_can_be_given_back() {
        for (int i = 0; i < 3; i++) {
            bucket.take(START);
        }
        bucket.giveBack();
        assertThat(bucket.take(START)).isZero();
    }
}
