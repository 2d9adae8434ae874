package io.presencesync.finesse;

import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.ConnectionState.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The health of the way by which Finesse tells agents' states by itself; each change is logged once. Written by the
/// loop's thread, read by any.
final class NotificationHealth {
    private static final Logger log = LoggerFactory.getLogger(NotificationHealth.class);
    private static final String LINK = "finesse.notifications";

    private static final String POLLED = "; the agents' states are polled meanwhile";
    private static final String NOT_POLLED = "; the agents' states cannot be polled either";

    private final InstantSource clock;
    private final BooleanSupplier polling;
    private volatile ConnectionState now;

    /// @param polling whether Finesse can be asked instead
    NotificationHealth(InstantSource clock, BooleanSupplier polling) {
        this.clock = clock;
        this.polling = polling;
        this.now = ConnectionState.starting(LINK, clock.instant());
    }

    /// Whether the states are polled meanwhile is told as it is now.
    ConnectionState state() {
        return told(now);
    }

    private ConnectionState told(ConnectionState state) {
        boolean trouble = state.state() == Kind.TRANSIENT_DISCONNECT || state.state() == Kind.DEGRADED;
        return trouble ? state.saying(state.message() + (polling.getAsBoolean() ? POLLED : NOT_POLLED)) : state;
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
                obstacle.message(),
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

    /// A refused account is told by the link itself.
    private static Level level(ConnectionState next) {
        return next.code().equals(NotificationDoor.NO_ACCOUNT.code()) ? Level.DEBUG : Level.WARN;
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
            default ->
                log.atLevel(level(next))
                        .log("Finesse notifications: {}", told(next).inWords());
        }
    }
}
