package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.WebexPersonId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollListTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final WebexPersonId ANN = new WebexPersonId("ann");
    private final PollList list = new PollList();

    @Test
    void whoever_found_no_room_is_read_soon_and_then_every_so_often() {
        assertThat(hear(SubscriptionKeeper.Standing.NO_ROOM)).isEqualTo(new PollList.Verdict.NotReached("why"));
        assertThat(list.next(START)).isEmpty();
        assertThat(list.next(START.plusSeconds(1))).containsExactly(ANN);
        assertThat(list.nextDue()).isEqualTo(START.plusSeconds(1).plus(PollList.EVERY));
        assertThat(list.read(ANN, "unknown", START)).isEqualTo(new PollList.Verdict.Reached());
        assertThat(list.read(ANN, "active", START)).isEqualTo(new PollList.Verdict.Unchanged());
    }

    @Test
    void a_hidden_person_whose_status_reads_unknown_or_not_at_all_stays_unreached() {
        hear(SubscriptionKeeper.Standing.HIDDEN);
        assertThat(list.read(ANN, "unknown", START)).isEqualTo(new PollList.Verdict.Unchanged());
        assertThat(list.read(ANN, null, START)).isEqualTo(new PollList.Verdict.Unchanged());
        assertThat(list.isNews(ANN, "unknown")).isFalse();
        assertThat(list.read(ANN, "dnd", START)).isEqualTo(new PollList.Verdict.Reached());
        assertThat(list.read(ANN, null, START)).isEqualTo(new PollList.Verdict.NotReached("why"));
    }

    @Test
    void a_refusal_that_comes_again_changes_nothing_for_one_who_is_reached() {
        hear(SubscriptionKeeper.Standing.NO_ROOM);
        list.read(ANN, "active", START);
        assertThat(hear(SubscriptionKeeper.Standing.NO_ROOM)).isEqualTo(new PollList.Verdict.Unchanged());
    }

    @Test
    void reading_ends_when_the_subscription_works_or_nobody_is_there() {
        hear(SubscriptionKeeper.Standing.FAILING);
        assertThat(hear(SubscriptionKeeper.Standing.LIVE)).isEqualTo(new PollList.Verdict.Reached());
        assertThat(list.size()).isZero();
        hear(SubscriptionKeeper.Standing.FAILING);
        assertThat(hear(SubscriptionKeeper.Standing.NOBODY)).isEqualTo(new PollList.Verdict.NotReached("why"));
        assertThat(list.nextDue()).isNull();
    }

    @Test
    void a_crowd_is_read_in_batches_and_each_in_turn() {
        IntStream.range(0, 120)
                .forEach(i -> list.heard(news("p" + i, SubscriptionKeeper.Standing.NO_ROOM), START.plusMillis(i)));
        Instant later = START.plusSeconds(2);
        assertThat(list.next(later)).hasSize(50);
        assertThat(list.next(later)).hasSize(50);
        assertThat(list.next(later)).hasSize(20);
        assertThat(list.next(later)).isEmpty();
    }

    private PollList.Verdict hear(SubscriptionKeeper.Standing standing) {
        return list.heard(news("ann", standing), START);
    }

    private static SubscriptionKeeper.News news(String person, SubscriptionKeeper.Standing standing) {
        boolean live = standing == SubscriptionKeeper.Standing.LIVE;
        return new SubscriptionKeeper.News(
                new WebexPersonId(person), standing, live ? Optional.empty() : Optional.of("why"));
    }
}
