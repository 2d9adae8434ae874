package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.JournalEntry;
import io.presencesync.engine.ManualTimers;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The history is read after the clock on the wall was set.
class JournalOnWallTest {
    private static final AgentId AGENT = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
    private static final int PLENTY = 10;

    private final ManualTimers timers = new ManualTimers();
    private final Wall wall = new Wall();
    private final Instant start = timers.instant();
    private final SteadyClock clock = new SteadyClock(
            wall, () -> Duration.between(start, timers.instant()).toNanos());
    private final List<JournalEntry> recorded = new ArrayList<>();
    private final JournalOnWall journal = new JournalOnWall(this::stored, clock);

    private final class Wall extends Clock {
        private Duration set = Duration.ZERO;

        @Override
        public Instant instant() {
            return timers.instant().plus(set);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /// As the database gives them: by the times they bear.
    private List<JournalEntry> stored(AgentId agent, JournalEntry.@Nullable Kind kind, Instant until, int limit) {
        return recorded.stream()
                .filter(entry -> !entry.at().isAfter(until))
                .sorted(Comparator.comparing(JournalEntry::at).reversed())
                .limit(limit)
                .toList();
    }

    private void record(String what) {
        record(what, clock.instant(), wall.instant());
    }

    private void record(String what, Instant counted, Instant at) {
        String id = "%012x-%08x-00000000".formatted(counted.toEpochMilli(), recorded.size());
        JournalEntry.Kind kind = JournalEntry.Kind.STATE;
        recorded.add(new JournalEntry(id, AGENT, at, kind, what, "", null, null, null, null, null));
    }

    private List<String> told(Instant until, int limit) throws IOException {
        return journal.newest(AGENT, null, until, limit).stream()
                .map(entry -> entry.what() + " "
                        + Duration.between(entry.at(), wall.instant()).toSeconds() + " s ago")
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, 0, 3600})
    void what_happened_before_a_step_is_told_as_long_ago_as_it_is(int seconds) throws IOException {
        record("before");
        timers.pass(Duration.ofSeconds(5));
        wall.set = Duration.ofSeconds(seconds);
        record("after");
        timers.pass(Duration.ofSeconds(7));
        assertThat(told(wall.instant(), PLENTY)).containsExactly("after 7 s ago", "before 12 s ago");
        assertThat(told(wall.instant().minusSeconds(10), PLENTY)).containsExactly("before 12 s ago");
    }

    @Test
    void much_that_bears_a_later_time_does_not_hide_the_newest() throws IOException {
        for (int entry = 0; entry < 2 * PLENTY; entry++) {
            record("before");
        }
        timers.pass(Duration.ofSeconds(5));
        wall.set = Duration.ofHours(-1);
        record("after");
        assertThat(told(wall.instant(), 2)).containsExactly("after 0 s ago", "before 5 s ago");
    }

    @Test
    void what_an_earlier_run_recorded_at_a_time_not_yet_reached_happened_before_this_one_began() throws IOException {
        record("long ago", start.minusSeconds(600), start.minusSeconds(600));
        record("earlier run", start.plusSeconds(3000), start.plusSeconds(3000));
        timers.pass(Duration.ofSeconds(3));
        record("now");
        assertThat(told(wall.instant(), PLENTY))
                .containsExactly("now 0 s ago", "earlier run 3 s ago", "long ago 603 s ago");
    }
}
