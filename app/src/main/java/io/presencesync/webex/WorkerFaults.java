package io.presencesync.webex;

import io.presencesync.presence.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What no worker expects, such as a defect of ours: each worker survives it, reports it here, waits and goes on. Each
/// kind is logged once with its cause; all are counted, and told in health for [#TOLD_FOR] after the last. Any thread.
final class WorkerFaults {
    static final Duration TOLD_FOR = Duration.ofMinutes(10);
    private static final Logger log = LoggerFactory.getLogger(WorkerFaults.class);

    private final InstantSource clock;
    private final Set<String> logged = new HashSet<>();
    private int count;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private String newest = "";

    WorkerFaults(InstantSource clock) {
        this.clock = clock;
    }

    /// @param worker whose work failed, in words
    synchronized void survived(String worker, Throwable fault) {
        Instant now = clock.instant();
        if (quiet(now)) {
            count = 0;
            first = now;
        }
        count++;
        last = now;
        newest = worker + ": " + fault.getClass().getSimpleName();
        if (logged.add(worker + place(fault))) {
            log.error("webex: {} failed unexpectedly and goes on after a wait; told once, then counted", worker, fault);
        }
    }

    /// Does the same for each, so that one whose work fails unexpectedly keeps nobody else from theirs.
    <T> void each(String worker, Collection<T> all, Consumer<T> work) {
        for (T one : all) {
            try {
                work.accept(one);
            } catch (RuntimeException | Error unexpected) {
                survived(worker, unexpected);
            }
        }
    }

    private boolean quiet(Instant now) {
        return last == null || !now.isBefore(last.plus(TOLD_FOR));
    }

    private static String place(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return fault.getClass().getName() + (trace.length == 0 ? "" : trace[0].toString());
    }

    /// Empty when nothing of that kind happened lately.
    synchronized Optional<ConnectionState> alarm() {
        if (first == null || quiet(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(new ConnectionState(
                LinkHealth.LINK,
                ConnectionState.Kind.DEGRADED,
                "unexpected_failures",
                count + (count == 1 ? " unexpected failure" : " unexpected failures") + " lately, the newest at "
                        + newest + "; the work goes on after a wait",
                "this is a defect: report it with the log, where its cause stands",
                first,
                null));
    }
}
