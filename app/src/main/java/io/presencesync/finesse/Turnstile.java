package io.presencesync.finesse;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets callers through at a rate; in the queue the urgent go first, then first come, first served. Blocks the
/// calling virtual threads; the lock is never held while a request is under way.
final class Turnstile {
    private record Waiter(boolean urgent, long number, Condition turn) {}

    private static final Comparator<Waiter> ORDER =
            Comparator.comparing((Waiter waiter) -> !waiter.urgent()).thenComparingLong(Waiter::number);

    private final InstantSource clock;
    private final @Nullable TokenBucket bucket;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Waiter> queue = new PriorityQueue<>(ORDER);
    private long numbers;

    /// @param perSecond zero means no limit: everybody goes through at once
    Turnstile(double perSecond, int burst, InstantSource clock) {
        this.clock = clock;
        this.bucket = perSecond > 0 ? new TokenBucket(perSecond, burst, clock.instant()) : null;
    }

    /// Returns when it is the caller's turn.
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
                Duration wait = tokens.take(clock.instant());
                if (wait.isZero()) {
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

    /// The caller went through but sent nothing: his place in the rate goes to the next.
    void giveBack() {
        if (bucket == null) {
            return;
        }
        lock.lock();
        try {
            bucket.giveBack();
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
