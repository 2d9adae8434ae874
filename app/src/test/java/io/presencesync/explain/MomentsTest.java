package io.presencesync.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "'', 2026-11-23T14:00:00Z",
        "now, 2026-11-23T14:00:00Z",
        "14:05, 2026-11-23T13:05:00Z",
        "09:05:30, 2026-11-23T08:05:30Z",
        "2026-11-22T14:05, 2026-11-22T13:05:00Z",
        "2026-11-22 14:05:01, 2026-11-22T13:05:01Z",
        "2026-11-22t13:05:00z, 2026-11-22T13:05:00Z",
        "2026-11-22T14:05:00+01:00, 2026-11-22T13:05:00Z",
        "10m ago, 2026-11-23T13:50:00Z",
        "10 minutes ago, 2026-11-23T13:50:00Z",
        "2h ago, 2026-11-23T12:00:00Z",
        "30s ago, 2026-11-23T13:59:30Z",
        "1 day ago, 2026-11-22T14:00:00Z"
    })
    void times_are_read_in_the_zone_of_who_asks(String text, Instant moment) {
        assertThat(Moments.parse(text, NOW, BERLIN)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "25:00", "2026-13-01T00:00", "10 parsecs ago", "-5m ago", "14.05"})
    void what_is_no_time_is_said_with_what_can_be_written(String text) {
        assertThatThrownBy(() -> Moments.parse(text, NOW, BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("10m ago");
    }

    @ParameterizedTest
    @ValueSource(strings = {"23:59", "2026-11-24T00:00", "2026-11-23T14:00:01Z"})
    void the_future_cannot_be_explained(String text) {
        assertThatThrownBy(() -> Moments.parse(text, NOW, BERLIN)).hasMessageContaining("future");
    }
}
