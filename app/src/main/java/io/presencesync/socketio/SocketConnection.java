package io.presencesync.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: its sockets by namespace. Everything on the session's loop.
final class SocketConnection implements EngineHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);
    private static final int MAX_NAMESPACES = 100;

    private final EngineSession session;
    private final SocketIoOptions options;
    private final SocketIoListener listener;
    private final SessionIds ids;
    private final SocketDecoder decoder;
    private final Map<String, NamespaceSocket> sockets = new HashMap<>();
    private EngineLoop.Timer idle = EngineLoop.Timer.NONE;

    SocketConnection(EngineSession session, SocketIoOptions options, SocketIoListener listener, SessionIds ids) {
        this.session = session;
        this.options = options;
        this.listener = listener;
        this.ids = ids;
        this.decoder = new SocketDecoder(options.maxAttachments(), options.maxPayload());
        waitForConnect();
    }

    EngineLoop loop() {
        return session.loop();
    }

    Handshake handshake() {
        return session.handshake();
    }

    void send(SocketPacket packet) {
        SocketEncoder.encode(packet).forEach(session::send);
    }

    /// Our own ending of one socket, or of all and the connection.
    void disconnect(NamespaceSocket socket, boolean closeConnection) {
        if (closeConnection) {
            List.copyOf(sockets.values()).forEach(this::expel);
            session.close(DisconnectReason.SERVER_DISCONNECT);
        } else if (expel(socket) && sockets.isEmpty()) {
            waitForConnect();
        }
    }

    private boolean expel(NamespaceSocket socket) {
        boolean there = sockets.remove(socket.namespace(), socket);
        if (there) {
            send(SocketPacket.of(SocketPacket.Type.DISCONNECT, socket.namespace(), null));
            end(socket, DisconnectReason.SERVER_DISCONNECT);
        }
        return there;
    }

    @Override
    public void onMessage(EnginePacket message) throws ProtocolException {
        SocketPacket packet = decoder.take(message);
        if (packet != null) {
            take(packet);
        }
    }

    @Override
    public void onClose(DisconnectReason reason) {
        idle.cancel();
        List<NamespaceSocket> left = new ArrayList<>(sockets.values());
        sockets.clear();
        left.forEach(socket -> end(socket, reason));
    }

    private void take(SocketPacket packet) throws ProtocolException {
        NamespaceSocket socket = sockets.get(packet.namespace());
        if (socket == null && packet.type() == SocketPacket.Type.CONNECT) {
            connect(packet.namespace(), packet.data());
        } else if (socket != null) {
            take(socket, packet);
        } else {
            throw new ProtocolException("%s for a namespace that is not connected".formatted(packet.type()));
        }
    }

    private void take(NamespaceSocket socket, SocketPacket packet) throws ProtocolException {
        switch (packet.type()) {
            case EVENT -> event(socket, packet);
            case ACK -> acknowledge(socket, packet);
            case DISCONNECT -> left(socket);
            case CONNECT, CONNECT_ERROR ->
                throw new ProtocolException("%s for a namespace that is connected".formatted(packet.type()));
        }
    }

    private void connect(String namespace, @Nullable JsonNode auth) {
        if (sockets.size() >= MAX_NAMESPACES || !options.namespaces().test(namespace)) {
            refuse(namespace);
            return;
        }
        idle.cancel();
        NamespaceSocket socket = new NamespaceSocket(ids.next(), namespace, auth, this);
        sockets.put(namespace, socket);
        send(SocketPacket.of(SocketPacket.Type.CONNECT, namespace, Json.object("sid", socket.id())));
        guard(socket, () -> listener.onConnect(socket));
    }

    private void refuse(String namespace) {
        send(SocketPacket.of(SocketPacket.Type.CONNECT_ERROR, namespace, Json.object("message", "Invalid namespace")));
    }

    private void event(NamespaceSocket socket, SocketPacket packet) {
        List<JsonNode> values = values(packet);
        String name = values.getFirst().asText();
        List<JsonNode> arguments = List.copyOf(values.subList(1, values.size()));
        guard(socket, () -> listener.onEvent(socket, name, arguments, socket.ack(packet.id())));
    }

    private static void acknowledge(NamespaceSocket socket, SocketPacket packet) {
        Long id = packet.id();
        if (id != null) {
            socket.acknowledged(id, List.copyOf(values(packet)));
        }
    }

    private static List<JsonNode> values(SocketPacket packet) {
        List<JsonNode> values = new ArrayList<>();
        JsonNode data = packet.data();
        if (data != null) {
            data.forEach(values::add);
        }
        return values;
    }

    private void left(NamespaceSocket socket) {
        sockets.remove(socket.namespace());
        end(socket, DisconnectReason.CLIENT_DISCONNECT);
        if (sockets.isEmpty()) {
            waitForConnect();
        }
    }

    private void end(NamespaceSocket socket, DisconnectReason reason) {
        socket.end(reason);
        guard(socket, () -> listener.onDisconnect(socket, reason));
    }

    private void waitForConnect() {
        idle.cancel();
        if (!session.isClosed()) {
            idle = loop().schedule(options.connectTimeout(), () -> session.close(DisconnectReason.CONNECT_TIMEOUT));
        }
    }

    /// The application's mistake must not end the connection.
    private void guard(NamespaceSocket socket, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException mistake) {
            LOG.error("listener failed for socket {} in {}", socket.id(), socket.namespace(), mistake);
        }
    }
}
