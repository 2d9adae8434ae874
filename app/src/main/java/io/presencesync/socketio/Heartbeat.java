package io.presencesync.socketio;

import java.time.Duration;

/// The server pings every interval and expects a pong within the timeout.
final class Heartbeat {
    private final EngineLoop loop;
    private final Duration interval;
    private final Duration timeout;
    private final Runnable ping;
    private final Runnable lost;
    private EngineLoop.Timer timer = EngineLoop.Timer.NONE;

    Heartbeat(EngineLoop loop, Duration interval, Duration timeout, Runnable ping, Runnable lost) {
        this.loop = loop;
        this.interval = interval;
        this.timeout = timeout;
        this.ping = ping;
        this.lost = lost;
    }

    void start() {
        timer = loop.schedule(interval, this::beat);
    }

    void pong() {
        stop();
        start();
    }

    void stop() {
        timer.cancel();
    }

    private void beat() {
        timer = loop.schedule(timeout, lost);
        ping.run();
    }
}
