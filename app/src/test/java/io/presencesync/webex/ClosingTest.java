package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.net.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClosingTest {
    @Test
    void each_close_code_has_its_consequence() {
        assertThat(fate(1006, "")).isEqualTo(Setback.Fate.RETRY);
        assertThat(fate(4401, "")).isEqualTo(Setback.Fate.CHECK_TOKEN);
        assertThat(fate(1008, "Authentication Failed")).isEqualTo(Setback.Fate.CHECK_TOKEN);
        assertThat(fate(4403, "")).isEqualTo(Setback.Fate.GIVE_UP);
        assertThat(fate(451, "")).isEqualTo(Setback.Fate.GIVE_UP);
        assertThat(fate(4404, "")).isEqualTo(Setback.Fate.NEW_DEVICE);
        assertThat(fate(4000, "Replaced")).isEqualTo(Setback.Fate.REPLACED);
        assertThat(fate(4000, "other")).isEqualTo(Setback.Fate.RETRY);
    }

    @Test
    void a_refused_upgrade_honours_retry_after() {
        Instant now = Instant.parse("2026-03-02T09:00:00Z");
        String date = "Mon, 2 Mar 2026 09:00:07 GMT";
        for (int status : new int[] {423, 429, 503}) {
            assertThat(Closing.refused(status, "7", null, now).retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(Closing.refused(status, date, null, now).retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
        assertThat(Closing.refused(429, null, null, now).retryAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(Closing.refused(503, null, null, now).retryAfter()).isNull();
        assertThat(Closing.refused(404, null, null, now).setback().fate()).isEqualTo(Setback.Fate.NEW_DEVICE);
    }

    @Test
    void waits_grow_and_never_exceed_half_a_minute() {
        Backoff backoff = new Backoff(new Random(1));
        assertThat(backoff.after(0)).isZero();
        for (int failures = 0; failures < 200; failures++) {
            assertThat(backoff.after(failures)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
        assertThat(backoff.after(99)).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void after_an_outage_of_up_to_ten_seconds_the_next_try_comes_within_five() {
        for (int seed = 0; seed < 500; seed++) {
            Backoff backoff = new Backoff(new Random(seed));
            long at = 0;
            for (int failures = 0; at <= 10_000; failures++) {
                long wait = backoff.after(failures).toMillis();
                assertThat(wait).as("seed %d", seed).isLessThan(5_000);
                at += wait;
            }
        }
    }

    private static Setback.Fate fate(int code, String reason) {
        return Closing.of((short) code, reason, "ack").setback().fate();
    }
}
