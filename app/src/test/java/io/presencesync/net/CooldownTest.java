package io.presencesync.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CooldownTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private Instant now = START;
    private final Cooldown<String> cooldown = new Cooldown<>(() -> now);

    @Test
    void the_wait_is_the_longer_of_the_told_one_and_our_own() {
        assertThat(RetryWait.of(Duration.ofSeconds(7), Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryWait.of(Duration.ofSeconds(3), Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryWait.of(null, Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void the_wait_is_a_second_at_least_and_an_hour_at_most() {
        assertThat(RetryWait.of(Duration.ofSeconds(-5), Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RetryWait.of(null, Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RetryWait.of(Duration.ofDays(1), Duration.ofSeconds(1))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_place_that_refused_rests_as_longRestas_it_told_and_others_do_not() {
        assertThat(cooldown.refused("a", Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
        now = now.plusSeconds(5);
        assertThat(cooldown.left("a")).isEqualTo(Duration.ofSeconds(2));
        assertThat(cooldown.left("b")).isZero();
        now = now.plusSeconds(2);
        assertThat(cooldown.left("a")).isZero();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(ints = {0, -1, 1})
    void whoever_refuses_for_ever_without_a_useful_wait_is_asked_a_dozen_times_in_the_first_minute(
            @Nullable Integer told) {
        int calls = 0;
        while (now.isBefore(START.plusSeconds(60))) {
            calls++;
            now = now.plus(cooldown.refused("a", told == null ? null : Duration.ofSeconds(told)));
        }
        assertThat(calls).isBetween(8, 12);
    }

    @Test
    void refusals_of_one_moment_count_once() {
        for (int call = 0; call < 16; call++) {
            assertThat(cooldown.refused("a", Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void an_answer_ends_the_growth_but_not_the_rest() {
        for (int refusal = 0; refusal < 10; refusal++) {
            now = now.plus(cooldown.refused("a", null));
        }
        Duration longRest = cooldown.refused("a", null);
        cooldown.answered("a");
        assertThat(cooldown.left("a")).isEqualTo(longRest).isGreaterThan(Duration.ofSeconds(10));
        now = now.plus(longRest);
        assertThat(cooldown.refused("a", null)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_rest_is_never_shortened_and_an_hour_at_most() {
        cooldown.rest("a", Duration.ofDays(1));
        cooldown.rest("a", Duration.ofSeconds(1));
        assertThat(cooldown.refused("a", Duration.ofSeconds(5))).isEqualTo(Duration.ofHours(1));
        assertThat(cooldown.left("a")).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whoever_waits_by_our_backoff_finds_the_rest_over() {
        Backoff backoff = new Backoff(new Random(5));
        for (int failures = 0; failures < 300; failures++) {
            Duration own = RetryWait.of(null, backoff.after(failures));
            assertThat(cooldown.refused("a", null)).isLessThanOrEqualTo(own);
            now = now.plus(own);
        }
    }
}
