package io.presencesync.simulators.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTest {
    private final WebexSimulator simulator =
            WebexSimulator.start(WebexSimulatorOptions.defaults().withRegion("urn:TEAM:eu-central-1_k"));
    private final Wire wire = new Wire(simulator);

    @AfterEach
    void stop() {
        wire.close();
        simulator.close();
    }

    private JsonArray items(String query) {
        return wire.ok("GET", "/v1/people?" + query, "").getJsonArray("items");
    }

    @Test
    void the_bot_sees_itself_as_a_bot() {
        assertThat(wire.ok("GET", "/v1/people/me", "").getString("type")).isEqualTo("bot");
    }

    @Test
    void a_person_is_found_by_address_with_an_id_that_holds_region_and_uuid() {
        Person ann = simulator.addPerson("Ann@example.com", "Ann Example");
        JsonObject found = items("email=ann%40example.com").getJsonObject(0);
        assertThat(found.getString("id")).doesNotContain("=").isEqualTo(simulator.personId(ann));
        assertThat(PersonIds.uuid(found.getString("id"))).isEqualTo(ann.uuid());
        assertThat(wire.ok("GET", "/v1/people/" + found.getString("id"), "").getString("status"))
                .isEqualTo("active");
        assertThat(items("email=nobody%40example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dnd,DoNotDisturb",
        "ooo,OutOfOffice",
        "call,call",
        "meeting,meeting",
        "presenting,presenting",
        "inactive,inactive",
        "pending,pending",
        "unknown,unknown",
        "calendarItem,active",
        "busy,unknown"
    })
    void a_status_has_its_public_name(String status, String publicName) {
        Person ann = simulator.addPerson("ann@example.com", "Ann");
        simulator.setPresence(ann.uuid(), status);
        assertThat(wire.ok("GET", "/v1/people/" + ann.uuid(), "").getString("status"))
                .isEqualTo(publicName);
    }

    @Test
    void people_by_id_carry_no_status_and_missing_ones_are_named() {
        Person ann = simulator.addPerson("ann@example.com", "Ann");
        String missing = UUID.randomUUID().toString();
        for (String path : List.of("/v1/people?", "/v1/people/?")) {
            JsonObject answer = wire.ok("GET", path + "id=" + ann.uuid() + "," + missing, "");
            assertThat(answer.getJsonArray("items").getJsonObject(0).containsKey("status"))
                    .isFalse();
            assertThat(answer.getJsonArray("notFoundIds")).isEqualTo(new JsonArray().add(missing));
        }
    }

    @Test
    void people_of_another_org_are_not_found_and_show_no_status() {
        Person other = simulator.addPerson(
                List.of("o@other.org"), "O", UUID.randomUUID().toString(), "person", true);
        assertThat(items("email=o%40other.org")).isEmpty();
        assertThat(wire.ok("GET", "/v1/people/" + other.uuid(), "").containsKey("status"))
                .isFalse();
        assertThat(wire.subscribe(600, other).getInteger("responseCode")).isEqualTo(401);
    }

    @Test
    void a_person_with_sharing_off_shows_no_status() {
        Person ann = simulator.addPerson(List.of("a@example.com"), "A", simulator.orgId(), "person", false);
        assertThat(wire.ok("GET", "/v1/people/" + ann.uuid(), "").containsKey("status"))
                .isFalse();
    }

    @Test
    void a_bot_may_not_list_everybody() {
        assertThat(wire.get("/v1/people").statusCode()).isEqualTo(400);
    }

    @Test
    void following_the_links_shows_every_person_once() {
        for (int i = 0; i < 25; i++) {
            simulator.addPerson("p" + i + "@example.com", "Person " + i);
        }
        var seen = new HashSet<String>();
        String next = "/v1/people?displayName=Person&max=10";
        int pages = 0;
        while (!next.isEmpty()) {
            HttpResponse<String> answer = wire.get(next);
            for (Object item : new JsonObject(answer.body()).getJsonArray("items")) {
                assertThat(seen.add(((JsonObject) item).getString("id"))).isTrue();
            }
            next = link(answer);
            pages++;
        }
        assertThat(seen).hasSize(25);
        assertThat(pages).isEqualTo(3);
    }

    private static String link(HttpResponse<String> answer) {
        String header = answer.headers().firstValue("link").orElse("");
        assertThat(header).matches("|<.+>; rel=\"next\"");
        return header.isEmpty() ? "" : header.substring(1, header.indexOf('>'));
    }
}
