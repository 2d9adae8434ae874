package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BrokenReadsTest {
    private Instant now = Instant.parse("2026-01-01T10:00:00Z");
    private final BrokenReads reads = new BrokenReads(Duration.ofSeconds(3), () -> now);

    @Test
    void two_agents_who_cannot_be_read_stop_nobody() {
        reads.broken();
        reads.broken();
        assertThat(reads.mayAsk()).isTrue();
    }

    @Test
    void after_three_in_a_row_one_is_asked_for_per_interval() {
        reads.broken();
        reads.broken();
        reads.broken();
        assertThat(reads.mayAsk()).isFalse();
        now = now.plusSeconds(3);
        assertThat(reads.mayAsk()).isTrue();
        assertThat(reads.mayAsk()).as("the second one in this interval").isFalse();
    }

    @Test
    void one_who_is_read_ends_the_rest_and_the_row() {
        reads.broken();
        reads.broken();
        reads.broken();
        reads.read();
        assertThat(reads.mayAsk()).isTrue();
        reads.broken();
        assertThat(reads.mayAsk()).isTrue();
    }
}
