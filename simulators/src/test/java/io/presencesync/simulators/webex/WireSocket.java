package io.presencesync.simulators.webex;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One socket seen from the client: texts in order of arrival, and how it ended.
final class WireSocket implements WebSocket.Listener {
    record End(int code, String reason) {}

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    static WireSocket open(HttpClient http, String url) {
        var listener = new WireSocket();
        listener.socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(url), listener)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        return listener;
    }

    void send(JsonObject frame) {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        socket.sendText(frame.encode(), true).join();
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

    End end() {
        return end.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        end.complete(new End(statusCode, reason));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end.complete(new End(1006, String.valueOf(error.getMessage())));
    }
}
