package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionKeeperTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final SubscriptionKeeper keeper = new SubscriptionKeeper(new Backoff(new Random(1)));

    @Test
    void a_full_batch_goes_at_once_and_the_rest_after_a_short_gathering() {
        add(60);
        assertThat(keeper.next(START).people()).hasSize(50);
        assertThat(keeper.next(START).isEmpty()).isTrue();
        assertThat(keeper.next(START.plus(SubscriptionKeeper.GATHERING)).people())
                .hasSize(10);
    }

    @Test
    void drained_look_ups_send_a_partial_batch_at_once() {
        add(3);
        keeper.flush(START);
        assertThat(keeper.next(START).people()).hasSize(3);
    }

    @Test
    void renewal_comes_around_half_of_the_granted_life() {
        subscribe(200, Duration.ofMinutes(2));
        assertThat(keeper.nextDue().orElseThrow()).isBetween(START.plusSeconds(54), START.plusSeconds(66));
        assertThat(keeper.live()).isEqualTo(1);
    }

    @Test
    void a_renewal_that_fails_is_tried_again_quickly_and_reported_when_the_subscription_ran_out() {
        subscribe(200, Duration.ofMinutes(2));
        Instant due = START.plusSeconds(70);
        keeper.failed(keeper.next(due), Duration.ZERO, due);
        assertThat(keeper.nextDue().orElseThrow()).isBefore(due.plusSeconds(2));
        assertThat(keeper.expired(START.plusSeconds(119))).isEmpty();
        assertThat(keeper.expired(START.plusSeconds(120))).hasSize(1);
    }

    @Test
    void a_person_whose_status_is_hidden_is_reported_and_asked_for_later() {
        assertThat(subscribe(403, Duration.ofMinutes(10)).getFirst().problem()).isPresent();
        assertThat(keeper.nextDue()).contains(START.plusSeconds(300));
    }

    @Test
    void a_person_left_out_of_the_answer_is_reported_and_asked_for_soon() {
        add(1);
        keeper.flush(START);
        List<SubscriptionKeeper.News> news = keeper.answered(keeper.next(START), List.of(), START);
        assertThat(news.getFirst().problem()).isPresent();
        assertThat(keeper.nextDue().orElseThrow()).isBefore(START.plusSeconds(2));
    }

    @Test
    void an_answer_from_before_a_reconnect_counts_for_nothing() {
        add(1);
        keeper.flush(START);
        SubscriptionKeeper.Batch old = keeper.next(START);
        keeper.allAgain(START);
        assertThat(keeper.answered(old, List.of(answer(old.people().getFirst(), 200, Apheleia.TTL)), START))
                .isEmpty();
        assertThat(keeper.next(START).people()).hasSize(1);
    }

    @Test
    void a_connection_made_while_people_are_still_looked_up_sends_no_small_batch() {
        add(3);
        keeper.allAgain(START);
        assertThat(keeper.next(START).isEmpty()).isTrue();
        keeper.flush(START);
        assertThat(keeper.next(START).people()).hasSize(3);
    }

    private List<SubscriptionKeeper.News> subscribe(int code, Duration ttl) {
        add(1);
        keeper.flush(START);
        SubscriptionKeeper.Batch batch = keeper.next(START);
        return keeper.answered(batch, List.of(answer(batch.people().getFirst(), code, ttl)), START);
    }

    private static Apheleia.Answer answer(WebexPersonId person, int code, Duration ttl) {
        return new Apheleia.Answer(person, code, ttl, null, false, null);
    }

    private void add(int count) {
        IntStream.range(0, count).forEach(i -> keeper.add(new WebexPersonId("p" + i), START));
        assertThat(keeper.size()).isEqualTo(count);
    }
}
