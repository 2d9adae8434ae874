package io.presencesync.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One client in one namespace. Its methods may be called from any thread; what one thread emits is sent in that
/// order. After the end emits do nothing.
public interface SocketIoSocket {
    /// Public id of this socket, known to the client too; new after every reconnect.
    String id();

    String namespace();

    /// What the client gave as `auth`, null when nothing.
    @Nullable
    JsonNode handshakeAuth();

    /// A header of the connection's first HTTP request; name in any case.
    Optional<String> header(String name);

    /// Address and port of the peer, which may be a proxy.
    String remoteAddress();

    /// Web origin of the page the client runs in; empty outside browsers.
    Optional<String> origin();

    /// Sends an event. Arguments are anything Jackson can write; `byte[]` goes as binary.
    ///
    /// @throws IllegalArgumentException when an argument cannot be written as JSON
    void emit(String event, @Nullable Object... arguments);

    /// Sends an event and asks for an acknowledgement. The future ends with its arguments, or with
    /// [java.util.concurrent.TimeoutException], or with [SocketIoClosedException]; on the event loop, so dependents
    /// must not block.
    CompletableFuture<List<JsonNode>> emitWithAck(Duration timeout, String event, @Nullable Object... arguments);

    /// Tells the client that this socket is over: a socket.io client does not come back by itself then. With
    /// `closeConnection` all namespaces of the client end and the connection is closed.
    void disconnect(boolean closeConnection);
}
