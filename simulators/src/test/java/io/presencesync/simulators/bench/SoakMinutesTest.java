package io.presencesync.simulators.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakMinutesTest {
    private final Map<String, Long> asked = new HashMap<>();
    private final SoakMinutes minutes = new SoakMinutes(() -> asked);

    private Map<String, Long> minute(long subscribe, long mercury) {
        asked.merge("subscribe", subscribe, Long::sum);
        asked.merge("mercury", mercury, Long::sum);
        return minutes.next();
    }

    @Test
    void a_storm_of_other_calls_is_seen_beside_a_minute_of_many_subscriptions() {
        minute(300, 5);
        minute(0, 250);

        assertThat(minutes.most("subscribe")).isEqualTo(300);
        assertThat(minutes.mostBeside("subscribe")).isEqualTo(250);
    }

    @Test
    void a_minute_counts_only_its_own_requests_and_no_frames() {
        minute(40, 1);
        asked.put("in ack", 500L);

        assertThat(minute(2, 0)).isEqualTo(Map.of("subscribe", 2L));
    }

    @Test
    void the_first_third_of_a_run_ends_with_the_second_of_six_readings() {
        assertThat(Soak.endOfFirstThird(6)).isEqualTo(1);
        assertThat(Soak.endOfFirstThird(3)).isZero();
        assertThat(Soak.endOfFirstThird(1)).isZero();
    }
}
