package io.presencesync.socketio;

import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Engine.IO session: its transport, heartbeat and outgoing queue. Lives on one [EngineLoop]; every method but the
/// plain getters is called there.
///
/// When the outgoing queue is full the session is closed with TRANSPORT_ERROR and what waited is lost: a client that
/// does not read must connect again and be told everything anew.
final class EngineSession {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);
    private static final Set<DisconnectReason> TOLD = Set.of(
            DisconnectReason.SERVER_DISCONNECT, DisconnectReason.CONNECT_TIMEOUT, DisconnectReason.SERVER_SHUTDOWN);

    private final String id;
    private final Handshake handshake;
    private final SocketIoOptions options;
    private final EngineLoop loop;
    private final Consumer<EngineSession> onGone;
    private final OutgoingQueue queue;
    private final Heartbeat heartbeat;
    private EngineTransport transport;
    private @Nullable EngineHandler handler;
    private @Nullable EngineUpgrade upgrade;
    private boolean closed;

    EngineSession(
            String id,
            Handshake handshake,
            SocketIoOptions options,
            EngineLoop loop,
            EngineTransport transport,
            Consumer<EngineSession> onGone) {
        this.id = id;
        this.handshake = handshake;
        this.options = options;
        this.loop = loop;
        this.transport = transport;
        this.onGone = onGone;
        this.queue = new OutgoingQueue(options.maxQueuedPackets(), options.maxQueuedBytes());
        this.heartbeat = new Heartbeat(
                loop,
                options.pingInterval(),
                options.pingTimeout(),
                () -> send(EnginePacket.empty(EngineType.PING)),
                () -> close(DisconnectReason.PING_TIMEOUT));
    }

    String id() {
        return id;
    }

    Handshake handshake() {
        return handshake;
    }

    EngineLoop loop() {
        return loop;
    }

    boolean isClosed() {
        return closed;
    }

    /// Greets the client and makes the handler.
    void open(EngineHandler.Factory factory) {
        String upgrades = transport instanceof PollingTransport ? "\"websocket\"" : "";
        String greeting = "{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":%d,\"pingTimeout\":%d,\"maxPayload\":%d}"
                .formatted(
                        id,
                        upgrades,
                        options.pingInterval().toMillis(),
                        options.pingTimeout().toMillis(),
                        options.maxPayload());
        send(new EnginePacket.Text(EngineType.OPEN, greeting));
        heartbeat.start();
        handler = factory.open(this);
    }

    void send(EnginePacket packet) {
        if (closed) {
            return;
        }
        if (!queue.offer(packet)) {
            LOG.warn("session {}: the client does not read, {} closed", id, transport.name());
            queue.clear();
            close(DisconnectReason.TRANSPORT_ERROR);
            return;
        }
        flush();
    }

    /// The transport may take more.
    void flush() {
        transport.flush(queue);
    }

    /// A frame came on a WebSocket, the session's own or one that wants to become it.
    void receive(WebSocketTransport from, EnginePacket packet) {
        EngineUpgrade trying = upgrade;
        if (trying != null && trying.isOn(from)) {
            receiveUpgrade(trying, packet);
        } else if (from == transport) {
            receive(packet);
        }
    }

    /// The client's POST. All packets of the body are taken before it is answered.
    void post(String payload, PollReply reply) {
        if (closed || !(transport instanceof PollingTransport)) {
            reply.fail(closed ? EngineError.UNKNOWN_SESSION : EngineError.BAD_REQUEST);
            return;
        }
        try {
            EnginePayload.decode(payload).forEach(this::receive);
            reply.ok("ok");
        } catch (ProtocolException broken) {
            reply.fail(EngineError.BAD_REQUEST);
            fail(broken);
        }
    }

    /// The client's GET.
    void poll(PollReply reply) {
        if (!closed && heartbeat.overdue()) {
            close(DisconnectReason.PING_TIMEOUT);
            reply.fail(EngineError.UNKNOWN_SESSION);
        } else if (!(transport instanceof PollingTransport polling)) {
            reply.fail(EngineError.BAD_REQUEST);
        } else if (!polling.poll(reply, queue)) {
            LOG.info("session {}: second GET while one was waiting, closed", id);
            close(DisconnectReason.TRANSPORT_ERROR);
        } else if (polling.farewellTaken()) {
            gone();
        } else if (upgrade != null && polling.hasPending()) {
            upgrade.polled();
        }
    }

    void pollDropped(PollReply reply) {
        if (transport instanceof PollingTransport polling && polling.dropped(reply)) {
            close(DisconnectReason.TRANSPORT_CLOSE);
        }
    }

    /// A WebSocket with this session's id came. Refused (closed) unless the session polls and no other one tries.
    void startUpgrade(WebSocketTransport candidate) {
        if (closed || upgrade != null || !(transport instanceof PollingTransport polling)) {
            candidate.close(new OutgoingQueue(1, 1));
            return;
        }
        upgrade = new EngineUpgrade(candidate, polling, loop, this::cancelUpgrade);
    }

    void webSocketClosed(WebSocketTransport which) {
        if (which == transport) {
            close(DisconnectReason.TRANSPORT_CLOSE);
        } else if (upgrade != null && upgrade.isOn(which)) {
            cancelUpgrade();
        }
    }

    /// What came over a WebSocket was no packet.
    void webSocketBroken(WebSocketTransport which, ProtocolException broken) {
        if (which == transport) {
            fail(broken);
        } else if (upgrade != null && upgrade.isOn(which)) {
            logBroken(broken);
            cancelUpgrade();
        }
    }

    /// The connection failed, or a frame was larger than the HTTP server takes.
    void webSocketFailed(WebSocketTransport which, Throwable failure) {
        LOG.debug("session {}: {}", id, failure.toString());
        if (which == transport) {
            close(DisconnectReason.TRANSPORT_ERROR);
        } else {
            webSocketClosed(which);
        }
    }

    void close(DisconnectReason reason) {
        if (closed) {
            return;
        }
        closed = true;
        heartbeat.stop();
        transport.close(queue);
        leave(reason);
        if (handler != null) {
            handler.onClose(reason);
        }
    }

    /// A polling client that has no GET waiting is still told about our own closing, for one ping timeout: with its
    /// next GET, or, when it is just moving to a WebSocket, over that.
    private void leave(DisconnectReason reason) {
        boolean untold = transport instanceof PollingTransport polling && !polling.farewellTaken();
        if (untold && TOLD.contains(reason)) {
            loop.schedule(options.pingTimeout(), this::gone);
        } else {
            gone();
        }
    }

    private void gone() {
        cancelUpgrade();
        onGone.accept(this);
    }

    private void receiveUpgrade(EngineUpgrade trying, EnginePacket packet) {
        try {
            if (trying.receive(packet)) {
                completeUpgrade(trying);
            }
        } catch (ProtocolException broken) {
            logBroken(broken);
            cancelUpgrade();
        }
    }

    private void completeUpgrade(EngineUpgrade trying) {
        trying.end();
        upgrade = null;
        if (closed) {
            trying.sayFarewell();
            gone();
            return;
        }
        if (transport instanceof PollingTransport polling) {
            polling.refuse();
        }
        transport = trying.candidate();
        flush();
    }

    private void cancelUpgrade() {
        EngineUpgrade trying = upgrade;
        if (trying != null) {
            upgrade = null;
            trying.end();
            trying.candidate().close(new OutgoingQueue(1, 1));
        }
    }

    private void receive(EnginePacket packet) {
        if (closed) {
            return;
        }
        try {
            dispatch(packet);
        } catch (ProtocolException broken) {
            fail(broken);
        }
    }

    private void dispatch(EnginePacket packet) throws ProtocolException {
        switch (packet) {
            case EnginePacket.Binary binary -> deliver(binary);
            case EnginePacket.Text text -> dispatch(text);
        }
    }

    private void dispatch(EnginePacket.Text packet) throws ProtocolException {
        switch (packet.type()) {
            case MESSAGE -> deliver(packet);
            case PONG -> heartbeat.pong();
            case CLOSE -> closedByClient();
            case PING, OPEN, UPGRADE, NOOP ->
                throw ProtocolException.of("packet a client may not send here", packet.encode());
        }
    }

    private void deliver(EnginePacket message) throws ProtocolException {
        EngineHandler to = handler;
        if (to != null) {
            to.onMessage(message);
        }
    }

    private void closedByClient() {
        if (transport instanceof PollingTransport polling) {
            polling.left();
        }
        close(DisconnectReason.TRANSPORT_CLOSE);
    }

    private void fail(ProtocolException broken) {
        if (!closed) {
            logBroken(broken);
            close(DisconnectReason.PARSE_ERROR);
        }
    }

    private void logBroken(ProtocolException broken) {
        LOG.warn("session {} from {}: {}", id, handshake.remoteAddress(), broken.getMessage());
    }
}
