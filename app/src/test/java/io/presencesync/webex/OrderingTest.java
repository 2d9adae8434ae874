package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.WebexPersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What overtakes what, by Webex's own times.
class OrderingTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final Ordering ordering = new Ordering();

    @Test
    void an_event_older_than_what_is_known_is_dropped_and_a_repeated_one_harms_nothing() {
        assertThat(ordering.admits(at(10, 10))).isTrue();
        assertThat(ordering.admits(at(9, 11))).isFalse();
        assertThat(ordering.admits(at(10, 12))).isTrue();
        assertThat(ordering.admits(at(11, 13))).isTrue();
    }

    @Test
    void an_event_without_a_time_is_taken_as_it_comes() {
        ordering.admits(at(10, 10));
        assertThat(ordering.admits(at(null, 11))).isTrue();
        assertThat(ordering.admits(at(5, 12))).isTrue();
    }

    @Test
    void an_answer_gives_way_to_a_newer_event_that_came_while_it_was_under_way() {
        ordering.admits(at(10, 10));
        assertThat(ordering.admits(at(8, 12), NOON.plusSeconds(9))).isFalse();
        assertThat(ordering.admits(at(10, 12), NOON.plusSeconds(9))).isTrue();
    }

    @Test
    void when_webexs_clock_jumped_back_a_reading_is_the_truth_from_then_on() {
        ordering.admits(at(500, 10));
        assertThat(ordering.admits(at(20, 20))).isFalse();
        assertThat(ordering.admits(at(20, 30), NOON.plusSeconds(29))).isTrue();
        assertThat(ordering.admits(at(31, 31))).isTrue();
    }

    private static PresenceEvent at(@Nullable Integer statusSecond, int heardSecond) {
        Instant time = statusSecond == null ? null : NOON.plusSeconds(statusSecond);
        return new PresenceEvent(
                new WebexPersonId("ann"),
                new Presence("active", null, null, time, PresenceOrigin.MERCURY, NOON.plusSeconds(heardSecond), "{}"));
    }
}
