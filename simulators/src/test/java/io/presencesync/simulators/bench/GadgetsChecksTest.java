package io.presencesync.simulators.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GadgetsChecksTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void the_busiest_second_may_begin_at_any_moment() {
        List<Long> times = List.of(0L, SECOND * 9 / 10, SECOND, SECOND * 11 / 10, SECOND * 18 / 10, SECOND * 5);
        assertThat(GadgetsChecks.most(times)).isEqualTo(4);
    }

    @Test
    void what_is_a_whole_second_apart_is_not_in_the_same_second() {
        assertThat(GadgetsChecks.most(List.of(0L, SECOND, 2 * SECOND))).isEqualTo(1);
        assertThat(GadgetsChecks.most(List.of())).isZero();
    }
}
