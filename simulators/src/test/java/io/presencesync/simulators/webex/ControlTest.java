package io.presencesync.simulators.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlTest {
    private final WebexSimulator simulator = WebexSimulator.start();
    private final Wire wire = new Wire(simulator);

    @AfterEach
    void stop() {
        wire.close();
        simulator.close();
    }

    @Test
    void people_are_added_and_changed_over_http() {
        wire.ok("POST", "/control/people", "{\"email\":\"ann@example.com\",\"status\":\"dnd\"}");
        JsonObject changed = wire.ok(
                "PUT",
                "/control/people/ann@example.com/presence",
                "{\"status\":\"meeting\",\"meetingType\":\"online\"}");
        assertThat(changed.getString("meetingType")).isEqualTo("online");
        wire.ok("PUT", "/control/people/ann@example.com/sharing", "{\"sharing\":false}");
        Person ann = simulator.person("ann@example.com");
        assertThat(ann.sharing()).isFalse();
        assertThat(ann.presence().status()).isEqualTo("meeting");
        assertThat(wire.get("/control/people").body()).contains("ann@example.com");
    }

    @Test
    void faults_are_set_listed_and_cleared_over_http() {
        String fault = "{\"fault\":\"answer\",\"endpoint\":\"people.me\",\"status\":423,\"retryAfter\":9,\"times\":1}";
        String id = wire.ok("POST", "/control/faults", fault).getString("id");
        assertThat(wire.get("/control/faults").body()).contains(id);
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(423);
        assertThat(wire.get("/control/faults").body()).doesNotContain(id);
    }

    @Test
    void every_kind_of_fault_survives_writing_and_reading() {
        List<Fault> faults = List.of(
                new Fault.Answer(Endpoint.SUBSCRIBE, 503, null, 1),
                new Fault.Hang(Endpoint.ANY, 2),
                new Fault.Cut(Endpoint.CATALOG, 3),
                new Fault.Slow(Endpoint.PEOPLE, 10, 4),
                new Fault.RefuseSubject("a@b.c", 409, 5, true, 5),
                new Fault.Answer(Endpoint.SUBSCRIBE, 429, 3, true, "slow down", 1),
                new Fault.Garbage(Endpoint.PEOPLE, 1),
                new Fault.UpgradeRefused(429, 3, 1),
                new Fault.HostFails("127.0.0.1", 503, 1),
                new Fault.CatalogNames("wdm", null, 1),
                new Fault.MissingAnswer("a@b.c", 1),
                new Fault.CloseBeforeReady(4403, "no", 1),
                new Fault.LateReady(-1, 1),
                new Fault.FramesFirst(List.of("{\"a\":1}"), 1),
                new Fault.MissingStatus("a@b.c", 6),
                new Fault.Frames(Fault.FrameFault.LATE, 7, 7));
        assertThat(faults)
                .allSatisfy(fault ->
                        assertThat(FaultJson.read(FaultJson.write("1", fault))).isEqualTo(fault));
    }

    @Test
    void a_mistake_is_answered_with_400_and_the_reason() {
        HttpResponse<String> answer =
                wire.send("POST", "/control/faults", "{\"fault\":\"answer\",\"endpoint\":\"nope\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("no endpoint 'nope'");
        assertThat(wire.send("PUT", "/control/people/x/presence", "{\"status\":\"dnd\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(wire.send("POST", "/control/people", "no json").statusCode()).isEqualTo(400);
    }

    @Test
    void the_log_shows_requests_and_frames_but_no_token() {
        wire.connect();
        String log = wire.get("/control/log").body();
        assertThat(log).contains("device.create").contains("authorization").contains("test_1");
        assertThat(log).doesNotContain(simulator.botToken());
        assertThat(wire.ok("GET", "/control/counters", "").getInteger("device.create"))
                .isEqualTo(1);
        assertThat(wire.get("/control/state").body()).doesNotContain(simulator.botToken());
    }

    @Test
    void web_pages_of_other_machines_may_not_control_it() throws IOException, InterruptedException {
        assertThat(fromOrigin("http://localhost:8080").statusCode()).isEqualTo(200);
        assertThat(fromOrigin("http://localhost:8080").headers().firstValue("access-control-allow-origin"))
                .contains("http://localhost:8080");
        assertThat(fromOrigin("http://localhost.evil.example").statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> fromOrigin(String origin) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/control/state"))
                .header("Origin", origin)
                .build();
        return wire.http.send(request, BodyHandlers.ofString());
    }

    @Test
    void the_page_for_people_is_served() {
        assertThat(wire.get("/").body()).contains("<title>Pretend Webex</title>");
        assertThat(wire.get("/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void a_burst_over_two_thousand_people_arrives_whole_and_each_write_is_stamped() {
        var written = new CopyOnWriteArrayList<FrameWritten>();
        WireSocket socket = wire.connect();
        List<PresenceChange> changes = new ArrayList<>();
        for (int batch = 0; batch < 40; batch++) {
            var subjects = new ArrayList<String>();
            for (int i = 0; i < 50; i++) {
                subjects.add(simulator
                        .addPerson("p" + batch + "." + i + "@example.com", "P")
                        .uuid());
            }
            wire.subscribe(600, subjects);
            subjects.stream().limit(13).forEach(uuid -> changes.add(PresenceChange.of(uuid, "call")));
        }
        simulator.onFrameWritten(written::add);
        long before = System.nanoTime();
        simulator.setPresences(changes);
        for (PresenceChange change : changes) {
            assertThat(socket.update().getString("subject")).isEqualTo(change.person());
        }
        assertThat(written)
                .hasSize(520)
                .allSatisfy(frame -> assertThat(frame.nanos() - before).isPositive());
    }
}
