package io.presencesync;

import io.presencesync.engine.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When the agents are read: one reading at a time, the next as the last one's result says, sooner when asked for.
/// Failed ones are tried again after 1 to 30 seconds. Any thread; its lock is not held during a reading.
final class RosterReadings {
    private static final Logger log = LoggerFactory.getLogger(RosterReadings.class);
    static final Duration APART = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    /// What came of one.
    ///
    /// @param again when to read the next time; null: as usual
    record Result(boolean ok, @Nullable Duration again) {
        static Result done() {
            return new Result(true, null);
        }

        static Result again(Duration wait) {
            return new Result(true, wait);
        }

        static Result failed() {
            return new Result(false, null);
        }
    }

    private record Plan(Instant at, Timers.Cancellable timer) {}

    private final Supplier<Result> reading;
    private final Duration every;
    private final Timers timers;
    private final InstantSource clock;
    private final Executor threads;
    private @Nullable Plan plan;
    private @Nullable Instant wish;
    private boolean running;
    private Instant begun = Instant.MIN;
    private Duration retry = FIRST_RETRY;
    private CompletableFuture<Result> next = new CompletableFuture<>();

    RosterReadings(Supplier<Result> reading, Duration every, Timers timers, InstantSource clock, Executor threads) {
        this.reading = reading;
        this.every = every;
        this.timers = timers;
        this.clock = clock;
        this.threads = threads;
    }

    /// At once, or right after the one under way.
    synchronized void now() {
        wish(clock.instant());
    }

    /// As soon as five seconds have passed since the beginning of the last one.
    synchronized void soon() {
        Instant now = clock.instant();
        Instant soonest = begun.equals(Instant.MIN) ? now : begun.plus(APART);
        wish(soonest.isAfter(now) ? soonest : now);
    }

    private void wish(Instant at) {
        if (running) {
            wish = wish == null || at.isBefore(wish) ? at : wish;
        } else {
            plan(at);
        }
    }

    /// What is planned sooner does as well.
    private void plan(Instant at) {
        Plan before = plan;
        if (before != null && !before.at().isAfter(at)) {
            return;
        }
        if (before != null) {
            before.timer().cancel();
        }
        Duration wait = Duration.between(clock.instant(), at);
        plan = new Plan(at, timers.after(wait.isNegative() ? Duration.ZERO : wait, () -> threads.execute(this::run)));
    }

    private void run() {
        synchronized (this) {
            if (running) {
                return;
            }
            plan = null;
            running = true;
            begun = clock.instant();
        }
        ended(tried());
    }

    private Result tried() {
        try {
            return reading.get();
        } catch (RuntimeException fault) {
            log.error("Reading the agents failed unexpectedly; it is tried again", fault);
            return Result.failed();
        }
    }

    private void ended(Result result) {
        CompletableFuture<Result> waiting;
        synchronized (this) {
            running = false;
            plan(clock.instant().plus(pause(result)));
            if (wish != null) {
                plan(wish);
                wish = null;
            }
            waiting = next;
            next = new CompletableFuture<>();
        }
        waiting.complete(result);
    }

    private Duration pause(Result result) {
        if (result.ok()) {
            retry = FIRST_RETRY;
            return result.again() == null ? every : result.again();
        }
        Duration now = retry;
        Duration longer = retry.multipliedBy(2);
        retry = longer.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : longer;
        return now;
    }

    /// When the last one began; long ago before the first.
    synchronized Instant lastBegun() {
        return begun;
    }

    /// Wants one and waits until one has ended. Blocks its virtual thread.
    void await(Duration longest) {
        CompletableFuture<Result> waiting;
        synchronized (this) {
            soon();
            waiting = next;
        }
        try {
            waiting.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            log.debug("No reading of the agents has ended in time");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
