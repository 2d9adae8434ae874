package io.presencesync.socketio;

import java.time.Duration;

/// The server pings every interval and expects a pong within the timeout.
final class Heartbeat {
    private final EngineLoop loop;
    private final Duration interval;
    private final Duration timeout;
    private final Runnable ping;
    private final Runnable lost;
    private EngineLoop.Timer nextPing = EngineLoop.Timer.NONE;
    private long started;
    private EngineLoop.Timer limit = EngineLoop.Timer.NONE;

    Heartbeat(EngineLoop loop, Duration interval, Duration timeout, Runnable ping, Runnable lost) {
        this.loop = loop;
        this.interval = interval;
        this.timeout = timeout;
        this.ping = ping;
        this.lost = lost;
    }

    /// True when the client is past its time though the timer has not run yet.
    boolean overdue() {
        return loop.millis() - started >= interval.plus(timeout).toMillis();
    }

    /// Both times count from here, so that a late ping does not lengthen the client's time.
    void start() {
        started = loop.millis();
        nextPing = loop.schedule(interval, ping);
        limit = loop.schedule(interval.plus(timeout), lost);
    }

    void pong() {
        stop();
        start();
    }

    void stop() {
        nextPing.cancel();
        limit.cancel();
    }
}
