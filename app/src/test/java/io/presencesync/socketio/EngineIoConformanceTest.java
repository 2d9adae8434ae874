package io.presencesync.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.socketio.EchoClient.Frames;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the public Engine.IO protocol, version 4, asks of a server; over real HTTP and WebSocket connections.
class EngineIoConformanceTest {
    private static final String WEBSOCKET = "EIO=4&transport=websocket";
    private static EchoServer server;
    private static EchoServer hasty;
    private static EchoClient client;
    private static EchoClient hastyClient;

    @BeforeAll
    static void start() throws TimeoutException {
        server = EchoServer.start(0, calm());
        hasty = EchoServer.start(0);
        client = EchoClient.of(server, "/engine.io/");
        hastyClient = EchoClient.of(hasty, "/engine.io/");
    }

    @AfterAll
    static void stop() {
        client.close();
        hastyClient.close();
        server.close();
        hasty.close();
    }

    private static SocketIoOptions calm() {
        return EchoServer.options()
                .withHeartbeat(Duration.ofSeconds(25), Duration.ofSeconds(20))
                .withOrigins(Set.of("https://desk.example:8445"));
    }

    @Test
    void polling_opens_a_session_and_offers_the_upgrade() throws Exception {
        HttpResponse<String> response = hastyClient.get(EchoClient.HANDSHAKE);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/plain; charset=UTF-8");
        checkGreeting(response.body(), "[\"websocket\"]");
    }

    @Test
    void a_websocket_opens_a_session_without_upgrades() throws Exception {
        Frames socket = hastyClient.webSocket(WEBSOCKET);
        checkGreeting(socket.next(), "[]");
        socket.abort();
    }

