package io.presencesync.socketio;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP side of Engine.IO: checks requests, finds or opens the session, and hands over to the session's loop.
final class EngineServer {
    private static final Logger LOG = LoggerFactory.getLogger(EngineServer.class);

    private final SocketIoOptions options;
    private final EngineHandler.Factory factory;
    private final Cors cors;
    private final SessionIds ids = new SessionIds();
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private volatile boolean closing;

    EngineServer(SocketIoOptions options, EngineHandler.Factory factory, Consumer<String> refusedOrigin) {
        this.options = options;
        this.factory = factory;
        this.cors = new Cors(options, refusedOrigin);
    }

    void mount(Router router) {
        router.route(options.path() + "*").handler(this::handle);
    }

    int sessionCount() {
        return sessions.size();
    }

    /// Closes every session and refuses new ones.
    void close() {
        closing = true;
        sessions.values()
                .forEach(session -> session.loop().execute(() -> session.close(DisconnectReason.SERVER_SHUTDOWN)));
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!cors.admit(request)) {
            HttpPollReply.fail(request, EngineError.FORBIDDEN);
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            cors.preflight(request);
        } else {
            EngineRequest asked = EngineRequest.of(request);
            EngineError error = asked.error();
            if (error != null) {
                HttpPollReply.fail(request, error);
            } else {
                serve(routing, asked);
            }
        }
    }

    private void serve(RoutingContext routing, EngineRequest asked) {
        String sid = asked.sid();
        EngineSession session = sid == null ? null : sessions.get(sid);
        if (sid != null && session == null) {
            HttpPollReply.fail(routing.request(), EngineError.UNKNOWN_SESSION);
        } else if (session == null && closing) {
            HttpPollReply.fail(routing.request(), EngineError.SHUTTING_DOWN);
        } else if (asked.webSocket()) {
            openWebSocket(routing, session);
        } else if (session == null) {
            openPolling(routing);
        } else if (asked.post()) {
            post(routing, session);
        } else {
            poll(routing, session);
        }
    }

    private void openPolling(RoutingContext routing) {
        PollingTransport polling = new PollingTransport();
        EngineSession session = newSession(routing, polling);
        HttpPollReply reply = new HttpPollReply(routing.request());
        session.loop().execute(() -> {
            session.open(factory);
            session.poll(reply);
        });
    }

    private void poll(RoutingContext routing, EngineSession session) {
        HttpPollReply reply = new HttpPollReply(routing.request());
        routing.response().closeHandler(gone -> session.loop().execute(() -> session.pollDropped(reply)));
        session.loop().execute(() -> session.poll(reply));
    }

    private void post(RoutingContext routing, EngineSession session) {
        HttpPollReply reply = new HttpPollReply(routing.request());
        Buffer early = routing.body().buffer();
        if (early != null) {
            session.loop().execute(() -> session.post(early.toString(), reply));
        } else {
            new BodyReader(options.maxPayload())
                    .read(routing.request(), body -> session.loop().execute(() -> session.post(body, reply)));
        }
    }

    private void openWebSocket(RoutingContext routing, @Nullable EngineSession session) {
        HttpServerRequest request = routing.request();
        Context context = routing.vertx().getOrCreateContext();
        request.toWebSocket()
                .onSuccess(socket -> {
                    VertxWebSocketLink link = new VertxWebSocketLink(socket);
                    WebSocketTransport transport = new WebSocketTransport(link);
                    if (session == null) {
                        EngineSession opened = newSession(context, handshake(request), transport);
                        read(socket, transport, opened);
                        opened.loop().execute(() -> opened.open(factory));
                    } else {
                        read(socket, transport, session);
                        session.loop().execute(() -> session.startUpgrade(transport));
                    }
                })
                .onFailure(failure -> LOG.info("WebSocket handshake failed: {}", failure.getMessage()));
    }

    /// Only parses and hands over: everything else happens on the session's loop.
    private void read(ServerWebSocket socket, WebSocketTransport transport, EngineSession session) {
        EngineLoop loop = session.loop();
        PacketReader reader = new PacketReader(session, transport, options.maxPayload());
        socket.textMessageHandler(reader::text);
        socket.binaryMessageHandler(reader::binary);
        socket.drainHandler(ready -> loop.execute(session::flush));
        socket.exceptionHandler(failure -> loop.execute(() -> session.webSocketFailed(transport, failure)));
        socket.closeHandler(gone -> loop.execute(() -> session.webSocketClosed(transport)));
    }

    private EngineSession newSession(RoutingContext routing, EngineTransport transport) {
        Vertx vertx = routing.vertx();
        return newSession(vertx.getOrCreateContext(), handshake(routing.request()), transport);
    }

    private EngineSession newSession(Context context, Handshake handshake, EngineTransport transport) {
        EngineSession session = new EngineSession(
                ids.next(),
                handshake,
                options,
                new VertxLoop(context),
                transport,
                gone -> sessions.remove(gone.id(), gone));
        sessions.put(session.id(), session);
        return session;
    }

    private static Handshake handshake(HttpServerRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(name, value));
        String remote = Optional.ofNullable(request.remoteAddress())
                .map(Object::toString)
                .orElse("unknown");
        return new Handshake(headers, remote);
    }
}
