package io.presencesync.simulators.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.webex.WebexSimulatorOptions.HiddenAs;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What can go wrong with the cloud as a whole: hosts, limits, registrations, tokens.
class CloudFaultsTest {
    private static final String DEVICES = "/wdm/api/v1/devices";
    private final WebexSimulator simulator =
            WebexSimulator.start(WebexSimulatorOptions.defaults().withAlternateHosts(List.of("127.0.0.2")));
    private final Wire wire = new Wire(simulator);
    private final Person ann = simulator.addPerson("ann@example.com", "Ann");
    private final Person bob = simulator.addPerson("bob@example.com", "Bob");

    @AfterEach
    void stop() {
        simulator.close();
        wire.close();
    }

    private JsonObject ok(String method, String path, String body) {
        return wire.ok(method, path, body);
    }

    @Test
    void the_catalog_names_a_second_host_that_serves_the_same() {
        JsonObject catalog = ok("GET", "/u2c/api/v1/catalog?format=hostmap", "");
        JsonArray hosts = catalog.getJsonObject("hostCatalog").getJsonArray("127.0.0.1");
        assertThat(hosts.stream().map(host -> ((JsonObject) host).getString("host")))
                .contains("127.0.0.1", "127.0.0.2");
        String alternate = simulator.baseUrl().replace("127.0.0.1", "127.0.0.2");
        assertThat(wire.get(alternate + "/v1/people/me").statusCode()).isEqualTo(200);
    }

