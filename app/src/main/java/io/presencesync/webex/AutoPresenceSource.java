package io.presencesync.webex;

import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.PresenceSource;
import io.presencesync.engine.Timers;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mercury, and while that stays down, the People API. The feed counts as down until Mercury is back: each person's
/// presence is trusted again when the People API has confirmed it, not before. Once Mercury is ready nothing of the
/// People API is told any more, and Mercury's full reading follows.
public final class AutoPresenceSource implements PresenceSource {
    private static final Logger log = LoggerFactory.getLogger(AutoPresenceSource.class);

    private final PresenceSource mercury;
    private final SecondSource second;
    private final Duration fallBackAfter;
    private final Timers timers;
    private final InstantSource clock;
    private @Nullable Instant downSince;
    private @Nullable Instant pollingSince;
    private Timers.@Nullable Cancellable plan;
    private boolean closed;

    public AutoPresenceSource(
            PresenceSource mercury,
            PeopleApiSource second,
            Duration fallBackAfter,
            Timers timers,
            InstantSource clock) {
        this(mercury, (SecondSource) second, fallBackAfter, timers, clock);
    }

    AutoPresenceSource(
            PresenceSource mercury, SecondSource second, Duration fallBackAfter, Timers timers, InstantSource clock) {
        this.mercury = mercury;
        this.second = second;
        this.fallBackAfter = fallBackAfter;
        this.timers = timers;
        this.clock = clock;
    }

    @Override
    public void start(PresenceListener listener) {
        second.prepare(listener);
        down();
        mercury.start(new Gate(listener));
    }

    /// Mercury's being down begins; that it goes on is no news.
    private synchronized void down() {
        if (downSince == null && !closed) {
            Instant since = clock.instant();
            downSince = since;
            plan = timers.after(fallBackAfter, () -> fallBack(since));
        }
    }

    private void fallBack(Instant since) {
        if (fallsBack(since)) {
            ConnectionState now = health();
            log.warn("webex: {}", now.inWords());
        }
    }

    private synchronized boolean fallsBack(Instant since) {
        boolean still = since.equals(downSince) && pollingSince == null && !closed;
        if (still) {
            pollingSince = clock.instant();
            second.begin();
        }
        return still;
    }

    private synchronized void up() {
        downSince = null;
        if (plan != null) {
            plan.cancel();
            plan = null;
        }
        if (pollingSince != null) {
            pollingSince = null;
            second.end();
            log.info("webex: Mercury is back, polling the People API has ended");
        }
    }

    @Override
    public void follow(Collection<WebexAddress> people) {
        second.follow(people);
        mercury.follow(people);
    }

    @Override
    public void unfollow(Collection<WebexAddress> people) {
        second.unfollow(people);
        mercury.unfollow(people);
    }

    @Override
    public ConnectionState health() {
        Instant since;
        Instant polling;
        synchronized (this) {
            since = downSince;
            polling = pollingSince;
        }
        ConnectionState first = mercury.health();
        if (since == null || polling == null || first.state() == ConnectionState.Kind.BAD_CREDENTIALS) {
            return first;
        }
        return degraded(first, since, polling);
    }

    private ConnectionState degraded(ConnectionState first, Instant since, Instant polling) {
        ConnectionState other = second.health();
        boolean both = other.state() == ConnectionState.Kind.TRANSIENT_DISCONNECT;
        String why = "Mercury down since " + since.truncatedTo(ChronoUnit.SECONDS) + " (" + first.message() + "), ";
        String action = first.action().isEmpty()
                ? "presences come late and without meeting types; see that the Mercury socket (wss, port 443) can be opened"
                : first.action();
        return new ConnectionState(
                LinkHealth.LINK,
                both ? ConnectionState.Kind.TRANSIENT_DISCONNECT : ConnectionState.Kind.DEGRADED,
                both ? other.code() : "fallback",
                why + other.message(),
                other.action().isEmpty() || other.action().equals(action) ? action : action + "; " + other.action(),
                polling,
                both ? other.nextTry() : first.nextTry());
    }

    @Override
    public List<ConnectionState> parts() {
        return mercury.parts();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            up();
        }
        second.close();
        mercury.close();
    }

    /// Watches what Mercury tells and passes it on.
    private final class Gate implements PresenceListener {
        private final PresenceListener listener;

        Gate(PresenceListener listener) {
            this.listener = listener;
        }

        @Override
        public void resolved(WebexAddress address, WebexPersonId person) {
            second.known(address, person);
            listener.resolved(address, person);
        }

        @Override
        public void unresolved(WebexAddress address, String why) {
            listener.unresolved(address, why);
        }

        @Override
        public void subscribed(WebexPersonId person) {
            listener.subscribed(person);
        }

        @Override
        public void notSubscribed(WebexPersonId person, String why) {
            listener.notSubscribed(person, why);
        }

        @Override
        public void feedDown(String why) {
            down();
            listener.feedDown(why);
        }

        @Override
        public void feedUp() {
            up();
            listener.feedUp();
        }

        @Override
        public void presence(PresenceEvent event) {
            second.heard(event);
            listener.presence(event);
        }
    }
}
