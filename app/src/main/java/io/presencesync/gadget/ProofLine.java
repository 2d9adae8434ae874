package io.presencesync.gadget;

import io.presencesync.engine.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The line of gadgets of which Finesse must be asked who they are: a few at once and so many a second, first come,
/// first served, so that thousands that come back together are no storm on Finesse. Thread-safe; entering never blocks.
final class ProofLine {
    /// @param perSecond how many are begun each second
    /// @param atOnce how many may be under way, and may begin together after a quiet time
    /// @param waiting how many may wait
    record Bounds(int perSecond, int atOnce, int waiting) {}

    /// @param there false once nobody waits for the answer any more: Finesse is not asked then
    private record Waiter(BooleanSupplier there, Runnable proof) {}

    private final Bounds bounds;
    private final Duration apart;
    private final Timers timers;
    private final Executor threads;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiter> waiting = new ArrayDeque<>();
    private Instant earned;
    private int underWay;
    private boolean alarmed;

    /// @param threads where the proofs are made, which may block
    ProofLine(Bounds bounds, Timers timers, Executor threads, InstantSource clock) {
        this.bounds = bounds;
        this.apart = Duration.ofSeconds(1).dividedBy(bounds.perSecond());
        this.timers = timers;
        this.threads = threads;
        this.clock = clock;
        this.earned = clock.instant().minus(burst());
    }

    private Duration burst() {
        return apart.multipliedBy(bounds.atOnce() - 1L);
    }

    /// False when the line is too long to wait in.
    boolean enter(BooleanSupplier there, Runnable proof) {
        lock.lock();
        try {
            if (waiting.size() >= bounds.waiting()) {
                return false;
            }
            waiting.add(new Waiter(there, proof));
        } finally {
            lock.unlock();
        }
        next();
        return true;
    }

    private void next() {
        for (Runnable proof = due(); proof != null; proof = due()) {
            Runnable mine = proof;
            threads.execute(() -> make(mine));
        }
    }

    private void make(Runnable proof) {
        try {
            proof.run();
        } finally {
            change(() -> underWay--);
            next();
        }
    }

    /// The next proof that may begin now; an alarm is set for one that may begin later.
    private @Nullable Runnable due() {
        lock.lock();
        try {
            while (!waiting.isEmpty() && !waiting.element().there().getAsBoolean()) {
                waiting.remove();
            }
            return waiting.isEmpty() || underWay >= bounds.atOnce() || early() ? null : begin();
        } finally {
            lock.unlock();
        }
    }

    private boolean early() {
        Instant now = clock.instant();
        Instant oldest = now.minus(burst());
        earned = earned.isBefore(oldest) || earned.isAfter(now.plus(apart)) ? oldest : earned;
        if (earned.isAfter(now) && !alarmed) {
            alarmed = true;
            var _ = timers.after(Duration.between(now, earned), this::alarm);
        }
        return earned.isAfter(now);
    }

    private Runnable begin() {
        underWay++;
        earned = earned.plus(apart);
        return waiting.remove().proof();
    }

    private void alarm() {
        change(() -> alarmed = false);
        next();
    }

    private void change(Runnable guarded) {
        lock.lock();
        try {
            guarded.run();
        } finally {
            lock.unlock();
        }
    }
}
