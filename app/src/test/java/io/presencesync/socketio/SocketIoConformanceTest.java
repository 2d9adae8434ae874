package io.presencesync.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.socketio.EchoClient.Frames;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the public Socket.IO protocol, version 5, asks of a server; over real connections.
class SocketIoConformanceTest {
    private static EchoServer server;
    private static EchoClient client;

    @BeforeAll
    static void start() throws TimeoutException {
        server =
                EchoServer.start(0, EchoServer.options().withHeartbeat(Duration.ofSeconds(25), Duration.ofSeconds(20)));
        client = EchoClient.of(server, "/socket.io/");
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    40                         | 40         | 42["auth",{}]
                    40{"token":"123"}          | 40         | 42["auth",{"token":"123"}]
                    40/custom,                 | 40/custom, | 42/custom,["auth",{}]
                    40/custom,{"token":"abc"}  | 40/custom, | 42/custom,["auth",{"token":"abc"}]
                    """)
    void a_client_connects_to_a_namespace(String connect, String prefix, String auth) throws Exception {
        Frames socket = open();
        String answer = socket.text(connect).next();
        assertThat(answer).startsWith(prefix + "{");
        JsonNode handshake = Json.parse(answer.substring(prefix.length()));
        assertThat(handshake.fieldNames()).toIterable().containsExactly("sid");
        assertThat(socket.next()).isEqualTo(auth);
        socket.abort();
    }

    @Test
    void an_unknown_namespace_is_refused() throws Exception {
        Frames socket = open();
        assertThat(socket.text("40/random").next()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4abc", "42[\"message\"]", "41", "4"})
    void a_wrong_start_closes_the_connection(String first) throws Exception {
        assertThat(open().text(first).next()).isEqualTo(Frames.CLOSED);
    }

    @Test
    void leaving_one_namespace_leaves_the_other_alone() throws Exception {
        Frames socket = connected();
        socket.text("40/custom").next();
        socket.next();
        socket.text("41/custom").text("42[\"message\",\"message to main namespace\"]");
        assertThat(socket.next()).isEqualTo("42[\"message-back\",\"message to main namespace\"]");
        socket.abort();
    }

    @Test
    void an_event_comes_back() throws Exception {
        Frames socket = connected();
        assertThat(socket.text("42[\"message\",1,\"2\",{\"3\":[true]}]").next())
                .isEqualTo("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
        socket.abort();
    }

    @Test
    void an_event_with_attachments_comes_back() throws Exception {
        Frames socket = connected();
        socket.text("452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]")
                .binary(1, 2, 3)
                .binary(4, 5, 6);
        assertThat(socket.next())
                .isEqualTo(
                        "452-[\"message-back\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        assertThat(socket.next()).isEqualTo("0x010203");
        assertThat(socket.next()).isEqualTo("0x040506");
        socket.abort();
    }

    @Test
    void an_event_is_acknowledged() throws Exception {
        Frames socket = connected();
        assertThat(socket.text("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]")
                        .next())
                .isEqualTo("43456[1,\"2\",{\"3\":[false]}]");
        socket.abort();
    }

    @Test
    void an_event_with_attachments_is_acknowledged_with_attachments() throws Exception {
        Frames socket = connected();
        socket.text("452-789[\"message-with-ack\",{\"_placeholder\":true,\"num\":0},"
                        + "{\"_placeholder\":true,\"num\":1}]")
                .binary(1, 2, 3)
                .binary(4, 5, 6);
        assertThat(socket.next())
                .isEqualTo("462-789[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        assertThat(socket.next()).isEqualTo("0x010203");
        assertThat(socket.next()).isEqualTo("0x040506");
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4abc", "42{}", "42[]", "42", "40", "41{}", "44{}", "450-", "4511-[\"a\"]", "42/custom,[\"a\"]"})
    void a_broken_packet_closes_the_connection(String packet) throws Exception {
        assertThat(connected().text(packet).next()).isEqualTo(Frames.CLOSED);
    }

    @Test
    void a_binary_frame_without_event_closes_the_connection() throws Exception {
        assertThat(connected().binary(1, 2, 3).next()).isEqualTo(Frames.CLOSED);
    }

    @Test
    void text_while_attachments_are_missing_closes_the_connection() throws Exception {
        Frames socket = connected();
        socket.text("451-[\"message\",{\"_placeholder\":true,\"num\":0}]").text("42[\"message\"]");
        assertThat(socket.next()).isEqualTo(Frames.CLOSED);
    }

    @Test
    void the_same_works_by_polling() throws Exception {
        String session = client.session();
        client.post(session, "40\u001e42[\"message\",1]");
        String first = client.get(session).body();
        String all = first.contains("message-back")
                ? first
                : first + client.get(session).body();
        assertThat(all).startsWith("40{\"sid\":").contains("42[\"auth\",{}]").endsWith("42[\"message-back\",1]");
    }

    private static Frames open() throws InterruptedException {
        Frames socket = client.webSocket("EIO=4&transport=websocket");
        socket.next();
        return socket;
    }

    private static Frames connected() throws InterruptedException {
        Frames socket = open();
        socket.text("40").next();
        socket.next();
        return socket;
    }
}
