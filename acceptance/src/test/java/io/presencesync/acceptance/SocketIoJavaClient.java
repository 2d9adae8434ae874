package io.presencesync.acceptance;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import io.socket.engineio.parser.Packet;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The official Socket.IO client for Java as a partner of [SocketIoTestService]; waits for what should come.
final class SocketIoJavaClient implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final BlockingQueue<Object[]> welcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object[]> ends = new LinkedBlockingQueue<>();
    private final Socket socket;
    private volatile boolean webSocketUsed;

    SocketIoJavaClient(String url, String... transports) {
        IO.Options options = IO.Options.builder()
                .setForceNew(true)
                .setTransports(transports)
                .setReconnectionDelay(50)
                .setReconnectionDelayMax(500)
                .setAuth(Map.of("token", "abc"))
                .build();
        socket = IO.socket(URI.create(url), options);
        socket.io().on(Manager.EVENT_TRANSPORT, made -> watch((Transport) made[0]));
        socket.on("welcome", welcomes::add);
        socket.on(Socket.EVENT_DISCONNECT, ends::add);
        socket.on("question", asked -> ((Ack) asked[1]).call(asked[0] + "!", new byte[] {7, 8}));
        socket.connect();
    }

    private void watch(Transport transport) {
        if (transport.name.equals("websocket")) {
            transport.on(Transport.EVENT_PACKET, packet -> note(((Packet<?>) packet[0]).type));
        }
    }

    private void note(String type) {
        webSocketUsed |= type.equals(Packet.MESSAGE);
    }

    /// Whether a message came over a WebSocket.
    boolean webSocketUsed() {
        return webSocketUsed;
    }

    Object[] welcome() throws InterruptedException {
        return next(welcomes, "welcome");
    }

    /// Why the connection was lost, in the client's words.
    String lost() throws InterruptedException {
        return (String) next(ends, "disconnect")[0];
    }

    private static Object[] next(BlockingQueue<Object[]> events, String name) throws InterruptedException {
        Object @Nullable [] event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no " + name + " came");
        }
        return event;
    }

    /// The answer to an event, its first value.
    Object ask(String event, Object... values) throws Exception {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        socket.emit(event, values, acknowledged -> answer.complete(acknowledged[0]));
        return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    void say(String event) {
        socket.emit(event);
    }

    void leave() {
        socket.disconnect();
    }

    @Override
    public void close() {
        socket.off();
        socket.disconnect();
    }
}