    @Test
    void one_host_can_fail_while_the_other_works() {
        String alternate = simulator.baseUrl().replace("127.0.0.1", "127.0.0.2");
        simulator.addFault(new Fault.HostFails("127.0.0.1", 503, Fault.UNTIL_CLEARED));
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(503);
        assertThat(wire.get(alternate + "/v1/people/me").statusCode()).isEqualTo(200);
        simulator.clearFaults();
        simulator.addFault(new Fault.HostFails("127.0.0.1", 0, 1));
        Assertions.assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> wire.get("/v1/people/me"));
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(200);
    }

    @Test
    void the_catalog_can_name_a_foreign_address_or_none() {
        simulator.addFault(new Fault.CatalogNames("wdm", "https://wdm.example/", 1));
        simulator.addFault(new Fault.CatalogNames("apheleia", null, 1));
        JsonObject links = ok("GET", "/u2c/api/v1/catalog", "").getJsonObject("serviceLinks");
        assertThat(links.getString("wdm")).isEqualTo("https://wdm.example/");
        assertThat(links.containsKey("apheleia")).isFalse();
    }

    @Test
    void the_whole_cloud_can_go_down_and_come_back_on_the_same_port() {
        WireSocket socket = wire.connect();
        int port = simulator.port();
        simulator.down();
        assertThat(socket.end().code()).isEqualTo(1006);
        Assertions.assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> wire.get("/v1/people/me"));
        simulator.up();
        assertThat(simulator.port()).isEqualTo(port);
        assertThat(wire.get(wire.deviceUrl).statusCode()).as("it remembers").isEqualTo(200);
    }

    @Test
    void the_cloud_can_be_sent_down_for_a_while_over_http() {
        ok("POST", "/control/cloud/down", "{\"millis\":300}");
        Poll.until(() -> !works());
        Poll.until(this::works);
    }

    private boolean works() {
        try {
            return wire.get("/v1/people/me").statusCode() == 200;
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    @Test
    void retry_after_can_be_a_date() {
        simulator.addFault(new Fault.Answer(Endpoint.PEOPLE_ME, 429, 90, true, "slow down", 1));
        HttpResponse<String> answer = wire.get("/v1/people/me");
        String date = answer.headers().firstValue("Retry-After").orElse("");
        ZonedDateTime when = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(when).isAfter(ZonedDateTime.now(when.getZone()).plusSeconds(60));
        assertThat(answer.body()).contains("slow down");
    }

    @Test
    void an_answer_can_be_no_json_or_451() {
        simulator.addFault(new Fault.Garbage(Endpoint.PEOPLE_ME, 1));
        HttpResponse<String> garbage = wire.get("/v1/people/me");
        Assertions.assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> new JsonObject(garbage.body()));
        simulator.addFault(new Fault.Answer(Endpoint.PEOPLE_ME, 451, null, 1));
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(451);
    }

    @Test
    void registrations_of_other_programs_count_against_the_limit() {
        simulator.addForeignDevices("someone else", 3);
        simulator.limit(simulator.limits().withDevices(3));
        HttpResponse<String> refused = wire.send("POST", DEVICES, Wire.REGISTER);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(new JsonObject(refused.body()).getString("message"))
                .isEqualTo("User has excessive device registrations");
        JsonArray listed = ok("GET", DEVICES, "").getJsonArray("devices");
        assertThat(listed.getJsonObject(0).getString("name")).isEqualTo("someone else");
        assertThat(listed.getJsonObject(0).getString("modificationTime"))
                .isLessThan(listed.getJsonObject(2).getString("modificationTime"));
        ok("DELETE", listed.getJsonObject(0).getString("url"), "");
        assertThat(wire.register().getString("name")).isEqualTo("test");
    }

    @Test
    void a_registration_can_vanish_while_its_socket_stays() {
        WireSocket socket = wire.connect();
        simulator.forgetDevicesSilently();
        assertThat(wire.send("PUT", wire.deviceUrl, Wire.REGISTER).statusCode()).isEqualTo(404);
        assertThat(wire.send("DELETE", wire.deviceUrl, "").statusCode()).isEqualTo(404);
        assertThat(socket.silent()).isTrue();
    }

    @Test
    void forgotten_subscriptions_bring_nothing_and_nobody_is_told() {
        WireSocket socket = wire.connect();
        wire.subscribe(600, ann);
        simulator.forgetSubscriptions();
        simulator.setPresence("ann@example.com", "call");
        assertThat(socket.silent()).isTrue();
        wire.subscribe(600, ann);
        simulator.setPresence("ann@example.com", "dnd");
        assertThat(socket.update().getString("status")).isEqualTo("dnd");
    }

    @Test
    void a_shorter_life_than_asked_for_can_be_granted_from_now_on() {
        wire.connect();
        ok("PUT", "/control/limits", "{\"subscriptionTtl\":90}");
        assertThat(wire.subscribe(600, ann).getInteger("subscriptionTtl")).isEqualTo(90);
        assertThat(wire.subscribe(60, ann).getInteger("subscriptionTtl")).isEqualTo(60);
    }

    @Test
    void above_the_limit_a_subscription_is_refused_or_pushes_the_oldest_out() {
        wire.connect();
        simulator.limit(simulator.limits().withSubscriptions(1, false));
        wire.subscribe(600, ann);
        JsonObject refused = wire.subscribe(600, bob);
        assertThat(refused.getInteger("responseCode")).isEqualTo(409);
        assertThat(refused.getInteger("retry")).isPositive();
        simulator.limit(simulator.limits().withSubscriptions(1, true));
        JsonArray answers = wire.subscribe(600, List.of(bob.uuid()));
        assertThat(answers.getJsonObject(0).getInteger("responseCode")).isEqualTo(200);
        assertThat(answers.getJsonObject(1).getString("subject")).isEqualTo(ann.uuid());
        assertThat(answers.getJsonObject(1).getBoolean("evicted")).isTrue();
    }

    @Test
    void a_subject_can_be_missing_from_the_answers_of_a_subscription() {
        wire.connect();
        simulator.addFault(new Fault.MissingAnswer("ann@example.com", 1));
        JsonArray answers = wire.subscribe(600, List.of(ann.uuid(), bob.uuid()));
        assertThat(answers).hasSize(1);
        assertThat(answers.getJsonObject(0).getString("subject")).isEqualTo(bob.uuid());
    }

    @Test
    void a_person_who_hides_can_look_unknown_refused_or_missing() {
        wire.connect();
        simulator.setSharing("ann@example.com", false);
        assertThat(wire.subscribe(600, ann).getJsonObject("status").getString("status"))
                .isEqualTo("unknown");
        simulator.limit(simulator.limits().withHiddenAs(HiddenAs.REFUSED));
        assertThat(wire.subscribe(600, ann).getInteger("responseCode")).isEqualTo(403);
        ok("PUT", "/control/limits", "{\"hiddenAs\":\"missing\"}");
        JsonObject missing = wire.subscribe(600, ann);
        assertThat(missing.getInteger("responseCode")).isEqualTo(200);
        assertThat(missing.containsKey("status")).isFalse();
    }

    @Test
    void people_come_in_pages_with_a_link_to_the_next() {
        simulator.limit(simulator.limits().withPeoplePage(1));
        simulator.addPerson(List.of("ann@example.com"), "Ann too", simulator.orgId(), "person", true);
        HttpResponse<String> first = wire.get("/v1/people?email=ann@example.com");
        assertThat(new JsonObject(first.body()).getJsonArray("items")).hasSize(1);
        String link = first.headers().firstValue("Link").orElse("");
        assertThat(link).endsWith("; rel=\"next\"");
        HttpResponse<String> second = wire.get(link.substring(1, link.indexOf('>')));
        assertThat(new JsonObject(second.body()).getJsonArray("items")).hasSize(1);
        assertThat(second.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void a_changed_token_replaces_the_old_one() {
        String old = wire.token;
        String fresh = ok("POST", "/control/token/change", "{}").getString("token");
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(401);
        wire.token = fresh;
        assertThat(wire.get("/v1/people/me").statusCode()).isEqualTo(200);
        assertThat(fresh).isNotEqualTo(old);
    }

    @Test
    void sockets_registrations_and_subscriptions_obey_over_http() {
        WireSocket closed = wire.connect();
        ok("POST", "/control/sockets/close", "{\"code\":4400,\"reason\":\"no\",\"device\":\"test\"}");
        assertThat(closed.end().code()).isEqualTo(4400);
        WireSocket lingering = wire.connect();
        ok("POST", "/control/sockets/close", "{\"code\":1001,\"handshake\":false}");
        Poll.until(() -> lingering.closeCode() == 1001);
        WireSocket silent = wire.connect();
        ok("POST", "/control/sockets/ping", "{}");
        ok("POST", "/control/sockets/silence", "{}");
        assertThat(silent.ended()).isFalse();
        ok("POST", "/control/subscriptions/forget", "{}");
        ok("POST", "/control/devices/foreign", "{\"name\":\"other\",\"count\":2}");
        assertThat(simulator.deviceNames()).contains("other");
        ok("POST", "/control/devices/forget", "{\"silently\":true}");
        assertThat(simulator.sizes()).containsEntry("devices", 0);
    }
}
