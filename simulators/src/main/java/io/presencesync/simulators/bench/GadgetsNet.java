package io.presencesync.simulators.bench;

import io.presencesync.simulators.LeanVertx;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What the gadgets of a crowd share: one event loop, clients for it, and the product's port.
final class GadgetsNet implements AutoCloseable {
    private static final String PATH = "/socket.io/?EIO=4&transport=";
    private static final String HOST = "127.0.0.1";
    private static final int CONNECT_MILLIS = 20_000;

    private final Vertx vertx = LeanVertx.start(1);
    private final Context loop = vertx.getOrCreateContext();
    private final WebSocketClient sockets;
    private final HttpClient http;
    private final GadgetsLog log;
    private final int port;
    private volatile boolean closing;

    GadgetsNet(int port, int most, GadgetsLog log) {
        this.port = port;
        this.log = log;
        this.sockets = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxConnections(2 * most).setConnectTimeout(CONNECT_MILLIS));
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS), new PoolOptions().setHttp1MaxSize(2 * most));
    }

    GadgetsLog log() {
        return log;
    }

    /// On the crowd's event loop.
    void execute(Runnable task) {
        loop.runOnContext(_ -> task.run());
    }

    void after(long millis, Runnable task) {
        var _ = vertx.setTimer(Math.max(1, millis), _ -> unlessClosing(task));
    }

    private void unlessClosing(Runnable task) {
        if (!closing) {
            task.run();
        }
    }

    /// A WebSocket: a new connection, or with a session's id one that wants to take over from its polling.
    Future<WebSocket> socket(String sid) {
        return sockets.connect(port, HOST, path("websocket", sid));
    }

    Future<String> get(String sid) {
        return exchange(HttpMethod.GET, sid, "");
    }

    Future<String> post(String sid, String body) {
        return exchange(HttpMethod.POST, sid, body);
    }

    private Future<String> exchange(HttpMethod method, String sid, String body) {
        return http.request(method, port, HOST, path("polling", sid))
                .compose(request -> method.equals(HttpMethod.GET) ? request.send() : request.send(text(body)))
                .compose(GadgetsNet::read);
    }

    private static Buffer text(String body) {
        return Buffer.buffer(body);
    }

    private static Future<String> read(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body().map(Buffer::toString)
                : Future.failedFuture("answered " + response.statusCode());
    }

    private static String path(String transport, String sid) {
        return PATH + transport + (sid.isEmpty() ? "" : "&sid=" + sid);
    }

    @Override
    public void close() {
        closing = true;
        try {
            vertx.close().await(10, TimeUnit.SECONDS);
        } catch (TimeoutException stuck) {
            System.err.println("the gadgets did not end in time");
        }
    }
}
