package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.socketio.DisconnectReason;
import io.presencesync.socketio.SocketIoOptions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The official Socket.IO client for Java, 2.1.2, over every transport, against our own server. By polling it writes
/// base64 in lines, as no JavaScript client does.
class SocketIoJavaClientAcceptanceTest {
    /// This client does not notice that a server closed its WebSocket in good order: it finds out by its heartbeat.
    private static final SocketIoOptions HASTY =
            SocketIoOptions.defaults().withHeartbeat(Duration.ofSeconds(1), Duration.ofSeconds(2));
    /// Around the ends of lines of base64, which hold 57 bytes, and much larger.
    private static final List<Integer> SIZES = List.of(0, 1, 2, 3, 56, 57, 58, 114, 1_000, 300_000);

    private static SocketIoJavaClient connect(SocketIoTestService service, String transports) {
        return new SocketIoJavaClient(service.url(), transports.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void it_signs_in_and_talks_in_text_and_bytes(String transports) throws Exception {
        try (SocketIoTestService service = SocketIoTestService.start();
                SocketIoJavaClient client = connect(service, transports)) {
            welcomed(client);
            talk(client);
        }
    }

    @Test
    void it_moves_to_a_websocket_while_talking() throws Exception {
        try (SocketIoTestService service = SocketIoTestService.start();
                SocketIoJavaClient client = connect(service, "polling,websocket")) {
            welcomed(client);
            long end = System.nanoTime() + SocketIoJavaClient.LIMIT.toNanos();
            while (!client.webSocketUsed() && System.nanoTime() < end) {
                talk(client);
            }
            assertThat(client.webSocketUsed()).isTrue();
            talk(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void it_comes_back_after_a_restart_of_the_server(String transports) throws Exception {
        comesBackAfter("restart", transports);
    }

    @Test
    void it_comes_back_after_its_polling_connections_were_cut() throws Exception {
        comesBackAfter("drop", "polling");
    }

    private static void comesBackAfter(String event, String transports) throws Exception {
        try (SocketIoTestService service = SocketIoTestService.start(HASTY);
                SocketIoJavaClient client = connect(service, transports)) {
            welcomed(client);
            client.say(event);
            client.lost();
            welcomed(client);
            talk(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void it_hears_that_the_server_has_thrown_it_out(String transports) throws Exception {
        try (SocketIoTestService service = SocketIoTestService.start();
                SocketIoJavaClient client = connect(service, transports)) {
            welcomed(client);
            client.say("expel");
            assertThat(client.lost()).isEqualTo("io server disconnect");
            assertThat(service.nextEnd()).isEqualTo(DisconnectReason.SERVER_DISCONNECT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void the_server_hears_that_it_has_left(String transports) throws Exception {
        try (SocketIoTestService service = SocketIoTestService.start();
                SocketIoJavaClient client = connect(service, transports)) {
            welcomed(client);
            client.leave();
            assertThat(client.lost()).isEqualTo("io client disconnect");
            assertThat(service.nextEnd()).isEqualTo(DisconnectReason.CLIENT_DISCONNECT);
        }
    }

    private static void welcomed(SocketIoJavaClient client) throws Exception {
        Object[] welcome = client.welcome();
        assertThat(welcome[0]).isEqualTo("你好");
        assertThat(((JSONObject) welcome[1]).getString("token")).isEqualTo("abc");
        assertThat((byte[]) welcome[2]).containsExactly(0, -1);
    }

    private static void talk(SocketIoJavaClient client) throws Exception {
        assertThat(client.ask("add", 1, 2)).isEqualTo(3);
        assertThat(client.ask("ask me", "Grüße 你好 😀")).isEqualTo("Grüße 你好 😀! 2");
        for (int size : SIZES) {
            byte[] bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            assertThat((byte[]) client.ask("reverse", (Object) bytes)).isEqualTo(reversed(bytes));
        }
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
