package io.presencesync.simulators.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MercuryTest {
    private static final String QUERY = "?outboundWireFormat=text&bufferStates=true";
    private WebexSimulator simulator = WebexSimulator.start();
    private Wire wire = new Wire(simulator);

    @AfterEach
    void stop() {
        wire.close();
        simulator.close();
    }

    private void restart(WebexSimulatorOptions options) {
        stop();
        simulator = WebexSimulator.start(options);
        wire = new Wire(simulator);
    }

    private String socketUrl() {
        return wire.register().getString("webSocketUrl") + QUERY;
    }

    @Test
    void frames_and_pongs_share_one_sequence_that_starts_anew_per_connection() {
        JsonObject device = wire.register();
        for (int connection = 0; connection < 2; connection++) {
            WireSocket socket = wire.socket(device.getString("webSocketUrl") + QUERY);
            socket.authorize(wire.token);
            assertThat(socket.next().getInteger("sequenceNumber")).isEqualTo(1);
            String ping = socket.ping();
            JsonObject pong = socket.next();
            assertThat(pong.getString("id")).isEqualTo(ping);
            assertThat(pong.getString("type")).isEqualTo("pong");
            assertThat(pong.getInteger("sequenceNumber")).isEqualTo(2);
            simulator.sendEvent("{\"eventType\":\"conversation.activity\"}");
            assertThat(socket.next().getInteger("sequenceNumber")).isEqualTo(3);
        }
    }

    @Test
    void every_frame_waits_for_its_ack() {
        WireSocket socket = wire.connect();
        assertThat(simulator.sizes()).containsEntry("unacked", 1);
        simulator.sendEvent("{\"eventType\":\"conversation.activity\"}");
        String id = socket.next().getString("id");
        assertThat(simulator.sizes()).containsEntry("unacked", 2);
        socket.send(new JsonObject().put("type", "ack").put("messageId", id));
        assertThat(socket.silent()).isTrue();
        assertThat(simulator.sizes()).as("ready frame and pong").containsEntry("unacked", 2);
    }

    @Test
    void a_late_authorization_is_closed_with_1008() {
        restart(WebexSimulatorOptions.defaults().withAuthorizationTimeout(Duration.ofMillis(50)));
        WireSocket.End end = wire.socket(socketUrl()).end();
        assertThat(end.code()).isEqualTo(1008);
        assertThat(end.reason()).startsWith("Authentication did not happen within the timeout window");
    }

    @Test
    void a_wrong_token_is_closed_with_4401() {
        WireSocket socket = wire.socket(socketUrl());
        socket.authorize("wrong_token_here");
        assertThat(socket.end()).isEqualTo(new WireSocket.End(4401, "Authentication Failed"));
    }

    @Test
    void frames_can_come_before_the_ready_frame() {
        String extra = "{\"id\":\"1\",\"data\":{\"eventType\":\"conversation.activity\"}}";
        restart(WebexSimulatorOptions.defaults().withFramesBeforeReady(List.of(extra)));
        WireSocket socket = wire.socket(socketUrl());
        socket.authorize(wire.token);
        assertThat(socket.update().getString("eventType")).isEqualTo("conversation.activity");
        assertThat(socket.update().getString("eventType")).isEqualTo("mercury.buffer_state");
    }

    @Test
    void a_second_socket_of_one_registration_replaces_the_first() {
        String url = socketUrl();
        WireSocket first = wire.socket(url);
        first.authorize(wire.token);
        first.next();
        wire.socket(url).authorize(wire.token);
        assertThat(first.end()).isEqualTo(new WireSocket.End(4000, "Replaced"));
    }

    @Test
    void after_a_shutdown_notice_the_old_socket_ends_with_4001() {
        String url = socketUrl();
        WireSocket first = wire.socket(url);
        first.authorize(wire.token);
        first.next();
        simulator.announceShutdown();
        assertThat(first.next()).isEqualTo(new JsonObject().put("type", "shutdown"));
        WireSocket second = wire.socket(url);
        second.authorize(wire.token);
        assertThat(first.end().code()).isEqualTo(4001);
        assertThat(second.next().getInteger("sequenceNumber")).isEqualTo(1);
    }

    @Test
    void a_dead_registration_is_a_404_or_with_alias_a_close_with_4404() {
        JsonObject device = wire.register();
        String url = device.getString("webSocketUrl");
        simulator.forgetDevices();
        assertThat(wire.socket(url + QUERY + "&aliasHttpStatus=true").end().code())
                .isEqualTo(4404);
        Assertions.assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> wire.socket(url + QUERY))
                .havingCause()
                .isInstanceOfSatisfying(
                        UpgradeRejectedException.class,
                        e -> assertThat(e.getStatus()).isEqualTo(404));
    }

    @Test
    void an_upgrade_can_be_answered_with_429_and_the_time_to_wait() {
        String url = socketUrl();
        simulator.addFault(new Fault.Answer(Endpoint.MERCURY, 429, 7, 1));
        Assertions.assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> wire.socket(url))
                .havingCause()
                .isInstanceOfSatisfying(
                        UpgradeRejectedException.class,
                        e -> assertThat(e.getHeaders().get("retry-after")).isEqualTo("7"));
    }

    @Test
    void all_sockets_can_be_closed_with_a_code_and_a_reason_or_cut() {
        WireSocket closed = wire.connect();
        simulator.closeSockets(1011, "maintenance");
        assertThat(closed.end()).isEqualTo(new WireSocket.End(1011, "maintenance"));
        WireSocket cut = wire.connect();
        simulator.closeSockets(1006, "");
        assertThat(cut.end().code()).isEqualTo(1006);
    }

    @Test
    void a_deleted_device_loses_its_socket() {
        WireSocket socket = wire.connect();
        wire.ok("DELETE", wire.deviceUrl, "");
        assertThat(socket.end().code()).isEqualTo(4404);
    }
}
