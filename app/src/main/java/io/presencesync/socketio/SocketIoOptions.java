package io.presencesync.socketio;

import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/// How the server behaves.
///
/// @param path where it answers, with a slash at both ends
/// @param pingInterval time between a pong and the next ping
/// @param pingTimeout how long a pong may take
/// @param maxPayload largest body or frame taken from a client, in bytes; larger bodies are answered 413
/// @param origins web origins allowed in, exact (`https://finesse.example.com:8445`), or `*` for all; a request with
///     another `Origin` header is refused with 403, one without (no browser) is let in
/// @param namespaces which namespaces a client may connect to, by name, such as `/`
/// @param connectTimeout a connection without any namespace is closed after this time
/// @param maxAttachments most binary attachments in one packet from a client
/// @param maxQueuedPackets packets that may wait for one client before it is disconnected with TRANSPORT_ERROR
/// @param maxQueuedBytes the same in bytes, about
public record SocketIoOptions(
        String path,
        Duration pingInterval,
        Duration pingTimeout,
        int maxPayload,
        Set<String> origins,
        Predicate<String> namespaces,
        Duration connectTimeout,
        int maxAttachments,
        int maxQueuedPackets,
        long maxQueuedBytes) {

    public SocketIoOptions {
        if (!path.startsWith("/") || !path.endsWith("/")) {
            throw new IllegalArgumentException("a Socket.IO path starts and ends with a slash, not: " + path);
        }
        if (!pingInterval.isPositive() || !pingTimeout.isPositive() || !connectTimeout.isPositive()) {
            throw new IllegalArgumentException("ping interval, ping timeout and connect timeout must be over zero");
        }
        if (maxPayload < 1 || maxAttachments < 0 || maxQueuedPackets < 1 || maxQueuedBytes < 1) {
            throw new IllegalArgumentException("payload and queue limits must be over zero");
        }
        origins = Set.copyOf(origins);
    }

    /// What socket.io servers do by default: path `/socket.io/`, 25 s, 20 s, 1,000,000 bytes, the main namespace; no
    /// foreign origin.
    public static SocketIoOptions defaults() {
        return new SocketIoOptions(
                "/socket.io/",
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                1_000_000,
                Set.of(),
                "/"::equals,
                Duration.ofSeconds(45),
                10,
                1_000,
                8_000_000);
    }

    public SocketIoOptions withPath(String value) {
        return new SocketIoOptions(
                value,
                pingInterval,
                pingTimeout,
                maxPayload,
                origins,
                namespaces,
                connectTimeout,
                maxAttachments,
                maxQueuedPackets,
                maxQueuedBytes);
    }

    public SocketIoOptions withHeartbeat(Duration interval, Duration timeout) {
        return new SocketIoOptions(
                path,
                interval,
                timeout,
                maxPayload,
                origins,
                namespaces,
                connectTimeout,
                maxAttachments,
                maxQueuedPackets,
                maxQueuedBytes);
    }

    public SocketIoOptions withMaxPayload(int bytes) {
        return new SocketIoOptions(
                path,
                pingInterval,
                pingTimeout,
                bytes,
                origins,
                namespaces,
                connectTimeout,
                maxAttachments,
                maxQueuedPackets,
                maxQueuedBytes);
    }

    public SocketIoOptions withOrigins(Set<String> exact) {
        return new SocketIoOptions(
                path,
                pingInterval,
                pingTimeout,
                maxPayload,
                exact,
                namespaces,
                connectTimeout,
                maxAttachments,
                maxQueuedPackets,
                maxQueuedBytes);
    }

    public SocketIoOptions withAllOrigins() {
        return withOrigins(Set.of("*"));
    }

    public SocketIoOptions withNamespaces(Predicate<String> accepted) {
        return new SocketIoOptions(
                path,
                pingInterval,
                pingTimeout,
                maxPayload,
                origins,
                accepted,
                connectTimeout,
                maxAttachments,
                maxQueuedPackets,
                maxQueuedBytes);
    }

    public SocketIoOptions withConnectTimeout(Duration timeout) {
        return new SocketIoOptions(
                path,
                pingInterval,
                pingTimeout,
                maxPayload,
                origins,
                namespaces,
                timeout,
                maxAttachments,
                maxQueuedPackets,
                maxQueuedBytes);
    }

    public SocketIoOptions withQueue(int packets, long bytes) {
        return new SocketIoOptions(
                path,
                pingInterval,
                pingTimeout,
                maxPayload,
                origins,
                namespaces,
                connectTimeout,
                maxAttachments,
                packets,
                bytes);
    }

    boolean allows(String origin) {
        return origins.contains("*") || origins.contains(origin);
    }

    /// Raises Vert.x's WebSocket limits to this server's payload; without it large frames are cut off at 64 KiB.
    ///
    /// Frames are not compressed, as the official server's are not. Clients unpack in their own time, and
    /// what was sent later overtakes such a frame; a small one can also unpack to far more than a frame may hold.
    public HttpServerOptions applyTo(HttpServerOptions server) {
        return server.setMaxWebSocketFrameSize(Math.max(maxPayload, server.getMaxWebSocketFrameSize()))
                .setMaxWebSocketMessageSize(Math.max(maxPayload, server.getMaxWebSocketMessageSize()))
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }
}
