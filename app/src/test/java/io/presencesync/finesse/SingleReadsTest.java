package io.presencesync.finesse;

import static io.presencesync.finesse.ScriptedFinesse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.AgentStateReader.Reading;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests that wait for their connection until the test lets them leave.
@Timeout(30)
class SingleReadsTest {
    private static final AgentId WHO = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
    private static final Instant BEGIN = Instant.parse("2026-01-01T10:00:00Z");

    private record Waiting(RequestPriority priority, BooleanSupplier leaves, CompletableFuture<Boolean> turn) {
        /// Its turn has come.
        boolean leave() {
            boolean left = leaves.getAsBoolean();
            if (!left) {
                turn.complete(false);
            }
            return left;
        }
    }

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
    private final List<Reading> answers = new CopyOnWriteArrayList<>();
    private final SingleReads reads = new SingleReads(this::ask, Executors.newVirtualThreadPerTaskExecutor(), now::get);
    private final AtomicInteger ends = new AtomicInteger();
    private volatile Reading answer = known(StateName.READY);

    private @Nullable Reading ask(AgentId agent, RequestPriority priority, BooleanSupplier leaves) {
        Waiting me = new Waiting(priority, leaves, new CompletableFuture<>());
        waiting.add(me);
        Reading told = me.turn().join() ? answer : null;
        ends.incrementAndGet();
        return told;
    }

    private Reading known(StateName state) {
        return new Reading.Known(state(state));
    }

    private AgentState state(StateName state) {
        return new AgentState(state, null, null, BEGIN, StateSource.USER_GET, now.get());
    }

    private Thread read(RequestPriority priority) {
        return Thread.ofVirtual().start(() -> answers.add(reads.read(WHO, priority)));
    }

    private void reads(RequestPriority... all) {
        for (RequestPriority priority : all) {
            int before = waiting.size();
            Thread _ = read(priority);
            eventually("it waits", () -> waiting.size() == before + 1);
        }
    }

    private void answered(int many) {
        eventually("all are answered", () -> answers.size() == many);
    }

    @Test
    void the_more_urgent_goes_and_the_other_gets_its_answer_without_leaving() {
        reads(RequestPriority.READ, RequestPriority.READ_FOR_WISH);
        assertThat(waiting.getLast().leave()).isTrue();
        waiting.getLast().turn().complete(true);

        answered(2);
        assertThat(answers).containsOnly(answer);
        assertThat(waiting.getFirst().leave()).isFalse();
    }

    @Test
    void what_becomes_of_the_less_urgent_request_itself_does_not_matter_any_more() {
        reads(RequestPriority.READ, RequestPriority.READ_FOR_WISH);
        Reading good = answer;
        answer = new Reading.Failed(new Outcome.Failed(Outcome.Failure.RETRY, "timeout", "no answer"));
        waiting.getFirst().turn().complete(true);
        eventually("it has come to its end", () -> ends.get() == 1);
        assertThat(answers).isEmpty();

        answer = good;
        assertThat(waiting.getLast().leave()).isTrue();
        waiting.getLast().turn().complete(true);
        answered(2);
        assertThat(answers).containsOnly(good);
    }

    @Test
    void who_asks_while_one_as_urgent_still_waits_shares_its_answer() {
        reads(RequestPriority.READ_FOR_WISH);
        for (RequestPriority other : List.of(RequestPriority.READ, RequestPriority.READ_FOR_WISH)) {
            Thread asks = read(other);
            eventually("it waits", () -> asks.getState() == Thread.State.WAITING);
        }
        assertThat(waiting).hasSize(1);
        assertThat(waiting.getFirst().leave()).isTrue();
        waiting.getFirst().turn().complete(true);

        answered(3);
        assertThat(answers).containsOnly(answer);
    }

    @Test
    void who_asks_when_one_has_left_gets_an_answer_of_their_own() {
        reads(RequestPriority.READ_FOR_WISH);
        assertThat(waiting.getFirst().leave()).isTrue();
        reads(RequestPriority.READ_FOR_WISH);
        waiting.getFirst().turn().complete(true);
        answered(1);

        answer = known(StateName.NOT_READY);
        assertThat(waiting.getLast().leave()).isTrue();
        waiting.getLast().turn().complete(true);
        answered(2);
        assertThat(answers.getLast()).isEqualTo(answer);
    }

    @Test
    void a_team_asked_for_later_answers_whoever_still_waits() {
        reads(RequestPriority.READ_FOR_WISH);
        reads.told(WHO.user(), state(StateName.NOT_READY), BEGIN.plusMillis(1));

        answered(1);
        assertThat(answers).containsOnly(known(StateName.NOT_READY));
        assertThat(waiting.getFirst().leave()).isFalse();
    }

    @Test
    void a_team_asked_for_before_answers_nobody() {
        reads(RequestPriority.READ_FOR_WISH);
        reads.told(WHO.user(), state(StateName.NOT_READY), BEGIN);

        assertThat(waiting.getFirst().leave()).isTrue();
        waiting.getFirst().turn().complete(true);
        answered(1);
        assertThat(answers).containsOnly(answer);
    }

    private @Nullable Reading since(Instant time) {
        return reads.since(WHO, time, shown -> shown.state() == StateName.READY);
    }

    private void readNow() {
        reads(RequestPriority.READ_FOR_WISH);
        assertThat(waiting.getLast().leave()).isTrue();
        waiting.getLast().turn().complete(true);
        answered(answers.size() + (answers.isEmpty() ? 1 : 0));
    }

    @Test
    void an_answer_stands_for_a_second_for_what_was_due_when_its_request_left() {
        readNow();
        assertThat(since(BEGIN)).isEqualTo(answer);
        assertThat(since(BEGIN.plusMillis(1))).isNull();

        now.set(BEGIN.plus(SingleReads.STANDS));
        assertThat(since(BEGIN)).isEqualTo(answer);
        now.set(BEGIN.plus(SingleReads.STANDS).plus(Duration.ofMillis(1)));
        assertThat(since(BEGIN)).isNull();
    }

    @Test
    void an_answer_that_shows_something_else_or_a_failure_stands_for_nothing() {
        answer = known(StateName.NOT_READY);
        readNow();
        assertThat(since(BEGIN)).isNull();

        answer = new Reading.Failed(new Outcome.Failed(Outcome.Failure.RETRY, "timeout", "no answer"));
        answers.clear();
        readNow();
        assertThat(since(BEGIN)).isNull();
    }

    @Test
    void one_that_still_waits_for_its_connection_stands_for_nothing() {
        reads(RequestPriority.READ);
        assertThat(since(BEGIN)).isNull();
    }
}
