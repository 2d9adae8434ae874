package io.presencesync.socketio;

import java.time.Duration;

/// A WebSocket trying to take over from polling: it must send a probe and then the upgrade packet, within 10 seconds.
/// A GET that waits since before is ended with a noop at the probe. One that came meanwhile is so after 100 ms: it may
/// have overtaken the upgrade packet, and is then refused like any later one.
final class EngineUpgrade {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration NOOP_AFTER = Duration.ofMillis(100);
    private static final EnginePacket PROBE_ANSWER = new EnginePacket.Text(EngineType.PONG, EnginePacket.PROBE);

    private final WebSocketTransport candidate;
    private final EngineLoop loop;
    private final PollingTransport polling;
    private final EngineLoop.Timer limit;
    private EngineLoop.Timer noop = EngineLoop.Timer.NONE;
    private boolean probed;
    private boolean polledMeanwhile;

    EngineUpgrade(WebSocketTransport candidate, PollingTransport polling, EngineLoop loop, Runnable onLimit) {
        this.candidate = candidate;
        this.polling = polling;
        this.loop = loop;
        this.limit = loop.schedule(LIMIT, onLimit);
    }

    boolean isOn(EngineTransport transport) {
        return candidate == transport;
    }

    WebSocketTransport candidate() {
        return candidate;
    }

    /// True when the upgrade is complete.
    ///
    /// @throws ProtocolException when the packet has no place in an upgrade
    boolean receive(EnginePacket packet) throws ProtocolException {
        if (!(packet instanceof EnginePacket.Text(EngineType type, String data))) {
            throw new ProtocolException("binary packet before the upgrade was complete");
        }
        if (type == EngineType.PING && data.equals(EnginePacket.PROBE)) {
            probed = true;
            candidate.send(PROBE_ANSWER);
            freePoll();
            return false;
        }
        if (type == EngineType.UPGRADE && probed) {
            return true;
        }
        throw ProtocolException.of("packet before the upgrade was complete", packet.encode());
    }

    /// A GET is waiting: it shall not hinder the upgrade for long.
    void polled() {
        polledMeanwhile = true;
        if (probed) {
            freePoll();
        }
    }

    private void freePoll() {
        noop.cancel();
        if (polledMeanwhile) {
            noop = loop.schedule(NOOP_AFTER, polling::noop);
        } else {
            polling.noop();
        }
    }

    /// The session was closed by us while the client was moving: it polls no more and hears the last words here.
    void sayFarewell() {
        polling.takeFarewell().forEach(candidate::send);
        candidate.close(new OutgoingQueue(1, 1));
    }

    void end() {
        limit.cancel();
        noop.cancel();
    }
}