    private static void checkGreeting(String greeting, String upgrades) throws ProtocolException {
        assertThat(greeting).startsWith("0{");
        JsonNode value = Json.parse(greeting.substring(1));
        assertThat(value.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
        assertThat(value.path("sid").isTextual()).isTrue();
        assertThat(value.path("upgrades")).hasToString(upgrades);
        assertThat(value.path("pingInterval").intValue()).isEqualTo(300);
        assertThat(value.path("pingTimeout").intValue()).isEqualTo(200);
        assertThat(value.path("maxPayload").intValue()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET  | transport=polling                  | {"code":5,"message":"Unsupported protocol version"}
                    GET  | EIO=abc&transport=polling          | {"code":5,"message":"Unsupported protocol version"}
                    GET  | EIO=3&transport=polling            | {"code":5,"message":"Unsupported protocol version"}
                    GET  | EIO=4                              | {"code":0,"message":"Transport unknown"}
                    GET  | EIO=4&transport=abc                | {"code":0,"message":"Transport unknown"}
                    POST | EIO=4&transport=polling            | {"code":2,"message":"Bad handshake method"}
                    PUT  | EIO=4&transport=polling            | {"code":2,"message":"Bad handshake method"}
                    PUT  | EIO=4&transport=polling&sid=abc    | {"code":2,"message":"Bad handshake method"}
                    GET  | EIO=4&transport=polling&sid=abc    | {"code":1,"message":"Session ID unknown"}
                    POST | EIO=4&transport=polling&sid=abc    | {"code":1,"message":"Session ID unknown"}
                    GET  | EIO=4&transport=websocket          | {"code":3,"message":"Bad request"}
                    """)
    void a_wrong_request_is_told_what_is_wrong(String method, String query, String body) throws Exception {
        HttpResponse<String> response = client.send(method, query, null);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void a_head_request_is_refused() throws Exception {
        assertThat(client.send("HEAD", EchoClient.HANDSHAKE, null).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transport=websocket",
                "EIO=abc&transport=websocket",
                "EIO=4",
                "EIO=4&transport=abc",
                "EIO=4&transport=polling",
                "EIO=4&transport=websocket&sid=abc"
            })
    void a_wrong_websocket_request_is_refused(String query) {
        assertThatThrownBy(() -> client.webSocket(query)).isInstanceOf(CompletionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4hello", "4test1\u001e4test2\u001e4test3", "4hello\u001ebAQIDBA==", "4Grüße € \uD83D\uDE00"})
    void polling_carries_messages_both_ways(String payload) throws Exception {
        String session = client.session();
        HttpResponse<String> posted = client.post(session, payload);
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(posted.body()).isEqualTo("ok");
        assertThat(client.get(session).body()).isEqualTo(payload);
    }

    @Test
    void a_broken_payload_closes_the_session() throws Exception {
        String session = client.session();
        assertThat(client.post(session, "abc").statusCode()).isEqualTo(400);
        assertThat(client.get(session).statusCode()).isEqualTo(400);
    }

    @Test
    void a_binary_body_is_refused() throws Exception {
        HttpResponse<String> response =
                client.send("POST", client.session(), "4a", "Content-Type", "application/octet-stream");
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void a_body_larger_than_the_limit_is_answered_413() throws Exception {
        String session = client.session();
        assertThat(client.post(session, "4" + "x".repeat(1_000_000)).statusCode())
                .isEqualTo(413);
        assertThat(client.post(session, "4" + "x".repeat(999_999)).statusCode()).isEqualTo(200);
        assertThat(client.get(session).body()).hasSize(1_000_000);
    }

    @Test
    void two_gets_at_once_close_the_session() throws Exception {
        String session = client.session();
        CompletableFuture<HttpResponse<String>> one = client.start(session);
        CompletableFuture<HttpResponse<String>> other = client.start(session);
        List<HttpResponse<String>> answers = List.of(one.join(), other.join());
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 400);
        assertThat(answers).extracting(HttpResponse::body).contains("1");
        assertThat(client.get(session).statusCode()).isEqualTo(400);
    }

    @Test
    void a_websocket_carries_text_and_binary_both_ways() throws Exception {
        Frames socket = client.webSocket(WEBSOCKET);
        socket.next();
        assertThat(socket.text("4hello").next()).isEqualTo("4hello");
        assertThat(socket.binary(1, 2, 3, 4).next()).isEqualTo("0x01020304");
        assertThat(socket.text("4" + "x".repeat(999_999)).next()).hasSize(1_000_000);
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "7", "2", "bnot base64!"})
    void a_broken_frame_closes_the_session(String frame) throws Exception {
        Frames socket = client.webSocket(WEBSOCKET);
        socket.next();
        assertThat(socket.text(frame).next()).isEqualTo(Frames.CLOSED);
    }

    @Test
    void a_frame_larger_than_the_limit_closes_the_session() throws Exception {
        Frames socket = client.webSocket(WEBSOCKET);
        socket.next();
        socket.text("4" + "x".repeat(1_000_000));
        assertThat(socket.next()).isEqualTo(Frames.CLOSED);
    }

    @Test
    void polling_clients_are_pinged_and_stay_while_they_answer() throws Exception {
        String session = hastyClient.session();
        for (int beat = 0; beat < 3; beat++) {
            HttpResponse<String> ping = hastyClient.get(session);
            assertThat(ping.body()).isEqualTo("2");
            assertThat(hastyClient.post(session, "3").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_polling_client_that_does_not_answer_is_closed() throws Exception {
        String session = hastyClient.session();
        assertThat(hastyClient.get(session).body()).isEqualTo("2");
        assertThat(hastyClient.get(session).body()).isEqualTo("1");
        assertThat(hastyClient.get(session).statusCode()).isEqualTo(400);
    }

    @Test
    void websocket_clients_are_pinged_and_closed_when_they_stop_answering() throws Exception {
        Frames socket = hastyClient.webSocket(WEBSOCKET);
        socket.next();
        for (int beat = 0; beat < 3; beat++) {
            assertThat(socket.next()).isEqualTo("2");
            socket.text("3");
        }
        assertThat(socket.next()).isEqualTo("2");
        assertThat(socket.next()).isEqualTo(Frames.CLOSED);
    }

    @Test
    void a_polling_client_may_close() throws Exception {
        String session = client.session();
        CompletableFuture<HttpResponse<String>> waiting = client.start(session);
        assertThat(client.post(session, "1").statusCode()).isEqualTo(200);
        assertThat(waiting.join().statusCode()).isIn(200, 400);
        assertThat(client.get(session).statusCode()).isEqualTo(400);
    }

    @Test
    void a_websocket_client_may_close() throws Exception {
        Frames socket = client.webSocket(WEBSOCKET);
        socket.next();
        assertThat(socket.text("1").next()).isEqualTo(Frames.CLOSED);
    }

    @Test
    void a_polling_session_moves_to_a_websocket() throws Exception {
        String session = client.session();
        Frames socket = client.webSocket(toWebSocket(session));
        assertThat(socket.text("2probe").next()).isEqualTo("3probe");
        HttpResponse<String> freed = client.get(session);
        assertThat(freed.body()).isEqualTo("6");
        assertThat(socket.text("5").text("4hello").next()).isEqualTo("4hello");
        HttpResponse<String> late = client.get(session);
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(client.webSocket(toWebSocket(session)).next()).isEqualTo(Frames.CLOSED);
        assertThat(socket.text("4still here").next()).isEqualTo("4still here");
        socket.abort();
    }

    @Test
    void messages_sent_during_the_upgrade_are_not_lost() throws Exception {
        String session = client.session();
        Frames socket = client.webSocket(toWebSocket(session));
        socket.text("2probe").next();
        assertThat(client.post(session, "4one\u001e4two").body()).isEqualTo("ok");
        assertThat(socket.text("5").next()).isEqualTo("4one");
        assertThat(socket.next()).isEqualTo("4two");
        socket.abort();
    }

    @Test
    void a_web_page_we_know_may_call_with_credentials() throws Exception {
        HttpResponse<String> response = fromOrigin("GET", "https://desk.example:8445");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("https://desk.example:8445");
        assertThat(response.headers().firstValue("access-control-allow-credentials"))
                .contains("true");
        assertThat(response.headers().firstValue("vary")).contains("Origin");
    }

    @Test
    void a_web_page_we_do_not_know_is_refused() throws Exception {
        HttpResponse<String> response = fromOrigin("GET", "https://evil.example");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
        assertThat(response.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void a_preflight_is_answered() throws Exception {
        HttpResponse<String> response = client.send(
                "OPTIONS",
                EchoClient.HANDSHAKE,
                null,
                "Origin",
                "https://desk.example:8445",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "x-test");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("access-control-allow-methods"))
                .contains("GET,POST");
        assertThat(response.headers().firstValue("access-control-allow-headers"))
                .contains("x-test");
    }

    private static HttpResponse<String> fromOrigin(String method, String origin) throws Exception {
        return client.send(method, EchoClient.HANDSHAKE, null, "Origin", origin);
    }

    private static String toWebSocket(String session) {
        return session.replace("polling", "websocket");
    }
}
