package io.presencesync.simulators.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Fault.FrameFault;
import io.vertx.core.http.UpgradeRejectedException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can go wrong from the upgrade of a Mercury socket to its end.
class OpeningFaultsTest {
    private static final String QUERY = "?outboundWireFormat=text&bufferStates=true&aliasHttpStatus=true";
    private final WebexSimulator simulator = WebexSimulator.start();
    private final Wire wire = new Wire(simulator);

    @AfterEach
    void stop() {
        simulator.close();
        wire.close();
    }

    private String socketUrl() {
        return wire.register().getString("webSocketUrl") + QUERY;
    }

    private WireSocket authorized() {
        WireSocket socket = wire.socket(socketUrl());
        socket.authorize(wire.token);
        return socket;
    }

    @ParameterizedTest
    @ValueSource(ints = {4400, 4401, 4403, 4404, 4451, 1011, 3050})
    void any_code_can_close_a_socket_before_it_is_ready(int code) {
        simulator.addFault(new Fault.CloseBeforeReady(code, "not you", 1));
        assertThat(authorized().end()).isEqualTo(new WireSocket.End(code, "not you"));
        assertThat(authorized().update().getString("eventType")).isEqualTo("mercury.buffer_state");
    }

    @Test
    void the_ready_signal_can_be_late() {
        simulator.addFault(new Fault.LateReady(60, 1));
        WireSocket socket = authorized();
        assertThat(simulator.sizes()).containsEntry("sockets", 0);
        assertThat(socket.update().getString("eventType")).isEqualTo("mercury.buffer_state");
        assertThat(simulator.sizes()).containsEntry("sockets", 1);
    }

    @Test
    void the_ready_signal_can_stay_away_for_ever() {
        simulator.addFault(new Fault.LateReady(-1, 1));
        WireSocket socket = authorized();
        Poll.until(() -> simulator.log().counters().containsKey("in authorization"));
        simulator.closeSockets(1000, "checked");
        assertThat(socket.end().reason()).isEqualTo("checked");
        assertThat(socket.hasFrames()).isFalse();
    }

    @Test
    void frames_can_come_before_the_ready_signal_of_one_socket() {
        simulator.addFault(new Fault.FramesFirst(List.of("{\"data\":{\"eventType\":\"locus.x\"}}"), 1));
        WireSocket socket = authorized();
        assertThat(socket.update().getString("eventType")).isEqualTo("locus.x");
        assertThat(socket.update().getString("eventType")).isEqualTo("mercury.buffer_state");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 451, 500, 503})
    void an_upgrade_can_be_refused_in_plain_http_whatever_the_client_asked_for(int status) {
        String url = socketUrl();
        simulator.addFault(new Fault.UpgradeRefused(status, 7, 1));
        Assertions.assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> wire.socket(url))
                .havingCause()
                .isInstanceOfSatisfying(UpgradeRejectedException.class, e -> {
                    assertThat(e.getStatus()).isEqualTo(status);
                    assertThat(e.getHeaders().get("retry-after")).isEqualTo("7");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1008, 1011, 3050, 4000, 4001, 4400, 4401, 4403, 4404, 4999})
    void a_ready_socket_can_be_closed_with_any_code(int code) {
        WireSocket socket = wire.connect();
        simulator.closeSockets(code, "because");
        assertThat(socket.end()).isEqualTo(new WireSocket.End(code, "because"));
    }

    @Test
    void a_close_frame_can_come_without_a_code() {
        WireSocket socket = wire.connect();
        simulator.closeSockets(1005, "");
        assertThat(socket.end().code()).isEqualTo(WireSocket.NO_CODE);
        Poll.until(() -> simulator.log().counters().containsKey("out close"));
    }

    @Test
    void one_device_can_lose_its_socket_while_another_keeps_it() {
        WireSocket first = wire.connect();
        String lost = wire.deviceUrl;
        WireSocket second = wire.connect();
        simulator.closeSockets(lost, 1011, "only you");
        assertThat(first.end().reason()).isEqualTo("only you");
        assertThat(second.silent()).isTrue();
        Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator.closeSockets("nobody's", 1011, ""))
                .withMessageContaining("nobody's");
    }

    @Test
    void a_half_open_socket_neither_answers_nor_ends() {
        Person ann = simulator.addPerson("ann@example.com", "Ann");
        WireSocket socket = wire.connect();
        wire.subscribe(600, ann);
        simulator.silenceSockets();
        socket.ping();
        simulator.setPresence("ann@example.com", "call");
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(200);
        assertThat(simulator.log().counters()).doesNotContainKey("in ping");
        assertThat(socket.hasFrames()).isFalse();
        assertThat(socket.ended()).isFalse();
    }

    @Test
    void a_close_frame_can_be_all_that_comes() {
        WireSocket socket = wire.connect();
        simulator.closeWithoutHandshake(1001, "going away");
        Poll.until(() -> socket.closeCode() == 1001);
        assertThat(socket.ended()).as("the connection stays open").isFalse();
    }

    @Test
    void a_pong_can_carry_the_wrong_id() {
        WireSocket socket = wire.connect();
        simulator.addFault(new Fault.Frames(FrameFault.WRONG_PONG, 0, 1));
        String ping = socket.ping();
        assertThat(socket.next().getString("id")).isNotEqualTo(ping);
        assertThat(socket.silent()).isTrue();
    }

    @Test
    void a_protocol_ping_disturbs_nobody() {
        WireSocket socket = wire.connect();
        simulator.pingSockets();
        assertThat(socket.silent()).isTrue();
    }

    @Test
    void an_update_can_be_larger_than_clients_take() {
        Person ann = simulator.addPerson("ann@example.com", "Ann");
        WireSocket socket = wire.connect();
        wire.subscribe(600, ann);
        simulator.addFault(new Fault.Frames(FrameFault.OVERSIZE, 100, 1));
        simulator.setPresence("ann@example.com", "call");
        assertThat(socket.nextText()).hasSizeGreaterThan(100 * 1024);
    }
}
