package io.presencesync.simulators.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void a_request_is_timed_from_its_event_even_when_it_is_noted_first() {
        ledger.event("one", Kind.HOLD, 100);
        ledger.answer("one", Kind.HOLD, 150);
        ledger.answer("two", Kind.RELEASE, 330);
        ledger.event("two", Kind.RELEASE, 300);

        Tally tally = ledger.take();

        assertThat(tally.answers())
                .containsExactly(new Tally.Answer(Kind.HOLD, 50), new Tally.Answer(Kind.RELEASE, 30));
        assertThat(tally.quantiles(Optional.of(Kind.HOLD)).count()).isEqualTo(1);
    }

    @Test
    void events_without_a_request_and_requests_without_an_event_are_counted() {
        ledger.event("one", Kind.HOLD, 100);
        ledger.event("one", Kind.RELEASE, 200);
        ledger.answer("two", Kind.HOLD, 50);

        assertThat(ledger.allAnswered()).isFalse();
        assertThat(ledger.take()).isEqualTo(new Tally(2, List.of(), 1, 1, 1));
        assertThat(ledger.take()).isEqualTo(new Tally(0, List.of(), 0, 0, 0));
    }

    @Test
    void a_quantile_is_the_smallest_value_that_so_many_do_not_exceed() {
        Quantiles four = Quantiles.of(List.of(4_000_000L, 1_000_000L, 3_000_000L, 2_000_000L));

        assertThat(four.millis(0.5)).isEqualTo(2);
        assertThat(four.millis(0.99)).isEqualTo(4);
        assertThat(Quantiles.of(List.of()).millis(0.5)).isZero();
    }
}
