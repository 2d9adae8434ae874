package io.presencesync.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.simulators.FreePort;
import io.presencesync.socketio.DisconnectReason;
import io.presencesync.socketio.SocketIoAck;
import io.presencesync.socketio.SocketIoListener;
import io.presencesync.socketio.SocketIoOptions;
import io.presencesync.socketio.SocketIoServer;
import io.presencesync.socketio.SocketIoSocket;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A Socket.IO service that its client may ask to cut the connection, to restart, or to be thrown out.
final class SocketIoTestService implements AutoCloseable, SocketIoListener {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final SocketIoOptions options;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<DisconnectReason> ended = new LinkedBlockingQueue<>();
    private @Nullable Running running;

    private record Running(SocketIoServer sockets, HttpServer http) {}

    private SocketIoTestService(SocketIoOptions options) {
        this.options = options;
    }

    static SocketIoTestService start() throws TimeoutException {
        return start(SocketIoOptions.defaults());
    }

    static SocketIoTestService start(SocketIoOptions options) throws TimeoutException {
        SocketIoTestService service = new SocketIoTestService(options.withAllOrigins());
        service.listen(FreePort.lasting());
        return service;
    }

    synchronized String url() {
        return "http://127.0.0.1:" + current().http().actualPort();
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void onConnect(SocketIoSocket socket) {
        socket.emit("welcome", "你好", socket.handshakeAuth(), new byte[] {0, -1});
    }

    @Override
    public void onEvent(SocketIoSocket socket, String event, List<JsonNode> arguments, SocketIoAck ack) {
        switch (event) {
            case "add" ->
                ack.send(arguments.get(0).intValue() + arguments.get(1).intValue());
            case "reverse" -> ack.send(reversed(arguments.getFirst()));
            case "ask me" -> ask(socket, arguments.getFirst(), ack);
            case "drop" -> connections.forEach(HttpConnection::close);
            case "restart" -> Thread.ofVirtual().start(this::restart);
            case "expel" -> socket.disconnect(true);
            default -> throw new IllegalArgumentException("unexpected event " + event);
        }
    }

    @Override
    public void onDisconnect(SocketIoSocket socket, DisconnectReason reason) {
        ended.add(reason);
    }

    /// How the next client's connection ended.
    DisconnectReason nextEnd() throws InterruptedException {
        DisconnectReason reason = ended.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (reason == null) {
            throw new AssertionError("no client has gone");
        }
        return reason;
    }

    private static void ask(SocketIoSocket socket, JsonNode text, SocketIoAck ack) {
        var _ = socket.emitWithAck(LIMIT, "question", text).thenAccept(answer -> ack.send(sentence(answer)));
    }

    private static String sentence(List<JsonNode> answer) {
        try {
            return answer.getFirst().textValue() + " " + answer.get(1).binaryValue().length;
        } catch (IOException notBinary) {
            return notBinary.toString();
        }
    }

    private static byte[] reversed(JsonNode node) {
        try {
            byte[] bytes = node.binaryValue();
            byte[] reversed = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                reversed[i] = bytes[bytes.length - 1 - i];
            }
            return reversed;
        } catch (IOException notBinary) {
            throw new IllegalArgumentException(notBinary);
        }
    }

    private synchronized void restart() {
        try {
            Running old = current();
            int port = old.http().actualPort();
            old.sockets().close();
            old.http().close().await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            FreePort.awaitReleased("127.0.0.1", port);
            listen(port);
        } catch (TimeoutException slow) {
            throw new IllegalStateException("restart took too long", slow);
        }
    }

    private synchronized void listen(int port) throws TimeoutException {
        Router router = Router.router(vertx);
        router.get("/page")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end("<!DOCTYPE html><title>client</title>"));
        SocketIoServer sockets = SocketIoServer.mount(router, options, this);
        HttpServer http = vertx.createHttpServer(options.applyTo(new HttpServerOptions()))
                .connectionHandler(this::remember)
                .requestHandler(router)
                .listen(port, "127.0.0.1")
                .await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        running = new Running(sockets, http);
    }

    private void remember(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(gone -> connections.remove(connection));
    }

    private Running current() {
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }
}
