package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.net.Backoff;
import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void drained_look_ups_send_a_partial_batch_almost_at_once() {
        add(3);
        keeper.flush(START);
        assertThat(keeper.next(START.plus(SubscriptionKeeper.CALM)).people()).hasSize(3);
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
    void a_person_pushed_out_by_another_batch_is_reported_and_no_longer_counts_as_live() {
        subscribe(200, Duration.ofMinutes(10));
        WebexPersonId first = new WebexPersonId("p0");
        WebexPersonId second = new WebexPersonId("late");
        keeper.add(second, START);
        SubscriptionKeeper.Batch batch = keeper.next(START.plus(SubscriptionKeeper.GATHERING));
        assertThat(batch.people()).containsExactly(second);
        Apheleia.Answer evicted = new Apheleia.Answer(first, 409, Duration.ZERO, null, true, null);
        List<SubscriptionKeeper.News> news =
                keeper.answered(batch, List.of(answer(second, 200, Duration.ofMinutes(10)), evicted), START);
        assertThat(news)
                .extracting(SubscriptionKeeper.News::standing)
                .containsExactly(SubscriptionKeeper.Standing.LIVE, SubscriptionKeeper.Standing.NO_ROOM);
        assertThat(keeper.live()).isEqualTo(1);
    }

    @Test
    void a_person_who_is_let_go_is_renewed_no_longer_and_an_answer_under_way_does_not_count() {
        add(2);
        SubscriptionKeeper.Batch batch = keeper.next(START.plus(SubscriptionKeeper.GATHERING));
        keeper.remove(new WebexPersonId("p0"));
        List<SubscriptionKeeper.News> news = keeper.answered(
                batch,
                List.of(
                        answer(new WebexPersonId("p0"), 200, Duration.ofMinutes(10)),
                        answer(new WebexPersonId("p1"), 200, Duration.ofMinutes(10))),
                START);
        assertThat(news).extracting(SubscriptionKeeper.News::person).containsExactly(new WebexPersonId("p1"));
        keeper.allAgain(START);
        assertThat(keeper.next(START).people()).containsExactly(new WebexPersonId("p1"));
    }

    @Test
    void a_batch_with_a_person_who_was_let_go_may_fail_or_wait_or_be_put_back() {
        add(2);
        SubscriptionKeeper.Batch batch = keeper.next(START.plus(SubscriptionKeeper.GATHERING));
        keeper.remove(new WebexPersonId("p0"));
        keeper.putBack(batch);
        keeper.failed(batch, Duration.ZERO, START);
        keeper.busy(batch, Duration.ofSeconds(7), START);
        assertThat(keeper.nextDue()).contains(START.plusSeconds(7));
        assertThat(keeper.size()).isEqualTo(1);
    }

    @Test
    void a_person_left_out_of_the_answer_is_reported_and_asked_for_soon() {
        add(1);
        flushed();
        List<SubscriptionKeeper.News> news = keeper.answered(keeper.next(START), List.of(), START);
        assertThat(news.getFirst().problem()).isPresent();
        assertThat(keeper.nextDue().orElseThrow()).isBefore(START.plusSeconds(2));
    }

    @Test
    void an_answer_from_before_a_reconnect_counts_for_nothing() {
        add(1);
        flushed();
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
        assertThat(keeper.next(START.plus(SubscriptionKeeper.CALM)).people()).hasSize(3);
    }

    @Test
    void several_handfuls_in_quick_succession_cost_one_call() {
        for (int i = 0; i < 45; i++) {
            keeper.add(new WebexPersonId("q" + i), START.plusMillis(i * 20L));
            keeper.flush(START.plusMillis(i * 20L));
            assertThat(keeper.next(START.plusMillis(i * 20L)).isEmpty()).isTrue();
        }
        assertThat(keeper.next(START.plusMillis(44 * 20).plus(SubscriptionKeeper.CALM))
                        .people())
                .hasSize(45);
    }

    @Test
    void a_stream_of_newcomers_waits_no_longer_than_the_gathering() {
        for (int i = 0; i < 20; i++) {
            keeper.add(new WebexPersonId("q" + i), START.plusMillis(i * 150L));
            keeper.flush(START.plusMillis(i * 150L));
        }
        assertThat(keeper.nextDue().orElseThrow()).isEqualTo(START.plus(SubscriptionKeeper.GATHERING));
    }

    @Test
    void a_wait_webex_asked_for_is_kept_exactly_and_is_no_failure() {
        add(1);
        flushed();
        keeper.busy(keeper.next(START), Duration.ofSeconds(7), START);
        assertThat(keeper.nextDue()).contains(START.plusSeconds(7));
        assertThat(keeper.next(START.plusMillis(6999)).isEmpty()).isTrue();
        assertThat(keeper.next(START.plusSeconds(7)).people()).hasSize(1);
    }

    /// Asked for again whenever due, for a minute.
    private int callsInAMinute(int code, @Nullable Duration retry) {
        int calls = 0;
        Instant now = START;
        while (now.isBefore(START.plusSeconds(60))) {
            SubscriptionKeeper.Batch batch = keeper.next(now);
            List<Apheleia.Answer> answers = batch.people().stream()
                    .map(person -> new Apheleia.Answer(person, code, Apheleia.TTL, retry, false, null))
                    .toList();
            calls += batch.isEmpty() ? 0 : 1;
            keeper.answered(batch, answers, now);
            Instant due = keeper.nextDue().orElseThrow();
            now = due.isAfter(now) ? due : now.plusMillis(1);
        }
        return calls;
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 409, 410, 429, 500, 503})
    void a_useless_wait_for_each_person_makes_no_storm(int code) {
        add(20);
        flushed();
        assertThat(callsInAMinute(code, Duration.ZERO)).isBetween(1, 12);
    }

    @Test
    void a_wait_named_again_and_again_is_never_shorter_than_our_own_growing_one() {
        add(20);
        flushed();
        assertThat(callsInAMinute(409, Duration.ofSeconds(1))).isBetween(8, 12);
    }

    @Test
    void people_who_failed_together_are_asked_for_together_again() {
        add(20);
        flushed();
        for (int round = 0; round < 12; round++) {
            Instant due = keeper.nextDue().orElseThrow();
            SubscriptionKeeper.Batch batch = keeper.next(due);
            assertThat(batch.people()).hasSize(20);
            keeper.failed(batch, null, due);
        }
    }

    @Test
    void a_short_granted_life_is_renewed_at_half_of_it_and_no_sooner_than_ten_seconds() {
        subscribe(200, Duration.ofSeconds(20));
        assertThat(keeper.tooShort()).isZero();
        assertThat(keeper.nextDue().orElseThrow()).isBetween(START.plusSeconds(10), START.plusSeconds(11));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 11, 15, 19})
    void a_life_too_short_to_renew_counts_as_none(int seconds) {
        SubscriptionKeeper.News news =
                subscribe(200, Duration.ofSeconds(seconds)).getFirst();
        assertThat(news.standing()).isEqualTo(SubscriptionKeeper.Standing.NO_ROOM);
        assertThat(news.problem()).hasValueSatisfying(why -> assertThat(why).contains(seconds + " s"));
        assertThat(keeper.tooShort()).isEqualTo(1);
        assertThat(keeper.live()).isZero();
        assertThat(keeper.nextDue().orElseThrow()).isAfter(START.plusSeconds(50));
    }

    @Test
    void two_thousand_people_with_twenty_second_lives_cost_forty_calls_a_round() {
        add(2000);
        flushed();
        int calls = 0;
        for (int second = 0; second < 60; second++) {
            Instant now = START.plusSeconds(second);
            SubscriptionKeeper.Batch batch = keeper.next(now);
            while (!batch.isEmpty()) {
                calls++;
                keeper.answered(batch, granted(batch, Duration.ofSeconds(20)), now);
                batch = keeper.next(now);
            }
            assertThat(keeper.live()).isEqualTo(2000);
        }
        assertThat(calls).isBetween(200, 250);
    }

    @Test
    void refusals_are_told_apart() {
        assertThat(subscribe(409, Apheleia.TTL).getFirst().standing()).isEqualTo(SubscriptionKeeper.Standing.NO_ROOM);
        assertThat(again(401).standing()).isEqualTo(SubscriptionKeeper.Standing.HIDDEN);
        assertThat(again(404).standing()).isEqualTo(SubscriptionKeeper.Standing.NOBODY);
        assertThat(keeper.refused()).isEqualTo(1);
        assertThat(again(500).standing()).isEqualTo(SubscriptionKeeper.Standing.FAILING);
        assertThat(again(200).standing()).isEqualTo(SubscriptionKeeper.Standing.LIVE);
        assertThat(keeper.refused()).isZero();
    }

    private SubscriptionKeeper.News again(int code) {
        Instant due = keeper.nextDue().orElseThrow();
        SubscriptionKeeper.Batch batch = keeper.next(due);
        return keeper.answered(batch, List.of(answer(batch.people().getFirst(), code, Apheleia.TTL)), due)
                .getFirst();
    }

    private static List<Apheleia.Answer> granted(SubscriptionKeeper.Batch batch, Duration ttl) {
        return batch.people().stream().map(person -> answer(person, 200, ttl)).toList();
    }

    /// Everybody added is due at the start.
    private void flushed() {
        keeper.flush(START.minus(SubscriptionKeeper.CALM));
    }

    private List<SubscriptionKeeper.News> subscribe(int code, Duration ttl) {
        add(1);
        flushed();
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
