package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClosingTest {
    @Test
    void each_close_code_has_its_consequence() {
        assertThat(fate(1006, "")).isEqualTo(Setback.Fate.RETRY);
        assertThat(fate(4401, "")).isEqualTo(Setback.Fate.CHECK_TOKEN);
        assertThat(fate(1008, "Authentication Failed")).isEqualTo(Setback.Fate.CHECK_TOKEN);
        assertThat(fate(4403, "")).isEqualTo(Setback.Fate.GIVE_UP);
        assertThat(fate(4404, "")).isEqualTo(Setback.Fate.NEW_DEVICE);
        assertThat(fate(4000, "Replaced")).isEqualTo(Setback.Fate.REPLACED);
        assertThat(fate(4000, "other")).isEqualTo(Setback.Fate.RETRY);
    }

    @Test
    void a_refused_upgrade_honours_retry_after() {
        assertThat(Closing.refused(429, "7").setback().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(Closing.refused(404, null).setback().fate()).isEqualTo(Setback.Fate.NEW_DEVICE);
    }

    @Test
    void waits_grow_to_half_a_minute_and_are_spread() {
        Backoff backoff = new Backoff(new Random(1));
        assertThat(backoff.after(0)).isZero();
        assertThat(backoff.after(3)).isBetween(Duration.ofMillis(3200), Duration.ofMillis(4800));
        assertThat(backoff.after(99)).isBetween(Duration.ofMillis(25_600), Duration.ofMillis(38_400));
    }

    private static Setback.Fate fate(int code, String reason) {
        return Closing.of((short) code, reason).setback().fate();
    }
}
