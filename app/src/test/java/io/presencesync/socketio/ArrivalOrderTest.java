package io.presencesync.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The JVM of the tests is started with what [ArrivalOrder] and the jar's manifest give to the product: Netty looks
/// once.
class ArrivalOrderTest {
    private static final int CONNECTIONS = 30;
    private static final long LIMIT = 30;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> served = new LinkedBlockingQueue<>();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<Socket> clients = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(LIMIT, TimeUnit.SECONDS);
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void requests_that_came_while_the_event_loop_was_busy_are_served_in_the_order_they_came() throws Exception {
        int port = listen().actualPort();
        for (int i = 0; i <= CONNECTIONS; i++) {
            clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
            ask(i, "/hello");
        }
        assertThat(next(CONNECTIONS + 1)).containsOnly("/hello");
        ask(CONNECTIONS, "/busy");
        assertThat(busy.await(LIMIT, TimeUnit.SECONDS)).isTrue();
        List<String> sent = new ArrayList<>();
        for (int i = CONNECTIONS - 1; i >= 0; i--) {
            sent.add("/" + i);
            ask(i, "/" + i);
        }
        go.countDown();
        assertThat(next(CONNECTIONS)).isEqualTo(sent);
    }

    private HttpServer listen() throws Exception {
        return vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .await(LIMIT, TimeUnit.SECONDS);
    }

    private void serve(HttpServerRequest request) {
        if (request.uri().equals("/busy")) {
            busy.countDown();
            keepLoop();
        } else {
            served.add(request.uri());
        }
        request.response().end();
    }

    private void keepLoop() {
        try {
            go.await(LIMIT, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(int client, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        clients.get(client).getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private List<String> next(int count) throws InterruptedException {
        List<String> paths = new ArrayList<>();
        while (paths.size() < count) {
            String path = served.poll(LIMIT, TimeUnit.SECONDS);
            assertThat(path).as("request %s of %s", paths.size() + 1, count).isNotNull();
            paths.add(path);
        }
        return paths;
    }
}
