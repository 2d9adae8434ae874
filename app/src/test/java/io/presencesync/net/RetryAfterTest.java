package io.presencesync.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"17, 17000", "' 17 ', 17000", "0, 0", "-1, 0", "-5, 0", "1.5, 1500", "0.25, 250", "+3, 3000"})
    void a_number_of_seconds_is_never_below_zero(String header, long millis) {
        assertThat(RetryAfter.read(header, null, NOW)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3601", "99999999", "999999999999999999", "Fri, 02 Jan 2026 00:00:00 GMT"})
    void no_wait_is_longer_than_an_hour(String header) {
        assertThat(RetryAfter.read(header, null, NOW)).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1e9", "NaN", "2026-01-01T00:00:40Z", "9999999999999999999"})
    void what_cannot_be_understood_says_nothing(String header) {
        assertThat(RetryAfter.read(header, null, NOW)).isNull();
    }

    @Test
    void an_answer_without_the_header_says_nothing() {
        assertThat(RetryAfter.of(new HttpAnswer(429, Map.of(), ""), NOW)).isNull();
    }

    @Test
    void a_date_is_measured_against_the_date_of_the_answer() {
        String until = "Thu, 01 Jan 2026 05:00:40 GMT";
        String sent = "Thu, 01 Jan 2026 05:00:00 GMT";
        HttpAnswer answer = new HttpAnswer(429, Map.of("retry-after", until, "date", sent), "");
        assertThat(RetryAfter.of(answer, NOW)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void without_a_date_of_the_answer_our_clock_counts() {
        String until = "Thu, 1 Jan 2026 00:00:40 GMT";
        assertThat(RetryAfter.read(until, null, NOW)).isEqualTo(Duration.ofSeconds(40));
        assertThat(RetryAfter.read(until, "yesterday", NOW)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void a_date_already_past_is_no_wait() {
        assertThat(RetryAfter.read("Thu, 01 Jan 1970 00:00:00 GMT", null, NOW)).isZero();
        assertThat(RetryAfter.read("Thu, 01 Jan 2026 00:00:00 GMT", "Thu, 01 Jan 2026 00:00:09 GMT", NOW))
                .isZero();
    }
}
