package io.presencesync.simulators.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.Fault.FrameFault;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final WebexSimulator simulator = WebexSimulator.start();
    private final Wire wire = new Wire(simulator);
    private Person ann = simulator.addPerson("ann@example.com", "Ann");
    private WireSocket socket = wire.connect();

    @BeforeEach
    void subscribe() {
        wire.subscribe(600, ann);
    }

    @AfterEach
    void stop() {
        wire.close();
        simulator.close();
    }

    private void frames(FrameFault kind, int amount) {
        simulator.addFault(new Fault.Frames(kind, amount, 1));
    }

    private void show(String... statuses) {
        for (String status : statuses) {
            simulator.setPresence("ann@example.com", status);
        }
    }

    @Test
    void a_call_fails_as_often_as_asked_and_then_works_again() {
        simulator.addFault(new Fault.Answer(Endpoint.COMPOSITION, 429, 3, 2));
        String path = "/apheleia/api/v1/compositions?userId=" + ann.uuid();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> refused = wire.get(path);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("3");
        }
        assertThat(wire.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void a_fault_without_end_lasts_until_it_is_cleared_and_hits_no_other_endpoint() {
        String id = simulator.addFault(new Fault.Answer(Endpoint.PEOPLE_ME, 503, null, Fault.UNTIL_CLEARED));
        for (int i = 0; i < 3; i++) {
            assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(503);
        }
        assertThat(wire.get("/wdm/api/v1/devices").statusCode()).isEqualTo(200);
        assertThat(simulator.clearFault(id)).isTrue();
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(200);
    }

    @Test
    void a_cut_call_gets_no_answer() {
        simulator.addFault(new Fault.Cut(Endpoint.ANY, Fault.UNTIL_CLEARED));
        Assertions.assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> wire.get("/v1/people/me"))
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void a_hanging_call_stays_open_while_others_are_served() {
        simulator.addFault(new Fault.Hang(Endpoint.PEOPLE_ME, 1));
        var hanging = CompletableFuture.supplyAsync(() -> wire.get("/v1/people/me"));
        Poll.until(() -> simulator.log().count(Endpoint.PEOPLE_ME) == 1);
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(200);
        assertThat(hanging).isNotDone();
    }

    @Test
    void a_slow_call_is_served_in_the_end() {
        simulator.addFault(new Fault.Slow(Endpoint.PEOPLE_ME, 30, 1));
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(200);
    }

    @Test
    void a_missing_pong_stays_missing() {
        frames(FrameFault.NO_PONG, 0);
        socket.ping();
        String second = socket.ping();
        assertThat(socket.next().getString("id")).isEqualTo(second);
    }

    @Test
    void sequence_numbers_can_jump_or_be_absent() {
        frames(FrameFault.SKIP_SEQUENCE, 5);
        show("call");
        assertThat(socket.next().getInteger("sequenceNumber")).isEqualTo(7);
        frames(FrameFault.NO_SEQUENCE, 0);
        show("active");
        assertThat(socket.next().containsKey("sequenceNumber")).isFalse();
    }

    @Test
    void a_lost_update_leaves_a_gap_and_a_dropped_one_none() {
        frames(FrameFault.LOST, 0);
        show("call", "dnd");
        JsonObject afterGap = socket.next();
        assertThat(afterGap.getInteger("sequenceNumber")).isEqualTo(3);
        assertThat(afterGap.getJsonObject("data").getString("status")).isEqualTo("dnd");
        frames(FrameFault.DROPPED, 0);
        show("call", "active");
        JsonObject next = socket.next();
        assertThat(next.getInteger("sequenceNumber")).isEqualTo(4);
        assertThat(next.getJsonObject("data").getString("status")).isEqualTo("active");
    }

    @Test
    void an_update_can_come_twice_with_the_same_id() {
        frames(FrameFault.DUPLICATE, 0);
        show("call");
        assertThat(socket.next().getString("id")).isEqualTo(socket.next().getString("id"));
    }

    @Test
    void updates_can_come_late_or_in_the_wrong_order() {
        frames(FrameFault.SWAPPED, 0);
        show("call", "dnd");
        assertThat(socket.update().getString("status")).isEqualTo("dnd");
        assertThat(socket.update().getString("status")).isEqualTo("call");
        frames(FrameFault.LATE, 300);
        show("meeting", "active");
        assertThat(socket.update().getString("status")).isEqualTo("active");
        assertThat(socket.update().getString("status")).isEqualTo("meeting");
    }

    @Test
    void a_malformed_update_is_no_json_and_the_socket_goes_on() {
        frames(FrameFault.MALFORMED, 0);
        show("call", "dnd");
        String text = socket.nextText();
        Assertions.assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> new JsonObject(text));
        assertThat(socket.update().getString("status")).isEqualTo("dnd");
    }

    @Test
    void half_a_frame_ends_the_connection() {
        frames(FrameFault.HALF, 0);
        show("call");
        assertThat(socket.end().code()).isEqualTo(1006);
    }
}
