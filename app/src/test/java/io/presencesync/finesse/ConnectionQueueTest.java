package io.presencesync.finesse;

import static io.presencesync.finesse.ScriptedFinesse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.finesse.ConnectionQueue.Bounds;
import io.presencesync.finesse.ConnectionQueue.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionQueueTest {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final AtomicReference<Duration> rest = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T10:00:00Z"));

    /// Those let in, in the order of their coming in; they stay until the test closes their places.
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<RequestPriority> order = new ConcurrentLinkedQueue<>();

    private ConnectionQueue queue(int all, int wishes, int reads) {
        return new ConnectionQueue(new Bounds(all, wishes, reads), rest::get, now::get);
    }

    private void come(ConnectionQueue queue, RequestPriority priority) {
        int before = queue.waiting() + places.size();
        Thread.ofVirtual().start(() -> {
            try {
                Place place = Objects.requireNonNull(queue.enter(priority, FOR_EVER));
                order.add(priority);
                places.add(place);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        eventually("is there", () -> queue.waiting() + places.size() == before + 1);
    }

    private void oneEnds() {
        places.removeFirst().close();
    }

    @Test
    void holds_go_first_then_releases_then_reads_for_wishes_then_all_other_reads() {
        ConnectionQueue queue = queue(1, 1, 1);
        come(queue, RequestPriority.READ);
        come(queue, RequestPriority.READ);
        come(queue, RequestPriority.READ_FOR_WISH);
        come(queue, RequestPriority.RELEASE);
        come(queue, RequestPriority.HOLD);

        for (int ended = 1; ended < 5; ended++) {
            oneEnds();
            int come = ended + 1;
            eventually("the next one", () -> order.size() == come);
        }

        assertThat(order)
                .containsExactly(
                        RequestPriority.READ,
                        RequestPriority.HOLD,
                        RequestPriority.RELEASE,
                        RequestPriority.READ_FOR_WISH,
                        RequestPriority.READ);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void the_connection_of_a_read_for_a_wish_is_kept_open_for_that_wish() {
        ConnectionQueue queue = queue(2, 2, 1);
        come(queue, RequestPriority.READ_FOR_WISH);
        come(queue, RequestPriority.READ_FOR_WISH);
        come(queue, RequestPriority.READ_FOR_WISH);
        come(queue, RequestPriority.READ);
        pass(Duration.ofSeconds(5));
        oneEnds();
        come(queue, RequestPriority.RELEASE);

        eventually("the release goes at once", () -> order.contains(RequestPriority.RELEASE));
        assertThat(order).hasSize(3);
        assertThat(queue.waiting()).isEqualTo(2);
    }

    @Test
    void where_nothing_follows_a_read_the_next_takes_its_connection_after_a_twentieth_of_the_time_it_took() {
        ConnectionQueue queue = queue(1, 1, 1);
        come(queue, RequestPriority.READ_FOR_WISH);
        come(queue, RequestPriority.READ_FOR_WISH);
        pass(Duration.ofSeconds(1));
        oneEnds();
        assertThat(queue.waiting()).isEqualTo(1);

        pass(Duration.ofMillis(50));
        eventually("the next one", () -> order.size() == 2);
    }

    @Test
    void a_hold_does_not_wait_for_a_connection_kept_open_for_a_release() {
        ConnectionQueue queue = queue(1, 1, 1);
        come(queue, RequestPriority.READ_FOR_WISH);
        pass(Duration.ofSeconds(5));
        oneEnds();
        come(queue, RequestPriority.HOLD);

        eventually("the hold", () -> order.contains(RequestPriority.HOLD));
    }

    @Test
    void reads_that_no_wish_waits_for_never_take_all_connections() {
        ConnectionQueue queue = queue(10, 8, 3);
        for (int read = 0; read < 20; read++) {
            come(queue, RequestPriority.READ);
        }
        assertThat(places).hasSize(3);

        come(queue, RequestPriority.HOLD);
        eventually("the hold is let in at once", () -> order.contains(RequestPriority.HOLD));
    }

    @Test
    void wishes_leave_other_reads_some_connections() {
        ConnectionQueue queue = queue(10, 8, 3);
        for (int hold = 0; hold < 20; hold++) {
            come(queue, RequestPriority.HOLD);
        }
        assertThat(places).hasSize(8);

        come(queue, RequestPriority.READ);
        come(queue, RequestPriority.READ);
        come(queue, RequestPriority.READ);
        eventually("two reads are let in", () -> places.size() == 10);
        assertThat(queue.waiting()).isEqualTo(13);
    }

    @Test
    void who_leaves_the_queue_keeps_nobody_from_coming_in() throws InterruptedException {
        ConnectionQueue queue = queue(1, 1, 1);
        come(queue, RequestPriority.HOLD);
        Thread gone = Thread.ofVirtual().start(() -> {
            try {
                var _ = queue.enter(RequestPriority.HOLD, FOR_EVER);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        eventually("waits", () -> queue.waiting() == 1);
        come(queue, RequestPriority.RELEASE);
        gone.interrupt();
        gone.join();

        oneEnds();
        eventually("the next one", () -> order.contains(RequestPriority.RELEASE));
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void while_the_node_rests_nobody_leaves_and_a_caller_without_patience_is_told_at_once()
            throws InterruptedException {
        ConnectionQueue queue = queue(10, 8, 3);
        rest.set(Duration.ofSeconds(60));

        assertThat(queue.enter(RequestPriority.READ, Duration.ofSeconds(10))).isNull();
        come(queue, RequestPriority.HOLD);
        assertThat(places).isEmpty();
        assertThat(queue.waiting()).isOne();
    }

    @Test
    void after_a_rest_one_request_tries_alone_until_one_was_answered() {
        ConnectionQueue queue = queue(10, 8, 3);
        rest.set(Duration.ofMillis(20));
        for (int hold = 0; hold < 5; hold++) {
            come(queue, RequestPriority.HOLD);
        }
        rest.set(Duration.ZERO);
        eventually("one tries", () -> places.size() == 1);
        assertThat(queue.waiting()).isEqualTo(4);

        oneEnds();
        eventually("failed without an answer: another one tries", () -> places.size() == 1 && queue.waiting() == 3);

        queue.answered();
        eventually("all the others", () -> places.size() == 4);
    }

    @Test
    void who_waits_for_a_connection_does_not_take_one_that_is_given_back_by_a_429() {
        ConnectionQueue queue = queue(1, 1, 1);
        come(queue, RequestPriority.HOLD);
        come(queue, RequestPriority.HOLD);
        rest.set(Duration.ofMillis(50));
        oneEnds();
        assertThat(new ArrayList<>(places)).isEmpty();

        rest.set(Duration.ZERO);
        eventually("goes on by itself when the rest is over", () -> places.size() == 1);
    }
}
