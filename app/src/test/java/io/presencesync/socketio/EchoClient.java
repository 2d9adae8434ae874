package io.presencesync.socketio;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A bare HTTP and WebSocket client, JDK only, at one path of one server.
record EchoClient(HttpClient http, String authority, String path) implements AutoCloseable {
    static final String HANDSHAKE = "EIO=4&transport=polling";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    static EchoClient of(EchoServer server, String path) {
        return new EchoClient(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                "127.0.0.1:" + server.port(),
                path);
    }

    HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return send("GET", query, null);
    }

    HttpResponse<String> post(String query, String body) throws IOException, InterruptedException {
        return send("POST", query, body);
    }

    HttpResponse<String> send(String method, String query, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        return http.send(request(method, query, body, headers), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> start(String query) {
        return http.sendAsync(request("GET", query, null), BodyHandlers.ofString());
    }

    /// Opens a polling session and gives the query of its further requests.
    String session() throws IOException, InterruptedException {
        String body = get(HANDSHAKE).body();
        return HANDSHAKE + "&sid=" + body.replaceAll(".*\"sid\":\"([^\"]*)\".*", "$1");
    }

    Frames webSocket(String query) {
        Frames frames = new Frames();
        URI uri = URI.create("ws://" + authority + path + "?" + query);
        frames.socket = http.newWebSocketBuilder().buildAsync(uri, frames).join();
        return frames;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest request(String method, String query, @Nullable String body, String... headers) {
        URI uri = URI.create("http://" + authority + path + "?" + query);
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(LIMIT);
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return builder.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    /// The frames of one WebSocket: text as it is, binary as `0x` and hex, the end as `closed`.
    static final class Frames implements WebSocket.Listener {
        static final String CLOSED = "closed";
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private @Nullable WebSocket socket;

        Frames text(String frame) {
            current().sendText(frame, true).join();
            return this;
        }

        Frames binary(int... values) {
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                bytes[i] = (byte) values[i];
            }
            current().sendBinary(ByteBuffer.wrap(bytes), true).join();
            return this;
        }

        String next() throws InterruptedException {
            String frame = received.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame within " + LIMIT);
            }
            return frame;
        }

        void abort() {
            current().abort();
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                received.add(part.toString());
                part.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            received.add("0x" + HexFormat.of().formatHex(bytes));
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            received.add(CLOSED);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            received.add(CLOSED);
        }

        private WebSocket current() {
            if (socket == null) {
                throw new IllegalStateException("not open");
            }
            return socket;
        }
    }
}
