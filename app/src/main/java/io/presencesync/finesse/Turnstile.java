package io.presencesync.finesse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets callers through at a rate; in the queue the urgent go first, then first come, first served. While many whom it
/// let through are not done yet, it lets nobody through: when a slow node becomes quick again, they leave together.
/// Blocks the calling virtual threads; the lock is never held while a request is under way.
final class Turnstile {
    private record Waiter(boolean urgent, long number, Condition turn) {}

    private static final Comparator<Waiter> ORDER =
            Comparator.comparing((Waiter waiter) -> !waiter.urgent()).thenComparingLong(Waiter::number);

    private static final int MOST_UNDER_WAY = 64;
    /// The longest time after which whoever waits for the node looks at it again.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Supplier<Duration> rest;
    private final @Nullable TokenBucket bucket;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Waiter> queue = new PriorityQueue<>(ORDER);
    private long numbers;
    private int underWay;

    /// @param perSecond zero means no limit: everybody goes through at once
    Turnstile(double perSecond, int burst, InstantSource clock) {
        this(perSecond, burst, clock, () -> Duration.ZERO);
    }

    /// @param rest how long the node is still to be left alone: nobody goes through meanwhile
    Turnstile(double perSecond, int burst, InstantSource clock, Supplier<Duration> rest) {
        this.clock = clock;
        this.rest = rest;
        this.bucket = perSecond > 0 ? new TokenBucket(perSecond, burst, clock.instant()) : null;
    }

    /// Returns when it is the caller's turn; [#done] must follow.
    void pass(boolean urgent) throws InterruptedException {
        if (bucket == null) {
            return;
        }
        lock.lockInterruptibly();
        try {
            queueUp(bucket, new Waiter(urgent, numbers++, lock.newCondition()));
        } finally {
            lock.unlock();
        }
    }

    private void queueUp(TokenBucket tokens, Waiter me) throws InterruptedException {
        queue.add(me);
        try {
            while (true) {
                if (!me.equals(queue.peek())) {
                    me.turn().await();
                    continue;
                }
                Duration wait = wait(tokens);
                if (wait.isZero()) {
                    underWay++;
                    return;
                }
                long _ = me.turn().awaitNanos(wait.toNanos());
            }
        } finally {
            queue.remove(me);
            wakeFirst();
        }
    }

    private void wakeFirst() {
        Waiter first = queue.peek();
        if (first != null) {
            first.turn().signal();
        }
    }

    private Duration wait(TokenBucket tokens) {
        Duration rests = rest.get();
        if (rests.isPositive() || underWay >= MOST_UNDER_WAY) {
            return rests.isPositive() && rests.compareTo(LOOK_AGAIN) < 0 ? rests : LOOK_AGAIN;
        }
        return tokens.take(clock.instant());
    }

    /// What the caller went through for has come to its end.
    ///
    /// @param left whether a request left for it; if none did, its place in the rate goes to the next
    void done(boolean left) {
        if (bucket == null) {
            return;
        }
        lock.lock();
        try {
            underWay--;
            if (!left) {
                bucket.giveBack();
            }
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /// How many wait, for tests and metrics.
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}
