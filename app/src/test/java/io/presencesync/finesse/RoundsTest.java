package io.presencesync.finesse;

import static io.presencesync.finesse.ScriptedFinesse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoundsTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration NOW = Duration.ZERO;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final Rounds<String> rounds = new Rounds<>(threads);
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void a_task_comes_again_and_again() {
        rounds.begin("a", runs::incrementAndGet, () -> NOW, NOW);
        eventually("thrice", () -> runs.get() >= 3);
    }

    @Test
    void a_task_can_be_brought_forward() {
        rounds.begin("a", runs::incrementAndGet, () -> NEVER, NEVER);
        rounds.soon("a", NOW);
        eventually("once", () -> runs.get() == 1);
    }

    @Test
    void a_task_that_fails_comes_again() {
        rounds.begin(
                "a",
                () -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("as the test wants it");
                },
                () -> Duration.ofMillis(20),
                NOW);
        eventually("thrice", () -> runs.get() >= 3);
    }

    @Test
    void an_ended_task_comes_no_more_and_may_begin_anew() {
        rounds.begin("a", runs::incrementAndGet, () -> NEVER, NEVER);
        rounds.end("a");
        rounds.soon("a", NOW);
        AtomicInteger others = new AtomicInteger();
        rounds.begin("a", others::incrementAndGet, () -> NEVER, NOW);
        eventually("the new one", () -> others.get() == 1);
        assertThat(runs).hasValue(0);
    }

    @Test
    void a_task_begun_twice_goes_on_as_it_was() {
        rounds.begin("a", runs::incrementAndGet, () -> NEVER, NOW);
        rounds.begin("a", () -> runs.addAndGet(100), () -> NEVER, NOW);
        rounds.begin("b", () -> runs.addAndGet(10), () -> NEVER, NOW);
        eventually("both", () -> runs.get() >= 11);
        assertThat(runs).hasValue(11);
    }

    @Test
    void a_task_brought_forward_while_it_runs_comes_once_more_after_it_and_never_beside_it() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger beside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        rounds.begin(
                "a",
                () -> {
                    most.accumulateAndGet(beside.incrementAndGet(), Math::max);
                    inside.countDown();
                    awaitQuietly(go);
                    runs.incrementAndGet();
                    beside.decrementAndGet();
                },
                () -> NEVER,
                NOW);
        inside.await();
        for (int i = 0; i < 100; i++) {
            rounds.soon("a", NOW);
        }
        go.countDown();
        eventually("once more", () -> runs.get() == 2);
        assertThat(most).hasValue(1);
    }

    @Test
    void brought_forward_from_all_sides_a_task_never_runs_beside_itself() throws Exception {
        AtomicInteger beside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        rounds.begin(
                "a",
                () -> {
                    most.accumulateAndGet(beside.incrementAndGet(), Math::max);
                    java.util.concurrent.locks.LockSupport.parkNanos(1000);
                    runs.incrementAndGet();
                    beside.decrementAndGet();
                },
                () -> NEVER,
                NOW);
        for (int i = 0; i < 50_000; i++) {
            rounds.soon("a", NOW);
        }
        eventually("runs at all", () -> runs.get() > 0);
        assertThat(most).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
