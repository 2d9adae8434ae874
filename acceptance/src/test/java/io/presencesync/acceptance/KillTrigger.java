package io.presencesync.acceptance;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Kills the product at a point of a request's way, and keeps what the pretend Finesse saw of each request. The hooks
/// run
/// on the simulator's own thread, so that nothing lies between an answer and the kill.
final class KillTrigger {
    private static final Duration LONGEST = Duration.ofSeconds(3);

    /// @param count the how-manieth request is the one
    /// @param delay how long after it
    private record Armed(KillPoint point, AtomicInteger count, Duration delay, CountDownLatch fired) {}

    private final Product product;
    private final Map<String, Instant> arrived = new ConcurrentHashMap<>();
    private final Map<String, Instant> answered = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile @Nullable Armed armed;
    private volatile @Nullable Armed watched;
    private volatile Instant killedAt = Instant.EPOCH;

    KillTrigger(Product product) {
        this.product = product;
    }

    /// Finesse, or the gadget, has it; on the thread that will see to it.
    void arrived(String id) {
        open.incrementAndGet();
        arrived.put(id, Instant.now());
        Armed shot = armed;
        if (shot != null && shot.point() != KillPoint.UNSTORED) {
            count(shot);
        }
    }

    /// The answer has been handed to the network.
    void answered(String id) {
        answered.put(id, Instant.now());
        Armed shot = armed;
        if (shot != null && shot.point() == KillPoint.UNSTORED) {
            count(shot);
        }
    }

    /// Nothing more will come of it, answered or not.
    void done() {
        open.decrementAndGet();
    }

    private void count(Armed shot) {
        if (shot.count().decrementAndGet() != 0) {
            return;
        }
        if (shot.delay().isZero()) {
            fire(shot);
        } else {
            Thread.ofVirtual().start(() -> {
                Await.quiet(shot.delay());
                fire(shot);
            });
        }
    }

    private void fire(Armed shot) {
        killedAt = Instant.now();
        product.process().destroyForcibly();
        shot.fired().countDown();
    }

    void arm(KillPoint point, int count, Duration delay) {
        armed = new Armed(point, new AtomicInteger(count), delay, new CountDownLatch(1));
    }

    /// Kills when that file has grown this often: something was just written down, and not yet sent.
    void armAtWriting(Path file, int times) {
        Armed shot = new Armed(KillPoint.BEFORE_SEND, new AtomicInteger(times), Duration.ZERO, new CountDownLatch(1));
        armed = null;
        watched = shot;
        Thread.ofPlatform().daemon().start(() -> watch(file.toFile(), shot));
    }

    /// Looks without a pause: between writing down and sending lies less than a millisecond.
    private void watch(File file, Armed shot) {
        long size = file.length();
        while (shot.equals(watched)) {
            long now = file.length();
            if (now > size && shot.count().decrementAndGet() == 0) {
                fire(shot);
                return;
            }
            size = now;
            Thread.onSpinWait();
        }
    }

    /// Returns when the product is dead; where the point never comes, it is killed all the same.
    Instant awaitKill() {
        Armed shot = armed != null ? armed : watched;
        try {
            if (shot != null && !shot.fired().await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                armed = null;
                watched = null;
                fire(shot);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        armed = null;
        watched = null;
        product.awaitEnd();
        return killedAt;
    }

    /// Until Finesse has done with every request it got: those of a dead product too.
    void awaitNothingOpen() {
        Await.until("Finesse has done with all requests", () -> open.get() == 0, () -> open.get() + " open");
    }

    boolean hasArrived(String id) {
        return arrived.containsKey(id);
    }

    boolean hadAnswered(String id, Instant by) {
        Instant at = answered.get(id);
        return at != null && !at.isAfter(by);
    }

    int requests() {
        return arrived.size();
    }
}
