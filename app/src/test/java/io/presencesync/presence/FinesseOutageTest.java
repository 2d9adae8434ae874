package io.presencesync.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FinesseOutageTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");

    private static FinesseOutage again(long secondsAfter) {
        FinesseOutage first = FinesseOutage.beginning(null, BEGIN).ended(BEGIN.plusSeconds(20));
        return FinesseOutage.beginning(first, BEGIN.plusSeconds(20 + secondsAfter))
                .ended(BEGIN.plusSeconds(60 + secondsAfter));
    }

    @Test
    void who_was_seen_before_it_was_out_of_anybodys_reach() {
        FinesseOutage outage = FinesseOutage.beginning(null, BEGIN).ended(BEGIN.plusSeconds(20));
        assertThat(outage.between(BEGIN.minusSeconds(5), BEGIN.plusSeconds(25))).isTrue();
        assertThat(outage.between(BEGIN.minusSeconds(60), BEGIN.plusSeconds(25)))
                .isFalse();
    }

    @Test
    void one_that_follows_shortly_on_another_goes_on() {
        assertThat(again(6).between(BEGIN.minusSeconds(5), BEGIN.plusSeconds(70)))
                .isTrue();
    }

    @Test
    void one_that_follows_long_after_another_is_one_of_its_own() {
        assertThat(again(31).between(BEGIN.minusSeconds(5), BEGIN.plusSeconds(100)))
                .isFalse();
    }

    @Test
    void it_lasts_while_it_has_not_ended() {
        FinesseOutage lasting = FinesseOutage.beginning(FinesseOutage.beginning(null, BEGIN), BEGIN.plusSeconds(9));
        assertThat(lasting).isEqualTo(new FinesseOutage(BEGIN, null));
    }
}
