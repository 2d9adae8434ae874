package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.ConnectionState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestRateTest {
    private static final int POLLS = 120;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final RequestRate rate = new RequestRate(() -> now, POLLS);

    private void count(ServicePath path, long requests) {
        for (long request = 0; request < requests; request++) {
            rate.count(path);
        }
    }

    @ParameterizedTest
    @EnumSource(ServicePath.class)
    void one_request_too_many_in_a_minute_is_told_with_its_path(ServicePath path) {
        rate.expect(3);
        long most = path.mostAMinute(3, POLLS);
        count(path, most);
        assertThat(rate.alarm()).isEmpty();
        now = now.plusSeconds(59);
        count(path, 1);
        assertThat(rate.alarm()).hasValueSatisfying(alarm -> {
            assertThat(alarm.state()).isEqualTo(ConnectionState.Kind.DEGRADED);
            assertThat(alarm.code()).isEqualTo("too_many_requests");
            assertThat(alarm.message()).contains(path.words(), String.valueOf(most + 1), "at most " + most);
            assertThat(alarm.since()).isEqualTo(now);
        });
    }

    @Test
    void the_alarm_ends_when_the_last_minute_was_usual() {
        count(ServicePath.CATALOG, 100);
        assertThat(rate.alarm()).isPresent();
        now = now.plusSeconds(60);
        assertThat(rate.alarm()).isEmpty();
    }

    @Test
    void a_start_with_two_thousand_agents_is_usual() {
        rate.expect(2_000);
        count(ServicePath.CATALOG, 1);
        count(ServicePath.DEVICE, 3);
        count(ServicePath.SOCKET, 1);
        count(ServicePath.PERSON_LOOKUPS, 2_000);
        count(ServicePath.SUBSCRIPTIONS, 40);
        assertThat(rate.alarm()).isEmpty();
    }

    @Test
    void a_line_that_flaps_for_a_minute_with_everybody_subscribed_anew_each_time_is_usual() {
        rate.expect(2_000);
        for (int broken = 0; broken < 11; broken++) {
            count(ServicePath.SOCKET, 1);
            count(ServicePath.SUBSCRIPTIONS, 40);
            now = now.plusSeconds(5);
        }
        assertThat(rate.alarm()).isEmpty();
    }

    @Test
    void a_storm_of_a_site_with_three_agents_is_told() {
        rate.expect(3);
        count(ServicePath.SUBSCRIPTIONS, 150);
        assertThat(rate.alarm()).isPresent();
    }

    @Test
    void a_roster_that_shrinks_makes_no_false_alarm() {
        rate.expect(2_000);
        count(ServicePath.PERSON_LOOKUPS, 2_000);
        rate.expect(3);
        assertThat(rate.alarm()).isEmpty();
        now = now.plus(Duration.ofMinutes(1));
        count(ServicePath.PERSON_LOOKUPS, 70);
        assertThat(rate.alarm()).isPresent();
    }

    @Test
    void a_clock_set_back_brings_no_alarm_and_no_silence() {
        count(ServicePath.CATALOG, 60);
        now = now.minusSeconds(3_600);
        assertThat(rate.alarm()).isEmpty();
        count(ServicePath.CATALOG, 61);
        assertThat(rate.alarm()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "https://u2c.wbx2.com/u2c/api/v1/catalog?format=hostmap, CATALOG",
        "https://wdm-k.wbx2.com/wdm/api/v1/devices, DEVICE",
        "https://wdm-k.wbx2.com/wdm/api/v1/devices/1?includeUpstreamServices=all, DEVICE",
        "https://apheleia-k.wbx2.com/apheleia/api/v1/subscriptions, SUBSCRIPTIONS",
        "https://apheleia-k.wbx2.com/apheleia/api/v1/compositions, COMPOSITIONS",
        "https://webexapis.com/v1/people?email=a%40b.c, PERSON_LOOKUPS",
        "https://webexapis.com/v1/people/me, PEOPLE_API",
        "https://webexapis.com/v1/people/Y2lz, PEOPLE_API"
    })
    void each_request_is_counted_for_its_service(URI uri, ServicePath path) {
        assertThat(ServicePath.of(uri)).isEqualTo(path);
    }
}
