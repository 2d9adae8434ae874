package io.presencesync.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SocketConnectionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final SocketIoOptions OPTIONS = SocketIoOptions.defaults()
            .withHeartbeat(Duration.ofHours(1), Duration.ofHours(1))
            .withConnectTimeout(Duration.ofSeconds(5))
            .withNamespaces(Set.of("/", "/custom")::contains);

    private final VirtualLoop loop = new VirtualLoop();
    private final FakeLink link = new FakeLink();
    private final WebSocketTransport transport = new WebSocketTransport(link);
    private final Recorder recorder = new Recorder();
    private final EngineSession session = new EngineSession(
            "id1",
            new Handshake(Map.of("Origin", "https://desk.example"), "peer"),
            OPTIONS,
            loop,
            transport,
            gone -> {});

    SocketConnectionTest() {
        session.open(opened -> new SocketConnection(opened, OPTIONS, recorder, new SessionIds()));
        link.written.clear();
    }

    @Test
    void a_client_joins_with_its_credentials_and_learns_its_id() {
        receive("0{\"token\":\"123\"}");
        SocketIoSocket socket = recorder.socket("/");
        assertThat(socket.handshakeAuth()).hasToString("{\"token\":\"123\"}");
        assertThat(socket.origin()).contains("https://desk.example");
        assertThat(socket.header("oRIGIN")).contains("https://desk.example");
        assertThat(socket.remoteAddress()).isEqualTo("peer");
        assertThat(link.written).containsExactly("40{\"sid\":\"" + socket.id() + "\"}");
    }

    @Test
    void a_namespace_we_do_not_serve_is_refused_and_the_connection_goes_on() {
        receive("0/random");
        assertThat(link.written).containsExactly("44/random,{\"message\":\"Invalid namespace\"}");
        receive("0");
        assertThat(recorder.sockets).containsOnlyKeys("/");
    }

    @Test
    void namespaces_share_one_connection_and_leave_alone() {
        receive("0");
        receive("0/custom,");
        receive("2/custom,[\"here\"]");
        receive("1/custom,");
        receive("2[\"there\"]");
        assertThat(recorder.heard).containsExactly("/custom here []", "/custom CLIENT_DISCONNECT", "/ there []");
    }

    @Test
    void an_event_is_acknowledged_once() {
        receive("0");
        link.written.clear();
        receive("2456[\"question\",1]");
        recorder.lastAck().send("answer", 2);
        recorder.lastAck().send("again");
        assertThat(link.written).containsExactly("43456[\"answer\",2]");
    }

    @Test
    void an_acknowledgement_nobody_asked_for_is_not_sent() {
        receive("0");
        link.written.clear();
        receive("2[\"question\",1]");
        recorder.lastAck().send("answer");
        assertThat(link.written).isEmpty();
    }

    @Test
    void our_own_question_is_answered_by_the_matching_acknowledgement() {
        receive("0");
        link.written.clear();
        CompletableFuture<List<JsonNode>> first = recorder.socket("/").emitWithAck(MINUTE, "first");
        CompletableFuture<List<JsonNode>> second = recorder.socket("/").emitWithAck(MINUTE, "second", 7);
        assertThat(link.written).containsExactly("420[\"first\"]", "421[\"second\",7]");
        receive("31[\"b\"]");
        receive("399[\"nobody asked\"]");
        assertThat(second.join()).hasToString("[\"b\"]");
        assertThat(first).isNotDone();
        receive("30[]");
        assertThat(first.join()).isEmpty();
    }

    @Test
    void a_question_without_answer_times_out() {
        receive("0");
        CompletableFuture<List<JsonNode>> asked = recorder.socket("/").emitWithAck(MINUTE, "question");
        loop.pass(MINUTE.minusMillis(1));
        assertThat(asked).isNotDone();
        loop.pass(Duration.ofMillis(1));
        assertThatThrownBy(asked::join).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void a_question_fails_when_the_socket_ends_first_or_has_ended() {
        receive("0");
        CompletableFuture<List<JsonNode>> before = recorder.socket("/").emitWithAck(MINUTE, "question");
        session.webSocketClosed(transport);
        CompletableFuture<List<JsonNode>> after = recorder.socket("/").emitWithAck(MINUTE, "question");
        assertThatThrownBy(before::join).hasCauseInstanceOf(SocketIoClosedException.class);
        assertThatThrownBy(after::join).hasCauseInstanceOf(SocketIoClosedException.class);
        assertThat(recorder.heard).containsExactly("/ TRANSPORT_CLOSE");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void our_disconnect_tells_the_client_and_leaves_other_namespaces() {
        receive("0");
        receive("0/custom");
        link.written.clear();
        recorder.socket("/custom").disconnect(false);
        recorder.socket("/custom").emit("late");
        assertThat(link.written).containsExactly("41/custom,");
        assertThat(link.closed).isFalse();
        assertThat(recorder.heard).containsExactly("/custom SERVER_DISCONNECT");
    }

    @Test
    void our_disconnect_with_close_ends_all_namespaces_and_the_connection() {
        receive("0");
        receive("0/custom");
        link.written.clear();
        recorder.socket("/").disconnect(true);
        assertThat(link.written).containsExactlyInAnyOrder("41", "41/custom,");
        assertThat(link.closed).isTrue();
        assertThat(recorder.heard).containsExactlyInAnyOrder("/ SERVER_DISCONNECT", "/custom SERVER_DISCONNECT");
    }

    @Test
    void a_connection_without_namespace_is_closed_after_the_connect_timeout() {
        loop.pass(Duration.ofSeconds(5));
        assertThat(link.closed).isTrue();
    }

    @Test
    void leaving_the_last_namespace_starts_the_connect_timeout_again() {
        receive("0");
        loop.pass(Duration.ofSeconds(60));
        receive("1");
        loop.pass(Duration.ofMillis(4_999));
        assertThat(link.closed).isFalse();
        loop.pass(Duration.ofMillis(1));
        assertThat(link.closed).isTrue();
    }

    @Test
    void what_the_protocol_forbids_closes_the_connection() {
        for (String forbidden : List.of("2[\"before connect\"]", "1", "3[]", "0[]", "4{}", "abc", "2/custom,[\"a\"]")) {
            assertThat(closesAfter(forbidden)).as(forbidden).isTrue();
        }
        for (String forbidden : List.of("0", "4{}", "2", "2[]", "2{}", "51-[\"a\"", "2/custom,[\"a\"]")) {
            assertThat(closesAfter("0", forbidden))
                    .as("connected, then " + forbidden)
                    .isTrue();
        }
    }

    @Test
    void a_failing_listener_does_not_end_the_connection() {
        receive("0");
        receive("2[\"fail\"]");
        receive("2[\"next\"]");
        assertThat(recorder.heard).containsExactly("/ next []");
        assertThat(link.closed).isFalse();
    }

    private static boolean closesAfter(String... packets) {
        SocketConnectionTest fresh = new SocketConnectionTest();
        for (String packet : packets) {
            fresh.receive(packet);
        }
        return fresh.link.closed;
    }

    private void receive(String packet) {
        session.receive(transport, EnginePacket.message(packet));
    }

    private static final class Recorder implements SocketIoListener {
        final Map<String, SocketIoSocket> sockets = new HashMap<>();
        final List<String> heard = new ArrayList<>();
        private @Nullable SocketIoAck ack;

        SocketIoSocket socket(String namespace) {
            SocketIoSocket socket = sockets.get(namespace);
            if (socket == null) {
                throw new AssertionError("not connected: " + namespace);
            }
            return socket;
        }

        SocketIoAck lastAck() {
            if (ack == null) {
                throw new AssertionError("no event came");
            }
            return ack;
        }

        @Override
        public void onConnect(SocketIoSocket socket) {
            sockets.put(socket.namespace(), socket);
        }

        @Override
        public void onEvent(SocketIoSocket socket, String event, List<JsonNode> arguments, SocketIoAck last) {
            if (event.equals("fail")) {
                throw new IllegalStateException("the test's own failure");
            }
            ack = last;
            heard.add(socket.namespace() + " " + event + " " + arguments);
        }

        @Override
        public void onDisconnect(SocketIoSocket socket, DisconnectReason reason) {
            heard.add(socket.namespace() + " " + reason);
        }
    }
}
