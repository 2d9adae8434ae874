package io.presencesync.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.presence.WebexPersonId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleRotationTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final PeopleRotation rotation = new PeopleRotation();

    private static WebexPersonId person(int number) {
        return new WebexPersonId("person-" + number);
    }

    private void people(int count) {
        IntStream.range(0, count).mapToObj(PeopleRotationTest::person).forEach(rotation::add);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 50, 333})
    void nobody_waits_longer_than_the_stated_bound_whoever_changes(int count) {
        people(count);
        Random random = new Random(count);
        Map<WebexPersonId, Integer> asked = new HashMap<>();
        rotation.begin();
        int longest = 0;
        for (int turn = 1; turn <= 20 * count + 20; turn++) {
            Instant now = START.plusSeconds(turn);
            WebexPersonId next = rotation.next(now);
            longest = Math.max(longest, turn - asked.getOrDefault(next, 0));
            asked.put(next, turn);
            rotation.heard(person(random.nextInt(count)), "status " + random.nextInt(4), now);
        }
        assertThat(asked).hasSize(count);
        assertThat(longest).isPositive().isLessThanOrEqualTo(PeopleRotation.bound(count));
    }

    @Test
    void who_changed_lately_is_asked_more_often_than_the_others() {
        people(100);
        rotation.heard(person(77), "active", START);
        rotation.heard(person(77), "meeting", START);
        rotation.begin();
        Map<WebexPersonId, Integer> times = new HashMap<>();
        for (int turn = 0; turn < 130; turn++) {
            times.merge(rotation.next(START.plusSeconds(turn)), 1, Integer::sum);
        }
        assertThat(times.get(person(77))).isGreaterThanOrEqualTo(10);
        times.remove(person(77));
        assertThat(times.values()).allMatch(count -> count <= 2);
    }

    @Test
    void polling_begins_with_the_busy_then_with_who_changed_last() {
        people(4);
        rotation.heard(person(0), "inactive", START);
        for (int number : List.of(1, 2)) {
            rotation.heard(person(number), "call", START);
            rotation.heard(person(number), "active", START.plusSeconds(number));
        }
        rotation.heard(person(3), "dnd", START);
        rotation.begin();
        Instant later = START.plusSeconds(60);
        assertThat(List.of(rotation.next(later), rotation.next(later), rotation.next(later)))
                .containsExactly(person(3), person(2), person(1));
    }

    @Test
    void who_was_put_back_is_next_again_and_who_was_removed_is_not() {
        people(3);
        rotation.begin();
        WebexPersonId first = Objects.requireNonNull(rotation.next(START));
        rotation.putBack(first);
        assertThat(rotation.next(START)).isEqualTo(first);
        rotation.remove(person(1));
        rotation.putBack(person(1));
        assertThat(rotation.next(START)).isEqualTo(person(2));
        assertThat(rotation.size()).isEqualTo(2);
    }

    @Test
    void without_anybody_there_is_nobody_to_ask() {
        assertThat(rotation.next(START)).isNull();
        assertThat(PeopleRotation.bound(0)).isZero();
    }
}
