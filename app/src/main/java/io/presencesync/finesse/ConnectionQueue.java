package io.presencesync.finesse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The requests to one node: so many may be under way at once, the others wait here, by priority and then first come,
/// first served. A time-out begins only when a request leaves, so a slow node makes requests wait and not fail. Reads
/// for no wish can never take all connections, and wishes always leave them some. The connection of a read that a wish
/// waited for is kept open for that wish, so that what was read is not old when it leaves.
///
/// While the node rests (it answered 429) nobody leaves; after that one request tries alone, until one was answered.
/// Blocks the calling virtual threads; the lock is never held while a request is under way.
final class ConnectionQueue {
    /// The longest time after which a waiting request looks again whether the node still rests.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /// For such a part of the time that the read took.
    private static final int KEPT_OPEN = 20;

    private static final Comparator<Waiter> ORDER =
            Comparator.comparing(Waiter::priority).thenComparingLong(Waiter::number);

    /// How many may be under way.
    ///
    /// @param all in all
    /// @param wishes of them, holds, releases and reads for these
    /// @param reads of them, all other reads
    record Bounds(int all, int wishes, int reads) {
        /// Two of the 32 connections stay free for the looks by which a node's health is judged.
        static final Bounds STANDARD = new Bounds(FinesseLink.CONNECTIONS_PER_NODE - 2, 28, 8);
    }

    private static final class Waiter {
        private final RequestPriority priority;
        private final long number;
        private final Condition turn;
        private @Nullable Place place;

        Waiter(RequestPriority priority, long number, Condition turn) {
            this.priority = priority;
            this.number = number;
            this.turn = turn;
        }

        RequestPriority priority() {
            return priority;
        }

        long number() {
            return number;
        }
    }

    /// The right to have one request under way; given back by closing.
    final class Place implements AutoCloseable {
        private final RequestPriority priority;
        private final boolean probe;
        private final Instant since;

        private Place(RequestPriority priority, boolean probe, Instant since) {
            this.priority = priority;
            this.probe = probe;
            this.since = since;
        }

        @Override
        public void close() {
            left(this);
        }
    }

    private final Bounds bounds;
    private final Supplier<Duration> rest;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Waiter> wishes = new PriorityQueue<>(ORDER);
    private final Queue<Waiter> reads = new ArrayDeque<>();
    /// Until when places are kept open, the first to be given up first.
    private final PriorityQueue<Instant> keptOpen = new PriorityQueue<>();
    private int wishesUnderWay;
    private int readsUnderWay;
    private boolean careful;
    private boolean probing;
    private long numbers;

    /// @param rest how long the node is still to be left alone; zero when it may be asked
    ConnectionQueue(Bounds bounds, Supplier<Duration> rest, InstantSource clock) {
        this.bounds = bounds;
        this.rest = rest;
        this.clock = clock;
    }

    /// Waits for a connection.
    ///
    /// @param patience how long the caller waits at most for a node that rests
    /// @return null when the node rests for longer than that
    @Nullable
    Place enter(RequestPriority priority, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Waiter me = new Waiter(priority, numbers++, lock.newCondition());
            line(me).add(me);
            return await(me, patience);
        } finally {
            lock.unlock();
        }
    }

    private Queue<Waiter> line(Waiter waiter) {
        return waiter.priority().forWish() ? wishes : reads;
    }

    private @Nullable Place await(Waiter me, Duration patience) throws InterruptedException {
        boolean done = false;
        try {
            for (admit(); me.place == null; admit()) {
                Duration rests = rest.get();
                if (rests.compareTo(patience) > 0) {
                    return null;
                }
                long _ = me.turn.awaitNanos(pause(rests).toNanos());
            }
            done = true;
            return me.place;
        } finally {
            if (!done) {
                giveUp(me);
            }
        }
    }

    /// Whoever waits for another's place is woken; whoever waits for the node, or for a place kept open, looks again.
    private Duration pause(Duration rests) {
        Instant first = keptOpen.peek();
        Duration wait = rests.isPositive() || first == null ? rests : Duration.between(clock.instant(), first);
        return wait.isPositive() && wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN;
    }

    private void giveUp(Waiter me) {
        boolean _ = line(me).remove(me);
        Place place = me.place;
        if (place != null) {
            free(place);
        }
        admit();
    }

    /// Lets in whoever may leave now.
    private void admit() {
        if (rest.get().isPositive()) {
            careful = true;
            return;
        }
        giveUpKept();
        while (mayTry()) {
            Waiter next = next();
            if (next == null) {
                return;
            }
            let(next);
        }
    }

    private void giveUpKept() {
        Instant now = clock.instant();
        while (!keptOpen.isEmpty() && !keptOpen.element().isAfter(now)) {
            keptOpen.remove();
        }
    }

    private boolean mayTry() {
        return !careful || !probing;
    }

    private @Nullable Waiter next() {
        Waiter wish = wishes.peek();
        if (wish != null && room(wish.priority())) {
            return wishes.poll();
        }
        return room(RequestPriority.READ) ? reads.poll() : null;
    }

    /// Places kept open are for holds and releases.
    private boolean room(RequestPriority priority) {
        int kept = priority.changesState() ? 0 : keptOpen.size();
        boolean own = priority.forWish() ? wishesUnderWay + kept < bounds.wishes() : readsUnderWay < bounds.reads();
        return own && wishesUnderWay + readsUnderWay + kept < bounds.all();
    }

    private void let(Waiter waiter) {
        waiter.place = new Place(waiter.priority(), careful, clock.instant());
        if (waiter.priority().changesState()) {
            var _ = keptOpen.poll();
        }
        probing |= careful;
        if (waiter.priority().forWish()) {
            wishesUnderWay++;
        } else {
            readsUnderWay++;
        }
        waiter.turn.signal();
        wakeFirst();
    }

    private void left(Place place) {
        lock.lock();
        try {
            keepOpen(place);
            free(place);
            admit();
            wakeAllWhileResting();
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void keepOpen(Place place) {
        if (place.priority == RequestPriority.READ_FOR_WISH) {
            Instant now = clock.instant();
            keptOpen.add(now.plus(Duration.between(place.since, now).dividedBy(KEPT_OPEN)));
        }
    }

    /// Whoever is next waits no longer than places are kept open.
    private void wakeFirst() {
        if (!keptOpen.isEmpty()) {
            Stream.of(wishes, reads).map(Queue::peek).filter(Objects::nonNull).forEach(next -> next.turn.signal());
        }
    }

    private void free(Place place) {
        probing &= !place.probe;
        if (place.priority.forWish()) {
            wishesUnderWay--;
        } else {
            readsUnderWay--;
        }
    }

    /// Who waits for a connection has to wait by the clock from now on.
    private void wakeAllWhileResting() {
        if (rest.get().isPositive()) {
            wishes.forEach(waiter -> waiter.turn.signal());
            reads.forEach(waiter -> waiter.turn.signal());
        }
    }

    /// The node gave an answer that is not 429: it need not be tried carefully any more.
    void answered() {
        lock.lock();
        try {
            careful = rest.get().isPositive();
            admit();
        } finally {
            lock.unlock();
        }
    }

    /// How many wait, for tests and metrics.
    int waiting() {
        lock.lock();
        try {
            return wishes.size() + reads.size();
        } finally {
            lock.unlock();
        }
    }
}
