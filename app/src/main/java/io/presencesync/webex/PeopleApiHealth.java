package io.presencesync.webex;

import io.presencesync.config.Durations;
import io.presencesync.presence.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// How polling goes, as one value; each change is logged once. Any thread.
final class PeopleApiHealth {
    private static final Logger log = LoggerFactory.getLogger(PeopleApiHealth.class);

    private final int perMinute;
    private final Supplier<Duration> staleAfter;
    private final InstantSource clock;
    private ConnectionState state;
    private @Nullable String badToken;
    private boolean warned;

    PeopleApiHealth(int perMinute, Supplier<Duration> staleAfter, InstantSource clock) {
        this.perMinute = perMinute;
        this.staleAfter = staleAfter;
        this.clock = clock;
        this.state = ConnectionState.starting(LinkHealth.LINK, clock.instant());
    }

    synchronized ConnectionState now() {
        return state;
    }

    /// Webex took our token, or nobody has tried it yet.
    synchronized void answered() {
        badToken = null;
    }

    synchronized void badToken(String message) {
        badToken = message;
    }

    synchronized ConnectionState of(PeoplePoller.Progress progress) {
        ConnectionState fresh = fresh(progress);
        boolean same = state.state() == fresh.state() && state.code().equals(fresh.code());
        state = new ConnectionState(
                fresh.link(),
                fresh.state(),
                fresh.code(),
                fresh.message(),
                fresh.action(),
                same ? state.since() : fresh.since(),
                fresh.nextTry());
        if (!same) {
            log.atLevel(state.healthy() ? Level.INFO : Level.WARN).log("webex: {}", state.inWords());
        }
        return state;
    }

    private ConnectionState fresh(PeoplePoller.Progress progress) {
        WebexFailure trouble = progress.trouble();
        if (badToken != null || (trouble != null && trouble.kind() == WebexFailure.Kind.BAD_TOKEN)) {
            String said = trouble == null ? badToken : trouble.inWords();
            return state(
                    ConnectionState.Kind.BAD_CREDENTIALS,
                    "bad_token",
                    "Webex refused the bot token: " + said,
                    "put a valid WEBEX_ACCESS_TOKEN into the configuration",
                    progress.nextTry());
        }
        if (trouble != null) {
            return state(
                    ConnectionState.Kind.TRANSIENT_DISCONNECT,
                    trouble.kind() == WebexFailure.Kind.BUSY ? "rate_limited" : "unreachable",
                    "the People API does not answer: " + trouble.inWords(),
                    trouble.kind() == WebexFailure.Kind.BUSY
                            ? "lower webex.people-api-rate if this comes again"
                            : "check the network if this lasts",
                    progress.nextTry());
        }
        return going(progress);
    }

    private ConnectionState going(PeoplePoller.Progress progress) {
        Duration limit = staleAfter.get();
        if (progress.longest().compareTo(limit) > 0) {
            return state(
                    ConnectionState.Kind.DEGRADED,
                    "too_slow",
                    inWords(progress) + ", but a presence counts as stale after " + Durations.inWords(limit),
                    "raise webex.people-api-rate to " + needed(progress.people(), limit)
                            + " or more, as far as Webex allows it, or raise stale-after in the rules",
                    null);
        }
        return state(ConnectionState.Kind.CONNECTED, "ok", inWords(progress), "", null);
    }

    /// Requests a minute that ask each of so many people once within the time.
    static long needed(int people, Duration limit) {
        long requests = PeopleRotation.bound(people) * 60L;
        return Math.ceilDiv(requests, Math.max(1, limit.toSeconds()));
    }

    /// Said once, as soon as there are more people to follow than the rate is enough for, polling or not.
    synchronized void expect(int people) {
        Duration limit = staleAfter.get();
        long needed = needed(people, limit);
        if (needed > perMinute && !warned) {
            log.warn(
                    "webex: webex.people-api-rate {} is too low to ask {} people within stale-after ({}): that takes up to {} s."
                            + " Should the People API be polled, presences go stale; {} requests/min would do",
                    perMinute,
                    people,
                    Durations.inWords(limit),
                    Math.ceilDiv(PeopleRotation.bound(people) * 60L, perMinute),
                    needed);
        }
        warned = needed > perMinute;
    }

    private String inWords(PeoplePoller.Progress progress) {
        return "polling the People API (" + perMinute + " requests/min; everyone of " + progress.people()
                + " about every " + seconds(progress.usual()) + " s, at the latest after "
                + seconds(progress.longest()) + " s)";
    }

    private static long seconds(Duration time) {
        return Math.ceilDiv(time.toMillis(), 1000L);
    }

    private ConnectionState state(
            ConnectionState.Kind kind, String code, String message, String action, @Nullable Instant nextTry) {
        return new ConnectionState(LinkHealth.LINK, kind, code, message, action, clock.instant(), nextTry);
    }
}
