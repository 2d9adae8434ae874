package io.presencesync.simulators.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.WebexSimulatorOptions.HiddenAs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private final ManualClock clock = new ManualClock();
    private final WebexSimulatorOptions options =
            WebexSimulatorOptions.defaults().withClock(clock).withMaxSubscriptionTtl(300);
    private WebexSimulator simulator = WebexSimulator.start(options);
    private Wire wire = new Wire(simulator);

    @AfterEach
    void stop() {
        wire.close();
        simulator.close();
    }

    private void restart(WebexSimulatorOptions changed) {
        stop();
        simulator = WebexSimulator.start(changed);
        wire = new Wire(simulator);
    }

    private Person ann() {
        return simulator.addPerson("ann@example.com", "Ann Example");
    }

    @Test
    void subscribing_answers_the_granted_ttl_and_the_status_and_brings_updates() {
        Person ann = ann();
        simulator.setPresence("ANN@example.com", "meeting", "online", "meeting");
        WireSocket socket = wire.connect();
        JsonObject entry = wire.subscribe(600, ann);
        assertThat(entry.getInteger("responseCode")).isEqualTo(200);
        assertThat(entry.getInteger("subscriptionTtl")).isEqualTo(300);
        assertThat(entry.getJsonObject("status").getString("meetingType")).isEqualTo("online");
        simulator.setPresence("ann@example.com", "unknown", null, "unknown");
        JsonObject data = socket.update();
        assertThat(data.getString("eventType")).isEqualTo("apheleia.subscription_update");
        assertThat(data.getString("subject")).isEqualTo(ann.uuid());
        assertThat(data.getString("status")).isEqualTo("unknown");
        assertThat(data.getString("category")).isEqualTo("unknown");
        assertThat(data.containsKey("meetingType")).isFalse();
    }

    @Test
    void each_change_has_a_later_status_time_even_within_one_tick() {
        Person ann = ann();
        WireSocket socket = wire.connect();
        wire.subscribe(300, ann);
        simulator.setPresences(List.of(PresenceChange.of(ann.uuid(), "call"), PresenceChange.of(ann.uuid(), "active")));
        assertThat(socket.update().getString("statusTime"))
                .isLessThan(socket.update().getString("statusTime"));
    }

    @Test
    void after_the_ttl_no_update_comes_and_a_renewal_brings_them_back() {
        Person ann = ann();
        WireSocket socket = wire.connect();
        wire.subscribe(300, ann);
        clock.advance(Duration.ofMinutes(5));
        simulator.setPresence(ann.uuid(), "dnd");
        assertThat(socket.silent()).isTrue();
        assertThat(simulator.sizes()).containsEntry("subscriptions", 0);
        assertThat(wire.subscribe(300, ann).getJsonObject("status").getString("status"))
                .isEqualTo("dnd");
        simulator.setPresence(ann.uuid(), "call");
        assertThat(socket.update().getString("status")).isEqualTo("call");
    }

    @Test
    void a_scaled_clock_lets_a_subscription_end_sooner_than_its_ttl_says() {
        restart(options.withTtlScale(0.01));
        Person ann = ann();
        wire.register();
        assertThat(wire.subscribe(300, ann).getInteger("subscriptionTtl")).isEqualTo(300);
        clock.advance(Duration.ofMillis(2_999));
        assertThat(simulator.sizes()).containsEntry("subscriptions", 1);
        clock.advance(Duration.ofMillis(1));
        assertThat(simulator.sizes()).containsEntry("subscriptions", 0);
    }

    @Test
    void a_ttl_of_zero_unsubscribes() {
        Person ann = ann();
        WireSocket socket = wire.connect();
        wire.subscribe(300, ann);
        wire.subscribe(0, ann);
        simulator.setPresence(ann.uuid(), "dnd");
        assertThat(socket.silent()).isTrue();
    }

    @Test
    void subscriptions_outlive_a_socket_and_belong_to_the_device_of_the_header() {
        Person ann = ann();
        JsonObject device = wire.register();
        wire.subscribe(300, ann);
        WireSocket socket = wire.socket(device.getString("webSocketUrl"));
        socket.authorize(wire.token);
        socket.next();
        simulator.setPresence(ann.uuid(), "call");
        assertThat(socket.update().getString("status")).isEqualTo("call");
        JsonArray held = wire.ok("GET", "/apheleia/api/v1/subscriptions", "").getJsonArray("subscriptions");
        assertThat(held.getJsonObject(0).getString("deviceUrl")).isEqualTo(device.getString("url"));
        wire.connect();
        assertThat(wire.ok("GET", "/apheleia/api/v1/subscriptions", "").getJsonArray("subscriptions"))
                .as("a new device starts without subscriptions")
                .isEmpty();
    }

    @Test
    void more_than_fifty_subjects_are_refused() {
        wire.register();
        var subjects = new ArrayList<String>();
        for (int i = 0; i < 51; i++) {
            subjects.add(UUID.randomUUID().toString());
        }
        var body = new JsonObject().put("subjects", new JsonArray(subjects)).put("subscriptionTtl", 600);
        assertThat(wire.send("POST", "/apheleia/api/v1/subscriptions", body.encode())
                        .statusCode())
                .isEqualTo(400);
        subjects.removeLast();
        assertThat(wire.subscribe(600, subjects)).hasSize(50);
    }

    @Test
    void a_subject_can_be_refused_while_the_others_are_granted() {
        Person ann = ann();
        Person bob = simulator.addPerson("bob@example.com", "Bob");
        wire.register();
        simulator.addFault(new Fault.RefuseSubject("bob@example.com", 409, 15, true, 1));
        JsonArray answers = wire.subscribe(300, List.of(ann.uuid(), bob.uuid(), "nobody"));
        assertThat(answers.getJsonObject(0).getInteger("responseCode")).isEqualTo(200);
        assertThat(answers.getJsonObject(1).getInteger("responseCode")).isEqualTo(409);
        assertThat(answers.getJsonObject(1).getInteger("retry")).isEqualTo(15);
        assertThat(answers.getJsonObject(1).getBoolean("evicted")).isTrue();
        assertThat(answers.getJsonObject(2).getInteger("responseCode")).isEqualTo(404);
        assertThat(wire.subscribe(300, bob).getInteger("responseCode")).isEqualTo(200);
    }

    @Test
    void a_device_that_holds_all_it_may_gets_409() {
        restart(options.withMaxSubscriptions(1));
        Person ann = ann();
        Person bob = simulator.addPerson("bob@example.com", "Bob");
        wire.register();
        assertThat(wire.subscribe(300, ann).getInteger("responseCode")).isEqualTo(200);
        assertThat(wire.subscribe(300, bob).getInteger("responseCode")).isEqualTo(409);
        assertThat(wire.subscribe(300, ann).getInteger("responseCode"))
                .as("renewal")
                .isEqualTo(200);
    }

    @Test
    void compositions_can_lack_a_subject() {
        Person ann = ann();
        simulator.setPresence(ann.uuid(), "presenting", "online", null);
        assertThat(statuses(ann)).hasSize(1);
        simulator.addFault(new Fault.MissingStatus(ann.uuid(), 1));
        assertThat(statuses(ann)).isEmpty();
        JsonObject one = wire.ok("GET", "/apheleia/api/v1/compositions?userId=" + ann.uuid(), "");
        assertThat(one.getString("status")).isEqualTo("presenting");
        assertThat(one.getInteger("expiresTTL")).isEqualTo(-1);
    }

    private JsonArray statuses(Person person) {
        var body = new JsonObject().put("subjects", new JsonArray().add(person.uuid()));
        return wire.ok("POST", "/apheleia/api/v1/compositions", body.encode()).getJsonArray("statusList");
    }

    @Test
    void a_person_who_shares_nothing_is_hidden_in_the_chosen_way() {
        Person ann = ann();
        simulator.setSharing(ann.uuid(), false);
        wire.register();
        assertThat(wire.subscribe(300, ann).getJsonObject("status").getString("status"))
                .isEqualTo("unknown");
        restart(options.withHiddenAs(HiddenAs.REFUSED));
        Person hidden = simulator.addPerson(List.of("h@example.com"), "H", simulator.orgId(), "person", false);
        assertThat(wire.subscribe(300, hidden).getInteger("responseCode")).isEqualTo(403);
        restart(options.withHiddenAs(HiddenAs.MISSING));
        Person missing = simulator.addPerson(List.of("m@example.com"), "M", simulator.orgId(), "person", false);
        assertThat(wire.subscribe(300, missing).containsKey("status")).isFalse();
        assertThat(statuses(missing)).isEmpty();
    }

    @Test
    void an_account_sets_its_own_status_and_nobody_elses() {
        Person ann = ann();
        Person bob = simulator.addPerson("bob@example.com", "Bob");
        wire.token = simulator.issueToken(ann.uuid());
        wire.ok("POST", "/apheleia/api/v1/events", event(ann));
        assertThat(simulator.person(ann.uuid()).presence().status()).isEqualTo("dnd");
        assertThat(wire.ok("GET", "/apheleia/api/v1/events?userId=" + ann.uuid(), "")
                        .getJsonArray("events"))
                .hasSize(1);
        assertThat(wire.send("POST", "/apheleia/api/v1/events", event(bob)).statusCode())
                .isEqualTo(403);
    }

    private static String event(Person person) {
        return new JsonObject()
                .put("subject", person.uuid())
                .put("eventType", "dnd")
                .put("ttl", 600)
                .encode();
    }
}
