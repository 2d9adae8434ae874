package io.presencesync.finesse;

import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.ConnectionState.Kind;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The health of the way by which Finesse tells agents' states by itself; each change is logged once. Written by the
/// loop's thread, read by any.
final class NotificationHealth {
    private static final Logger log = LoggerFactory.getLogger(NotificationHealth.class);
    private static final String LINK = "finesse.notifications";

    private final InstantSource clock;
    private volatile ConnectionState now;

    NotificationHealth(InstantSource clock) {
        this.clock = clock;
        this.now = ConnectionState.starting(LINK, clock.instant());
    }

    ConnectionState state() {
        return now;
    }

    void connected(String words) {
        become(ConnectionState.connected(LINK, words, clock.instant()));
    }

    /// Nothing is expected of it.
    void off(String why) {
        become(new ConnectionState(LINK, Kind.STOPPED, "off", why, "", clock.instant(), null));
    }

    void trouble(Obstacle obstacle, Duration retry) {
        become(new ConnectionState(
                LINK,
                obstacle.kind(),
                obstacle.code(),
                obstacle.message() + "; the agents' states are polled meanwhile",
                obstacle.action(),
                clock.instant(),
                clock.instant().plus(retry)));
    }

    /// What keeps us from being told.
    record Obstacle(Kind kind, String code, String message, String action) {
        static Obstacle passing(String code, String message) {
            return new Obstacle(Kind.TRANSIENT_DISCONNECT, code, message, "");
        }

        static Obstacle lasting(String code, String message, String action) {
            return new Obstacle(Kind.DEGRADED, code, message, action);
        }
    }

    private void become(ConnectionState next) {
        ConnectionState before = now;
        boolean same = before.state() == next.state() && before.code().equals(next.code());
        now = same
                ? new ConnectionState(
                        LINK, next.state(), next.code(), next.message(), next.action(), before.since(), next.nextTry())
                : next;
        if (next.healthy() ? next.sameNews(before) : same) {
            return;
        }
        switch (next.state()) {
            case CONNECTED, STOPPED -> log.info("Finesse notifications: {}", next.message());
            default -> log.warn("Finesse notifications: {}. {}", next.message(), next.action());
        }
    }
}
