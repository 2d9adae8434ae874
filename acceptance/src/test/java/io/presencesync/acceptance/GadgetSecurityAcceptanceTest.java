package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What strangers can do to the port that gadgets use: broken packets in numbers, and connections that never say who
/// they are. A gadget that works goes on working.
class GadgetSecurityAcceptanceTest {
    private static final long SEED = 20_261_123;
    private static final List<String> PACKETS = List.of(
            "40{\"protocol\":1,\"id\":\"1001\",\"token\":\"abc.def\"}",
            "42[\"state\",{\"state\":\"READY\",\"stateChangeTime\":\"2026-11-23T10:00:00.000Z\"}]",
            "421[\"report\",{\"note\":\"x\"}]",
            "452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
            "43456[1,\"2\",{\"3\":[false]}]",
            "40/custom?key=value,{\"a\":1}",
            "2probe",
            "5",
            "bAQIDBA==");
    private static NodeProject project;

    @SuppressWarnings("NullAway.Init")
    private World world;

    @SuppressWarnings("NullAway.Init")
    private Product product;

    @SuppressWarnings("NullAway.Init")
    private NodeDialog gadget;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    @BeforeAll
    static void install() {
        project = NodeProject.prepared(Path.of("node-socketio"));
    }

    @BeforeEach
    void start() {
        world = new World(2);
        product = Product.startAsDelivered(world.gadgetMode());
        gadget = signedIn("1001");
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        gadget.close();
        product.close();
        world.close();
    }

    private NodeDialog signedIn(String id) {
        NodeDialog client =
                new NodeDialog(project.start(Map.of(), "gadget.mjs", "socket.io-client-4-8", product.url()));
        var hello = new ObjectMapper().createObjectNode().put("do", "connect");
        hello.putObject("auth")
                .put("protocol", 1)
                .put("id", id)
                .put("authorization", "Basic " + Product.credentials(id, "secret-" + id));
        client.send(hello.toString());
        client.expect("welcome");
        client.send("{\"do\":\"state\",\"body\":{\"state\":\"READY\"}}");
        return client;
    }

    private void theGadgetStillWorks() {
        world.meeting("1001");
        assertThat(gadget.expect("command").path("body").path("reasonLabel").asText())
                .isEqualTo("Webex Meeting");
        assertThat(product.log()).doesNotContain(" ERROR ").doesNotContain("Exception");
        assertThat(product.get("/health/live").statusCode()).isEqualTo(200);
    }

    /// Counts the ends; says nothing by itself.
    private static final class Ends implements WebSocket.Listener {
        private final AtomicInteger ended;

        Ends(AtomicInteger ended) {
            this.ended = ended;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended.incrementAndGet();
        }
    }

    private CompletableFuture<WebSocket> open(AtomicInteger ended) {
        URI uri = URI.create("ws://127.0.0.1:" + product.port() + "/socket.io/?EIO=4&transport=websocket");
        return http.newWebSocketBuilder().buildAsync(uri, new Ends(ended));
    }

    private static String mutated(Random random, String packet) {
        StringBuilder text = new StringBuilder(packet);
        for (int change = 0; change <= random.nextInt(4); change++) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, (char) random.nextInt(1, 0x3000));
                case 1 -> text.setLength(Math.max(1, at));
                case 2 -> text.insert(at, text.substring(0, text.length() / 2));
                case 3 -> text.setCharAt(Math.min(at, text.length() - 1), (char) ('0' + random.nextInt(10)));
                default -> text.insert(at, "[{\"".repeat(random.nextInt(1, 200)));
            }
        }
        return text.toString();
    }

    private void byWebSocket(String packet, boolean binaryToo) {
        try {
            WebSocket socket = open(new AtomicInteger()).join();
            socket.sendText(packet, true).join();
            if (binaryToo) {
                socket.sendBinary(ByteBuffer.wrap(packet.getBytes(StandardCharsets.UTF_8)), true)
                        .join();
            }
            socket.abort();
        } catch (CompletionException closedMeanwhile) {
            assertThat(closedMeanwhile).hasCauseInstanceOf(IOException.class);
        }
    }

    /// Opens a polling session and posts this; gives the status.
    private int byPolling(String packet) throws Exception {
        String base = product.url() + "/socket.io/?EIO=4&transport=polling";
        String greeting = http.send(
                        HttpRequest.newBuilder(URI.create(base)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        String sid = greeting.replaceAll(".*\"sid\":\"([^\"]*)\".*", "$1");
        HttpRequest post = HttpRequest.newBuilder(URI.create(base + "&sid=" + sid))
                .POST(HttpRequest.BodyPublishers.ofString(packet))
                .build();
        return http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void two_hundred_mutated_packets_hurt_nobody() throws Exception {
        Random random = new Random(SEED);
        for (int each = 0; each < 200; each++) {
            String packet = mutated(random, PACKETS.get(random.nextInt(PACKETS.size())));
            if (each % 2 == 0) {
                byWebSocket(packet, each % 3 == 0);
            } else {
                assertThat(byPolling(packet)).isIn(200, 400);
            }
        }
        theGadgetStillWorks();
    }

    @Test
    void what_is_too_large_is_refused_and_hurts_nobody() throws Exception {
        String large = "42[\"state\",{\"state\":\"" + "x".repeat(2_000_000) + "\"}]";
        byWebSocket(large, true);
        assertThat(byPolling(large)).isEqualTo(413);
        theGadgetStillWorks();
    }

    @Test
    void a_thousand_connections_that_never_say_who_they_are_end_and_keep_nobody_out() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        List<WebSocket> sockets = new ArrayList<>();
        long before = memory();
        for (int each = 0; each < 1000; each++) {
            WebSocket socket = open(ended).join();
            if (each % 2 == 0) {
                socket.sendText("40", true).join();
            }
            sockets.add(socket);
        }
        try (NodeDialog newcomer = signedIn("1002")) {
            Await.until(
                    "all have ended", () -> ended.get() == 1000, () -> ended + " have ended", Duration.ofSeconds(60));
            theGadgetStillWorks();
            world.presence("1002", "dnd");
            newcomer.expect("command");
        }
        assertThat(memory() - before).as("megabytes more than before").isLessThan(150);
        sockets.forEach(WebSocket::abort);
    }

    /// Resident memory of the product in MB.
    private long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + product.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
