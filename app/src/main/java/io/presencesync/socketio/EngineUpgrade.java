package io.presencesync.socketio;

import java.time.Duration;

/// A WebSocket trying to take over from polling: it must send a probe and then the upgrade packet, within 10 seconds.
/// Meanwhile waiting GETs are ended with a noop, at once at the probe and after 100 ms later on.
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
            polling.noop();
            return false;
        }
        if (type == EngineType.UPGRADE && probed) {
            return true;
        }
        throw ProtocolException.of("packet before the upgrade was complete", packet.encode());
    }

    /// A GET is waiting: it shall not hinder the upgrade for long.
    void polled() {
        noop.cancel();
        if (probed) {
            noop = loop.schedule(NOOP_AFTER, polling::noop);
        }
    }

    void end() {
        limit.cancel();
        noop.cancel();
    }
}
