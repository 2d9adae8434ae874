package io.presencesync.simulators.webex;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One socket seen from the client: texts in order of arrival, and how it ended.
final class WireSocket {
    record End(int code, String reason) {}

    private static final int CUT = 1006;
    /// What Vert.x tells of a close frame without a code: the same as of an ordinary one.
    static final int NO_CODE = 1000;

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final WebSocket socket;

    /// Kept because a client that nobody refers to closes its sockets.
    @SuppressWarnings("UnusedVariable")
    private final WebSocketClient client;

    /// Handlers are set on the socket's own event loop before it reads, so that nothing is missed.
    private WireSocket(WebSocketClient client, WebSocket socket) {
        this.client = client;
        this.socket = socket;
        socket.textMessageHandler(texts::add);
        socket.closeHandler(_ -> end.complete(ended(socket)));
    }

    private static End ended(WebSocket socket) {
        Short code = socket.closeStatusCode();
        String reason = socket.closeReason();
        return new End(code == null ? CUT : code, reason == null ? "" : reason);
    }

    static WireSocket open(Vertx vertx, String url) {
        WebSocketClient client = vertx.createWebSocketClient();
        return client.connect(new WebSocketConnectOptions().setAbsoluteURI(url))
                .map(socket -> new WireSocket(client, socket))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    void send(JsonObject frame) {
        socket.writeTextMessage(frame.encode())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    void authorize(String token) {
        send(new JsonObject()
                .put("id", UUID.randomUUID().toString())
                .put("type", "authorization")
                .put("data", new JsonObject().put("token", "Bearer " + token)));
    }

    String ping() {
        String id = UUID.randomUUID().toString();
        send(new JsonObject().put("id", id).put("type", "ping"));
        return id;
    }

    String nextText() {
        try {
            String text = texts.poll(20, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("no frame came");
            }
            return text;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonObject next() {
        return new JsonObject(nextText());
    }

    /// The next frame must be an update; its data.
    JsonObject update() {
        return next().getJsonObject("data");
    }

    /// Frames that came before the answer to a ping sent now; so it proves that nothing else was on its way.
    boolean silent() {
        String id = ping();
        return id.equals(next().getString("id"));
    }

    boolean hasFrames() {
        return !texts.isEmpty();
    }

    boolean ended() {
        return end.isDone();
    }

    /// The code of the close frame that came, also while the connection is still open; 0 before.
    int closeCode() {
        Short code = socket.closeStatusCode();
        return code == null ? 0 : code;
    }

    End end() {
        return end.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
