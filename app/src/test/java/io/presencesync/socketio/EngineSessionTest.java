package io.presencesync.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineSessionTest {
    private static final SocketIoOptions OPTIONS = SocketIoOptions.defaults()
            .withHeartbeat(Duration.ofMillis(300), Duration.ofMillis(200))
            .withQueue(3, 100);

    private final VirtualLoop loop = new VirtualLoop();
    private final List<Object> heard = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();

    @Test
    void the_greeting_tells_id_upgrades_and_limits() {
        FakeReply first = get(session(new PollingTransport()));
        assertThat(first.answer())
                .isEqualTo("0{\"sid\":\"id1\",\"upgrades\":[\"websocket\"],\"pingInterval\":300,\"pingTimeout\":200,"
                        + "\"maxPayload\":1000000}");
        FakeLink link = new FakeLink();
        session(new WebSocketTransport(link));
        assertThat(link.written.getFirst().toString()).contains("\"upgrades\":[]");
    }

    @Test
    void a_client_that_answers_pings_stays_and_one_that_stops_is_closed_after_the_timeout() {
        FakeLink link = new FakeLink();
        WebSocketTransport transport = new WebSocketTransport(link);
        EngineSession session = session(transport);
        link.written.clear();
        for (int beat = 0; beat < 3; beat++) {
            loop.pass(Duration.ofMillis(300));
            assertThat(link.written).containsExactly("2");
            link.written.clear();
            loop.pass(Duration.ofMillis(199));
            session.receive(transport, EnginePacket.empty(EngineType.PONG));
        }
        loop.pass(Duration.ofMillis(499));
        assertThat(session.isClosed()).isFalse();
        loop.pass(Duration.ofMillis(1));
        assertThat(heard).containsExactly(DisconnectReason.PING_TIMEOUT);
        assertThat(link.closed).isTrue();
        assertThat(gone).containsExactly("id1");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void a_waiting_get_receives_what_is_sent_and_the_next_one_the_rest() {
        EngineSession session = greeted();
        FakeReply waiting = get(session);
        assertThat(waiting.answer()).isNull();
        session.send(EnginePacket.message("a"));
        session.send(EnginePacket.message("b"));
        session.send(new EnginePacket.Binary(Buffer.buffer(new byte[] {1, 2, 3, 4})));
        assertThat(waiting.answer()).isEqualTo("4a");
        assertThat(get(session).answer()).isEqualTo("4b\u001ebAQIDBA==");
    }

    @Test
    void posted_packets_are_heard_in_order() {
        EngineSession session = greeted();
        assertThat(post(session, "4a\u001e4b").answer()).isEqualTo("ok");
        assertThat(heard).containsExactly(EnginePacket.message("a"), EnginePacket.message("b"));
    }

    @Test
    void an_event_with_an_attachment_is_heard_as_the_java_client_posts_it() {
        EngineSession session = greeted();
        String event = "51-0[\"reverse\",{\"_placeholder\":true,\"num\":0}]";
        assertThat(post(session, "4" + event + "\u001ebAQID\n").answer()).isEqualTo("ok");
        assertThat(heard)
                .containsExactly(
                        EnginePacket.message(event), new EnginePacket.Binary(Buffer.buffer(new byte[] {1, 2, 3})));
    }

    @Test
    void a_broken_body_closes_the_session_before_any_of_it_is_heard() {
        EngineSession session = greeted();
        assertThat(post(session, "4a\u001eabc").answer()).isEqualTo("BAD_REQUEST");
        assertThat(heard).containsExactly(DisconnectReason.PARSE_ERROR);
        assertThat(gone).containsExactly("id1");
    }

    @Test
    void a_second_get_while_one_waits_closes_the_session() {
        EngineSession session = greeted();
        FakeReply first = get(session);
        FakeReply second = get(session);
        assertThat(first.answer()).isEqualTo("1");
        assertThat(second.answer()).isEqualTo("BAD_REQUEST");
        assertThat(heard).containsExactly(DisconnectReason.TRANSPORT_ERROR);
        assertThat(gone).containsExactly("id1");
    }

    @Test
    void a_client_that_closes_has_its_waiting_get_ended_with_a_noop() {
        EngineSession session = greeted();
        FakeReply waiting = get(session);
        assertThat(post(session, "1").answer()).isEqualTo("ok");
        assertThat(waiting.answer()).isEqualTo("6");
        assertThat(heard).containsExactly(DisconnectReason.TRANSPORT_CLOSE);
    }

    @Test
    void a_get_on_its_way_when_the_client_closed_ends_with_a_noop_too() {
        EngineSession session = greeted();
        session.send(EnginePacket.message("no longer wanted"));
        assertThat(post(session, "1").answer()).isEqualTo("ok");
        assertThat(gone).containsExactly("id1");
        assertThat(get(session).answer()).isEqualTo("6");
        assertThat(heard).containsExactly(DisconnectReason.TRANSPORT_CLOSE);
    }

    @Test
    void a_client_that_hangs_up_its_get_is_gone() {
        EngineSession session = greeted();
        FakeReply waiting = get(session);
        session.pollDropped(waiting);
        assertThat(heard).containsExactly(DisconnectReason.TRANSPORT_CLOSE);
    }

    @Test
    void our_own_close_reaches_a_polling_client_after_what_waited_never_in_the_same_answer() {
        EngineSession session = greeted();
        session.send(EnginePacket.message("last"));
        session.send(EnginePacket.message("words"));
        session.close(DisconnectReason.SERVER_DISCONNECT);
        assertThat(gone).isEmpty();
        assertThat(get(session).answer()).isEqualTo("4last\u001e4words");
        assertThat(gone).isEmpty();
        assertThat(get(session).answer()).isEqualTo("1");
        assertThat(gone).containsExactly("id1");
    }

    @Test
    void a_closed_session_is_forgotten_though_the_client_never_asks_again() {
        EngineSession session = greeted();
        session.close(DisconnectReason.SERVER_SHUTDOWN);
        loop.pass(Duration.ofMillis(200));
        assertThat(gone).containsExactly("id1");
    }

    @Test
    void a_client_that_does_not_read_is_closed_when_the_queue_is_full() {
        FakeLink link = new FakeLink();
        EngineSession session = session(new WebSocketTransport(link));
        link.full = true;
        for (int i = 0; i < 3; i++) {
            session.send(EnginePacket.message("x"));
        }
        assertThat(session.isClosed()).isFalse();
        session.send(EnginePacket.message("one too many"));
        assertThat(heard).containsExactly(DisconnectReason.TRANSPORT_ERROR);
        assertThat(link.closed).isTrue();
    }

    @Test
    void what_waited_is_sent_in_order_when_the_connection_drains() {
        FakeLink link = new FakeLink();
        EngineSession session = session(new WebSocketTransport(link));
        link.written.clear();
        link.full = true;
        session.send(EnginePacket.message("a"));
        session.send(EnginePacket.message("b"));
        assertThat(link.written).isEmpty();
        link.full = false;
        session.flush();
        assertThat(link.written).containsExactly("4a", "4b");
    }

    @Test
    void an_upgrade_probes_frees_the_waiting_get_and_moves_what_waits() {
        EngineSession session = greeted();
        FakeReply waiting = get(session);
        FakeLink link = new FakeLink();
        WebSocketTransport socket = new WebSocketTransport(link);
        session.startUpgrade(socket);
        session.receive(socket, new EnginePacket.Text(EngineType.PING, "probe"));
        assertThat(link.written).containsExactly("3probe");
        assertThat(waiting.answer()).isEqualTo("6");
        session.send(EnginePacket.message("meanwhile"));
        session.receive(socket, EnginePacket.empty(EngineType.UPGRADE));
        session.receive(socket, EnginePacket.message("hello"));
        assertThat(link.written).containsExactly("3probe", "4meanwhile");
        assertThat(heard).containsExactly(EnginePacket.message("hello"));
        assertThat(get(session).answer()).isEqualTo("BAD_REQUEST");
        assertThat(post(session, "4a").answer()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void a_get_during_the_upgrade_is_freed_after_a_moment() {
        EngineSession session = greeted();
        WebSocketTransport socket = new WebSocketTransport(new FakeLink());
        session.startUpgrade(socket);
        session.receive(socket, new EnginePacket.Text(EngineType.PING, "probe"));
        FakeReply waiting = get(session);
        loop.pass(Duration.ofMillis(99));
        assertThat(waiting.answer()).isNull();
        loop.pass(Duration.ofMillis(1));
        assertThat(waiting.answer()).isEqualTo("6");
    }

    @Test
    void a_get_that_overtook_the_end_of_the_upgrade_is_refused_like_any_later_one() {
        EngineSession session = greeted();
        WebSocketTransport socket = new WebSocketTransport(new FakeLink());
        session.startUpgrade(socket);
        FakeReply early = get(session);
        session.receive(socket, new EnginePacket.Text(EngineType.PING, "probe"));
        assertThat(early.answer()).isNull();
        session.receive(socket, EnginePacket.empty(EngineType.UPGRADE));
        assertThat(early.answer()).isEqualTo("BAD_REQUEST");
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void a_get_that_came_before_the_probe_is_freed_a_moment_after_it() {
        EngineSession session = greeted();
        WebSocketTransport socket = new WebSocketTransport(new FakeLink());
        session.startUpgrade(socket);
        FakeReply waiting = get(session);
        session.receive(socket, new EnginePacket.Text(EngineType.PING, "probe"));
        loop.pass(Duration.ofMillis(99));
        assertThat(waiting.answer()).isNull();
        loop.pass(Duration.ofMillis(1));
        assertThat(waiting.answer()).isEqualTo("6");
    }

    @Test
    void our_own_close_reaches_a_client_that_is_just_moving_to_a_websocket() {
        EngineSession session = greeted();
        FakeLink link = new FakeLink();
        WebSocketTransport socket = new WebSocketTransport(link);
        session.startUpgrade(socket);
        session.receive(socket, new EnginePacket.Text(EngineType.PING, "probe"));
        session.send(EnginePacket.message("last"));
        session.close(DisconnectReason.SERVER_DISCONNECT);
        assertThat(link.closed).isFalse();
        session.receive(socket, EnginePacket.empty(EngineType.UPGRADE));
        assertThat(link.written).containsExactly("3probe", "4last");
        assertThat(link.closed).isTrue();
        assertThat(gone).containsExactly("id1");
        assertThat(heard).containsExactly(DisconnectReason.SERVER_DISCONNECT);
    }

    @Test
    void a_client_that_hears_our_close_by_polling_or_not_at_all_has_its_other_websocket_closed() {
        for (boolean polls : List.of(true, false)) {
            EngineSession session = greeted();
            FakeLink link = new FakeLink();
            WebSocketTransport socket = new WebSocketTransport(link);
            session.startUpgrade(socket);
            session.close(DisconnectReason.SERVER_DISCONNECT);
            if (polls) {
                assertThat(get(session).answer()).isEqualTo("1");
            } else {
                loop.pass(Duration.ofMillis(200));
            }
            assertThat(link.closed).isTrue();
        }
    }

    @Test
    void an_upgrade_that_fails_leaves_the_session_polling() {
        List<EnginePacket> wrong = List.of(
                EnginePacket.empty(EngineType.UPGRADE),
                EnginePacket.message("too early"),
                new EnginePacket.Text(EngineType.PING, ""),
                new EnginePacket.Binary(Buffer.buffer()));
        EngineSession session = greeted();
        for (EnginePacket packet : wrong) {
            FakeLink link = new FakeLink();
            WebSocketTransport socket = new WebSocketTransport(link);
            session.startUpgrade(socket);
            session.receive(socket, packet);
            assertThat(link.closed).isTrue();
        }
        assertThat(post(session, "4still here").answer()).isEqualTo("ok");
        assertThat(heard).containsExactly(EnginePacket.message("still here"));
    }

    @Test
    void an_upgrade_that_is_not_completed_in_time_is_given_up() {
        EngineSession session = greeted();
        FakeLink link = new FakeLink();
        session.startUpgrade(new WebSocketTransport(link));
        for (int i = 0; i < 40; i++) {
            loop.pass(Duration.ofMillis(250));
            post(session, "3");
        }
        assertThat(link.closed).isTrue();
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void only_one_websocket_may_try_and_none_after_the_upgrade() {
        EngineSession session = greeted();
        FakeLink link = new FakeLink();
        WebSocketTransport socket = new WebSocketTransport(link);
        session.startUpgrade(socket);
        assertThat(refused(session)).isTrue();
        session.receive(socket, new EnginePacket.Text(EngineType.PING, "probe"));
        session.receive(socket, EnginePacket.empty(EngineType.UPGRADE));
        assertThat(refused(session)).isTrue();
        assertThat(link.closed).isFalse();
    }

    @Test
    void a_packet_only_servers_send_closes_the_session() {
        for (EngineType type : List.of(EngineType.OPEN, EngineType.PING, EngineType.UPGRADE, EngineType.NOOP)) {
            heard.clear();
            WebSocketTransport transport = new WebSocketTransport(new FakeLink());
            session(transport).receive(transport, EnginePacket.empty(type));
            assertThat(heard).containsExactly(DisconnectReason.PARSE_ERROR);
        }
    }

    @Test
    void nothing_is_heard_after_the_close() {
        WebSocketTransport transport = new WebSocketTransport(new FakeLink());
        EngineSession session = session(transport);
        session.webSocketClosed(transport);
        session.receive(transport, EnginePacket.message("late"));
        session.close(DisconnectReason.SERVER_DISCONNECT);
        assertThat(heard).containsExactly(DisconnectReason.TRANSPORT_CLOSE);
    }

    private boolean refused(EngineSession session) {
        FakeLink second = new FakeLink();
        session.startUpgrade(new WebSocketTransport(second));
        return second.closed;
    }

    private EngineSession greeted() {
        EngineSession session = session(new PollingTransport());
        get(session);
        return session;
    }

    private EngineSession session(EngineTransport transport) {
        EngineSession session = new EngineSession(
                "id1", new Handshake(Map.of(), "peer"), OPTIONS, loop, transport, left -> gone.add(left.id()));
        session.open(opened -> new EngineHandler() {
            @Override
            public void onMessage(EnginePacket message) {
                heard.add(message);
            }

            @Override
            public void onClose(DisconnectReason reason) {
                heard.add(reason);
            }
        });
        return session;
    }

    private static FakeReply get(EngineSession session) {
        FakeReply reply = new FakeReply();
        session.poll(reply);
        return reply;
    }

    private static FakeReply post(EngineSession session, String body) {
        FakeReply reply = new FakeReply();
        session.post(body, reply);
        return reply;
    }
}
