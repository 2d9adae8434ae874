package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.ConnectionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerFaultsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private Instant now = START;
    private final WorkerFaults faults = new WorkerFaults(() -> now);

    @Test
    void failures_are_counted_and_the_newest_is_named() {
        assertThat(faults.alarm()).isEmpty();
        faults.survived("compositions", new IllegalStateException("secret"));
        now = now.plusSeconds(60);
        faults.survived("person look-ups", new StackOverflowError());
        assertThat(faults.alarm()).hasValueSatisfying(alarm -> {
            assertThat(alarm.state()).isEqualTo(ConnectionState.Kind.DEGRADED);
            assertThat(alarm.code()).isEqualTo("unexpected_failures");
            assertThat(alarm.message())
                    .startsWith("2 unexpected failures")
                    .contains("person look-ups: StackOverflowError")
                    .doesNotContain("secret");
            assertThat(alarm.since()).isEqualTo(START);
        });
    }

    @Test
    void ten_minutes_after_the_last_they_are_told_no_longer_and_counted_anew() {
        faults.survived("link", new IllegalStateException());
        now = now.plus(WorkerFaults.TOLD_FOR);
        assertThat(faults.alarm()).isEmpty();
        faults.survived("link", new IllegalStateException());
        assertThat(faults.alarm())
                .hasValueSatisfying(alarm -> assertThat(alarm.message()).startsWith("1 unexpected failure lately"));
    }

    @Test
    void one_that_fails_keeps_no_other_from_its_turn() {
        List<Integer> done = new ArrayList<>();
        faults.each("compositions", List.of(1, 2, 3), number -> {
            if (number == 2) {
                throw new IllegalStateException("not this one");
            }
            done.add(number);
        });
        assertThat(done).containsExactly(1, 3);
        assertThat(faults.alarm()).isPresent();
    }
}
