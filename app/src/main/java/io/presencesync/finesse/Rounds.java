package io.presencesync.finesse;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tasks that come again and again, each at its own pace, never twice at once; any of them may be brought forward. A
/// task that fails is logged and comes again. Any thread.
final class Rounds<K> {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final ScheduledExecutorService threads;
    private final Map<K, Round> rounds = new ConcurrentHashMap<>();

    Rounds(ScheduledExecutorService threads) {
        this.threads = threads;
    }

    /// Begins with this key; one that has begun already goes on as it was.
    ///
    /// @param pause how long until the next time; asked after each
    /// @param first how long until the first time
    void begin(K key, Runnable task, Supplier<Duration> pause, Duration first) {
        Round fresh = new Round(task, pause);
        if (rounds.putIfAbsent(key, fresh) == null) {
            fresh.after(first);
        }
    }

    /// Brings the next time forward; one under way now comes once more after it.
    void soon(K key, Duration within) {
        Round round = rounds.get(key);
        if (round != null) {
            round.after(within);
        }
    }

    void end(K key) {
        Round round = rounds.remove(key);
        if (round != null) {
            round.end();
        }
    }

    private final class Round {
        private final Runnable task;
        private final Supplier<Duration> pause;
        private @Nullable Future<?> next;
        private @Nullable Duration afterThis;
        private boolean running;
        private boolean ended;

        Round(Runnable task, Supplier<Duration> pause) {
            this.task = task;
            this.pause = pause;
        }

        synchronized void after(Duration delay) {
            if (ended) {
                return;
            }
            if (running) {
                afterThis = delay;
                return;
            }
            if (next != null) {
                next.cancel(false);
            }
            next = schedule(delay);
        }

        private @Nullable Future<?> schedule(Duration delay) {
            try {
                return threads.schedule(this::run, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException closed) {
                log.trace("the link is closed");
                return null;
            }
        }

        private void run() {
            if (!begins()) {
                return;
            }
            try {
                task.run();
            } catch (RuntimeException fault) {
                log.error("a look at Finesse failed unexpectedly; it goes on", fault);
            } finally {
                again(pause.get());
            }
        }

        private synchronized boolean begins() {
            if (running || ended) {
                return false;
            }
            running = true;
            return true;
        }

        private synchronized void again(Duration usual) {
            running = false;
            Duration wanted = afterThis;
            afterThis = null;
            after(wanted == null ? usual : wanted);
        }

        synchronized void end() {
            ended = true;
            if (next != null) {
                next.cancel(false);
            }
        }
    }
}
