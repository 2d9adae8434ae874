package io.presencesync.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A [SocketIoSocket] on a [SocketConnection]. Public methods marshal to the session's loop; the others run there.
final class NamespaceSocket implements SocketIoSocket {
    private record Waiting(CompletableFuture<List<JsonNode>> future, EngineLoop.Timer timer) {}

    private final String id;
    private final String namespace;
    private final @Nullable JsonNode auth;
    private final SocketConnection connection;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private long nextAck;
    private @Nullable DisconnectReason ended;

    NamespaceSocket(String id, String namespace, @Nullable JsonNode auth, SocketConnection connection) {
        this.id = id;
        this.namespace = namespace;
        this.auth = auth;
        this.connection = connection;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public @Nullable JsonNode handshakeAuth() {
        return auth;
    }

    @Override
    public Optional<String> header(String name) {
        return connection.handshake().header(name);
    }

    @Override
    public String remoteAddress() {
        return connection.handshake().remoteAddress();
    }

    @Override
    public Optional<String> origin() {
        return header("Origin");
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        ArrayNode data = event(event, arguments);
        connection.loop().execute(() -> send(SocketPacket.Type.EVENT, null, data));
    }

    @Override
    public CompletableFuture<List<JsonNode>> emitWithAck(
            Duration timeout, String event, @Nullable Object... arguments) {
        ArrayNode data = event(event, arguments);
        CompletableFuture<List<JsonNode>> future = new CompletableFuture<>();
        connection.loop().execute(() -> ask(timeout, data, future));
        return future;
    }

    @Override
    public void disconnect(boolean closeConnection) {
        connection.loop().execute(() -> connection.disconnect(this, closeConnection));
    }

    SocketIoAck ack(@Nullable Long ackId) {
        if (ackId == null) {
            return arguments -> {};
        }
        AtomicBoolean sent = new AtomicBoolean();
        return arguments -> {
            if (sent.compareAndSet(false, true)) {
                ArrayNode data = Json.array(arguments);
                connection.loop().execute(() -> send(SocketPacket.Type.ACK, ackId, data));
            }
        };
    }

    /// The client acknowledged; an ack nobody waits for (late, say) is ignored.
    void acknowledged(long ackId, List<JsonNode> arguments) {
        Waiting asked = waiting.remove(ackId);
        if (asked != null) {
            asked.timer().cancel();
            asked.future().complete(arguments);
        }
    }

    void end(DisconnectReason reason) {
        ended = reason;
        Map<Long, Waiting> left = Map.copyOf(waiting);
        waiting.clear();
        left.values().forEach(asked -> {
            asked.timer().cancel();
            asked.future().completeExceptionally(new SocketIoClosedException(id, reason));
        });
    }

    private void ask(Duration timeout, ArrayNode data, CompletableFuture<List<JsonNode>> future) {
        if (ended != null) {
            future.completeExceptionally(new SocketIoClosedException(id, ended));
            return;
        }
        long ackId = nextAck++;
        waiting.put(ackId, new Waiting(future, connection.loop().schedule(timeout, () -> timedOut(ackId, timeout))));
        send(SocketPacket.Type.EVENT, ackId, data);
    }

    private void timedOut(long ackId, Duration timeout) {
        Waiting asked = waiting.remove(ackId);
        if (asked != null) {
            asked.future().completeExceptionally(new TimeoutException("no acknowledgement within " + timeout));
        }
    }

    private void send(SocketPacket.Type type, @Nullable Long ackId, ArrayNode data) {
        if (ended == null) {
            connection.send(new SocketPacket(type, namespace, ackId, data));
        }
    }

    private static ArrayNode event(String event, @Nullable Object... arguments) {
        return Json.array(arguments).insert(0, event);
    }
}
