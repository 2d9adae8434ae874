package io.presencesync.gadget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.socketio.SocketIoSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A client's end as the server sees it; keeps what was emitted.
final class FakeSocket implements SocketIoSocket {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static int count;

    record Emitted(String event, JsonNode body) {}

    private final String id = "socket" + ++count;
    private final @Nullable JsonNode auth;
    final List<Emitted> emitted = new java.util.concurrent.CopyOnWriteArrayList<>();
    volatile boolean disconnected;

    private final @Nullable String origin;

    FakeSocket(@Nullable String auth) throws Exception {
        this(auth, null);
    }

    FakeSocket(@Nullable String auth, @Nullable String origin) throws Exception {
        this.auth = auth == null ? null : JSON.readTree(auth);
        this.origin = origin;
    }

    List<String> events() {
        return emitted.stream().map(Emitted::event).toList();
    }

    JsonNode last(String event) {
        return emitted.stream()
                .filter(each -> each.event().equals(event))
                .reduce((first, second) -> second)
                .orElseThrow()
                .body();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String namespace() {
        return "/";
    }

    @Override
    public @Nullable JsonNode handshakeAuth() {
        return auth;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.7:50123";
    }

    @Override
    public Optional<String> origin() {
        return Optional.ofNullable(origin);
    }

    @Override
    public void emit(String event, @Nullable Object... arguments) {
        emitted.add(new Emitted(event, JSON.valueToTree(arguments[0])));
    }

    @Override
    public CompletableFuture<List<JsonNode>> emitWithAck(
            Duration timeout, String event, @Nullable Object... arguments) {
        throw new UnsupportedOperationException("the gadget's wire needs no acknowledgements");
    }

    @Override
    public void disconnect(boolean closeConnection) {
        disconnected = true;
    }
}
