package io.presencesync.webex;

import io.presencesync.presence.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the requests of the last minute to each service of Webex. More than [ServicePath#mostAMinute] is an alarm in
/// log and health: waits have their floors, so only a defect of ours gets there. It slows nothing down. Any thread.
final class RequestRate {
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SECONDS = 60;
    private static final Logger log = LoggerFactory.getLogger(RequestRate.class);

    /// The last sixty seconds of one path; a slot that holds another second than its own is empty.
    private static final class Window {
        private final long[] seconds = new long[SECONDS];
        private final int[] counts = new int[SECONDS];
        private @Nullable Instant highSince;

        void count(long second) {
            int slot = (int) Math.floorMod(second, (long) SECONDS);
            counts[slot] = seconds[slot] == second ? counts[slot] + 1 : 1;
            seconds[slot] = second;
        }

        long sum(long second) {
            long sum = 0;
            for (int slot = 0; slot < SECONDS; slot++) {
                boolean recent = seconds[slot] > second - SECONDS && seconds[slot] <= second;
                sum += recent ? counts[slot] : 0;
            }
            return sum;
        }
    }

    private final InstantSource clock;
    private final int polls;
    private final Map<ServicePath, Window> windows = new EnumMap<>(ServicePath.class);
    private int people;
    private int peopleBefore;
    private Instant beforeUntil = Instant.MIN;

    /// @param polls the configured rate of the People API, requests a minute
    RequestRate(InstantSource clock, int polls) {
        this.clock = clock;
        this.polls = polls;
        for (ServicePath path : ServicePath.values()) {
            windows.put(path, new Window());
        }
    }

    /// So many people are followed from now on. Where they were more, that counts for a minute still.
    synchronized void expect(int followed) {
        if (followed < people) {
            peopleBefore = Math.max(people, counted());
            beforeUntil = clock.instant().plus(MINUTE);
        }
        people = followed;
    }

    private int counted() {
        return clock.instant().isBefore(beforeUntil) ? Math.max(people, peopleBefore) : people;
    }

    /// One request leaves.
    synchronized void count(ServicePath path) {
        window(path).count(second());
        look(path);
    }

    private Window window(ServicePath path) {
        return java.util.Objects.requireNonNull(windows.get(path));
    }

    private long second() {
        return clock.instant().getEpochSecond();
    }

    private long look(ServicePath path) {
        Window window = window(path);
        long now = window.sum(second());
        boolean high = now > limit(path);
        if (high && window.highSince == null) {
            window.highSince = clock.instant();
            log.warn("webex: {}; {}", words(path, now), ACTION);
        } else if (!high && window.highSince != null) {
            window.highSince = null;
            log.info("webex: requests to {} are at their usual rate again, {} in the last minute", path.words(), now);
        }
        return now;
    }

    private long limit(ServicePath path) {
        return path.mostAMinute(counted(), polls);
    }

    private static final String ACTION =
            "this is a defect: report it with the log; if Webex blocks the bot, stop the service for a while";

    private String words(ServicePath path, long requests) {
        return requests + " requests to " + path.words() + " within a minute, at most " + limit(path) + " are expected";
    }

    /// The first path at which there are too many; empty while there are none.
    synchronized Optional<ConnectionState> alarm() {
        for (ServicePath path : ServicePath.values()) {
            long requests = look(path);
            Instant since = window(path).highSince;
            if (since != null) {
                return Optional.of(new ConnectionState(
                        LinkHealth.LINK,
                        ConnectionState.Kind.DEGRADED,
                        "too_many_requests",
                        words(path, requests),
                        ACTION,
                        since,
                        null));
            }
        }
        return Optional.empty();
    }
}
