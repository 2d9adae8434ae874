package io.presencesync.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server for protocol test suites: an Engine.IO echo at `/engine.io/` and a Socket.IO echo at `/socket.io/`, with
/// the short heartbeat such suites expect. All web origins are let in, so it is for tests only.
public final class EchoServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final HttpServer http;

    private EchoServer(Vertx vertx, HttpServer http) {
        this.vertx = vertx;
        this.http = http;
    }

    /// Listens on the loopback address; port 0 takes a free one.
    public static EchoServer start(int port) throws TimeoutException {
        return start(port, options());
    }

    static EchoServer start(int port, SocketIoOptions options) throws TimeoutException {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        new EngineServer(options.withPath("/engine.io/"), EngineEcho::new, origin -> {}).mount(router);
        SocketIoServer.mount(router, options, new SocketEcho());
        HttpServerOptions http = options.applyTo(new HttpServerOptions());
        HttpServer server = vertx.createHttpServer(http)
                .requestHandler(router)
                .listen(port, "127.0.0.1")
                .await(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        return new EchoServer(vertx, server);
    }

    static SocketIoOptions options() {
        return SocketIoOptions.defaults()
                .withHeartbeat(Duration.ofMillis(300), Duration.ofMillis(200))
                .withAllOrigins()
                .withNamespaces(Set.of("/", "/custom")::contains);
    }

    public int port() {
        return http.actualPort();
    }

    @Override
    public void close() {
        vertx.close();
    }

    public static void main(String[] arguments) throws TimeoutException {
        if (arguments.length != 2 || !arguments[0].equals("--port") || !arguments[1].matches("\\d{1,5}")) {
            System.err.println("usage: socketio-echo --port PORT");
            System.exit(2);
        }
        ArrivalOrder.keep();
        EchoServer server = start(Integer.parseInt(arguments[1]));
        System.out.println("listening on 127.0.0.1:" + server.port());
    }

    private record EngineEcho(EngineSession session) implements EngineHandler {
        @Override
        public void onMessage(EnginePacket message) {
            session.send(message);
        }

        @Override
        public void onClose(DisconnectReason reason) {}
    }

    private static final class SocketEcho implements SocketIoListener {
        @Override
        public void onConnect(SocketIoSocket socket) {
            JsonNode auth = socket.handshakeAuth();
            socket.emit("auth", auth == null ? Map.of() : auth);
        }

        @Override
        public void onEvent(SocketIoSocket socket, String event, List<JsonNode> arguments, SocketIoAck ack) {
            switch (event) {
                case "message" -> socket.emit("message-back", arguments.toArray());
                case "message-with-ack" -> ack.send(arguments.toArray());
                default -> {}
            }
        }

        @Override
        public void onDisconnect(SocketIoSocket socket, DisconnectReason reason) {}
    }
}
