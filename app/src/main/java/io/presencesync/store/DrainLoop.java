package io.presencesync.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread `store-drain`: opens the database, takes the spool over, opens again after failures (1 to 30 s), removes
/// what is older than the journal's limit. It is never interrupted, because H2 closes its file on an interrupt.
final class DrainLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DrainLoop.class);
    private static final Duration PURGE_EVERY = Duration.ofHours(1);
    private static final int PURGE_BATCH = 1000;
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// Batches taken over before anybody is told: what a killed process left behind, not a long backlog.
    private static final int BEFORE_LOADING = 4;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    /// Told on this loop's thread.
    interface Events {
        /// The database is open and, unless much waited, caught up.
        void opened(SqlStore sql);

        /// Caught up; called now and then.
        void idle(SqlStore sql);
    }

    private final Spool spool;
    private final SpoolDrain drain;
    private final Events events;
    private final StoreHealth health;
    private final InstantSource wall;
    private final InstantSource clock;
    private final Duration keep;
    private final Duration firstRetry;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final Condition news = lock.newCondition();
    private final Thread thread;
    private volatile boolean resting;
    private boolean rung;
    private boolean begun;
    private boolean stopping;
    private boolean down;
    private boolean tried;
    private int waitingForFlush;
    private int failures;
    private @Nullable IOException refusal;
    private Instant nextPurge = Instant.MIN;

    DrainLoop(
            Spool spool,
            SpoolDrain drain,
            Events events,
            StoreHealth health,
            InstantSource wall,
            InstantSource clock,
            Duration keep,
            Duration firstRetry) {
        this.spool = spool;
        this.drain = drain;
        this.events = events;
        this.health = health;
        this.wall = wall;
        this.clock = clock;
        this.keep = keep;
        this.firstRetry = firstRetry;
        this.thread = Thread.ofPlatform().name("store-drain").daemon().unstarted(this::run);
    }

    /// Once begun, or stopped, it does nothing.
    void start() {
        lock.lock();
        try {
            if (!begun && !stopping) {
                begun = true;
                spool.bell(this::ring);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void ring() {
        if (resting) {
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            rung = true;
            wake.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!stopping()) {
            turn();
        }
        finish();
    }

    private void turn() {
        try {
            open();
            catchUp();
            rest();
        } catch (IOException | RuntimeException failed) {
            failed(failed);
        }
    }

    private void open() throws IOException {
        if (drain.sql() != null) {
            return;
        }
        drain.connect();
        int steps = 0;
        while (steps < BEFORE_LOADING && drain.step()) {
            steps++;
        }
        SqlStore sql = drain.sql();
        if (sql != null) {
            events.opened(sql);
        }
        failures = 0;
        health.up();
        told(false, null);
    }

    private void catchUp() throws IOException {
        while (!stopping() && drain.step()) {
            progress();
        }
        progress();
        spool.retry();
        SqlStore sql = drain.sql();
        if (sql != null) {
            events.idle(sql);
        }
        purgeOld();
    }

    private void purgeOld() {
        Instant now = clock.instant();
        if (now.isBefore(nextPurge)) {
            return;
        }
        int gone = drain.purgeBefore(wall.instant().minus(keep), PURGE_BATCH);
        nextPurge = gone < PURGE_BATCH ? now.plus(PURGE_EVERY) : now;
    }

    /// Waits for something to do, then a moment longer, so that more comes into one batch.
    private void rest() {
        resting = true;
        if (spool.after(drain.reached()) == null) {
            pause(REST_NANOS);
        }
        resting = false;
        if (spool.after(drain.reached()) != null) {
            pause(GATHER_NANOS);
        }
    }

    private void pause(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!stopping && !rung && waitingForFlush == 0 && left > 0) {
                left = wake.awaitNanos(left);
            }
            rung = false;
        } catch (InterruptedException nobodyDoes) {
            log.warn("The store's thread was interrupted; it goes on");
        } finally {
            lock.unlock();
        }
    }

    private void failed(Exception failed) {
        drain.disconnect();
        failures++;
        Duration delay = SpoolDrain.backoff(firstRetry, failures);
        health.down(failed, clock.instant().plus(delay));
        told(true, failed instanceof NewerStoreException newer ? newer : null);
        pauseWhileDown(delay.toNanos());
        spool.retry();
    }

    private void pauseWhileDown(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!stopping && left > 0) {
                left = wake.awaitNanos(left);
            }
        } catch (InterruptedException nobodyDoes) {
            log.warn("The store's thread was interrupted; it goes on");
        } finally {
            lock.unlock();
        }
    }

    private void told(boolean isDown, @Nullable IOException why) {
        lock.lock();
        try {
            down = isDown;
            if (!tried) {
                refusal = why;
            }
            tried = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void progress() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean stopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the database was tried once; whether it is open.
    ///
    /// @throws NewerStoreException when it is newer than we are
    boolean awaitFirstTry(Duration patience) throws IOException, InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!tried && left > 0) {
                left = news.awaitNanos(left);
            }
            if (refusal != null) {
                throw refusal;
            }
            return tried && !down;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all that was written to the spool before is in the database; false when that does not happen in
    /// time, at once when the database is down.
    boolean flush(Duration patience) throws InterruptedException {
        SpoolPosition target = spool.end();
        lock.lock();
        try {
            waitingForFlush++;
            wake.signal();
            long left = patience.toNanos();
            while (drain.reached().compareTo(target) < 0 && !down && !stopping && left > 0) {
                left = news.awaitNanos(left);
            }
            return drain.reached().compareTo(target) >= 0;
        } finally {
            waitingForFlush--;
            lock.unlock();
        }
    }

    /// What can still be taken over quickly is; the rest waits in the spool for the next start.
    private void finish() {
        try {
            long deadline = System.nanoTime() + LONGEST_STOP.toNanos() / 2;
            while (drain.sql() != null && drain.step() && System.nanoTime() < deadline) {
                progress();
            }
        } catch (IOException | RuntimeException failed) {
            log.debug("The last records stay in the spool", failed);
        }
        drain.disconnect();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            wake.signalAll();
            news.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (begun && !thread.join(LONGEST_STOP)) {
                log.warn("The database did not close in time; what it lacks stays in the spool");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
