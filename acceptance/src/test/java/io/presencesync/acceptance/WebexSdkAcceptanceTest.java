package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Person;
import io.presencesync.simulators.webex.WebexSimulator;
import io.presencesync.simulators.webex.WebexSimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Webex's own JavaScript SDK follows people in the pretend Webex cloud: what it sends is served, what it gets it
/// reads.
class WebexSdkAcceptanceTest {
    private static final List<String> STATUSES =
            List.of("active", "inactive", "dnd", "ooo", "call", "meeting", "presenting", "calendarItem");
    private static final NodeProject NODE = NodeProject.prepared(Path.of("node"));

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(ahead.get());
    private final WebexSimulator simulator =
            WebexSimulator.start(WebexSimulatorOptions.defaults().withClock(clock));
    private final List<Person> people = new ArrayList<>();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void populate(int count) {
        for (int i = 0; i < count; i++) {
            String name = "p" + UUID.randomUUID().toString().substring(0, 8);
            people.add(simulator.addPerson(name + "@example.com", "Person " + name));
            simulator.setPresence(name + "@example.com", any());
        }
    }

    private static String any() {
        return STATUSES.get(ThreadLocalRandom.current().nextInt(STATUSES.size()));
    }

    private Map<String, String> environment(String token) {
        return Map.of(
                "U2C_SERVICE_URL", simulator.u2cServiceUrl(),
                "HYDRA_SERVICE_URL", simulator.hydraServiceUrl(),
                "WEBEX_TOKEN", token);
    }

    private NodeDialog sdk(int ttl) {
        var arguments = new ArrayList<>(List.of(Integer.toString(ttl)));
        people.forEach(person -> arguments.add(person.emails().getFirst()));
        return new NodeDialog(
                NODE.start(environment(simulator.botToken()), "webex-sdk.mjs", arguments.toArray(String[]::new)));
    }

    private String shown(int person) {
        return simulator.person(people.get(person).uuid()).presence().status();
    }

    @Test
    void the_sdk_registers_finds_people_reads_their_status_and_sees_a_live_update() {
        populate(3);
        try (NodeDialog sdk = sdk(600)) {
            assertThat(sdk.expect("registered").path("userId").asText()).isEqualTo(simulator.botUuid());
            assertThat(sdk.expect("connected").path("connected").asBoolean()).isTrue();
            assertThat(sdk.expect("me").path("type").asText()).isEqualTo("bot");
            assertFound(sdk.expect("found").path("people"));
            assertStatuses(sdk.expect("subscribed").path("responses"), "/status/status");
            assertStatuses(sdk.expect("listed").path("statusList"), "/status");
            simulator.setPresence(people.get(1).uuid(), "presenting", "online", "meeting");
            sdk.send("updates 1");
            JsonNode update = sdk.expect("updates").path("updates").get(0);
            assertThat(update.path("subject").asText()).isEqualTo(people.get(1).uuid());
            assertThat(update.path("status").asText()).isEqualTo("presenting");
            assertThat(update.path("meetingType").asText()).isEqualTo("online");
            sdk.send("end");
            sdk.expect("ended");
        }
        assertThat(simulator.sizes()).containsEntry("devices", 0).containsEntry("sockets", 0);
    }

    private void assertFound(JsonNode found) {
        assertThat(found).hasSize(people.size());
        for (int i = 0; i < people.size(); i++) {
            assertThat(found.get(i).path("uuid").asText())
                    .isEqualTo(people.get(i).uuid());
            assertThat(found.get(i).path("id").asText()).isEqualTo(simulator.personId(people.get(i)));
        }
    }

    private void assertStatuses(JsonNode entries, String pointer) {
        assertThat(entries).hasSize(people.size());
        for (int i = 0; i < people.size(); i++) {
            assertThat(entries.get(i).path("subject").asText())
                    .isEqualTo(people.get(i).uuid());
            assertThat(entries.get(i).at(pointer).asText()).isEqualTo(shown(i));
        }
    }

    @Test
    void after_the_ttl_the_sdk_gets_no_more_updates() {
        populate(1);
        try (NodeDialog sdk = sdk(60)) {
            sdk.expect("listed");
            simulator.setPresence(people.getFirst().uuid(), "call");
            sdk.send("updates 1");
            sdk.expect("updates");
            ahead.set(Duration.ofSeconds(61));
            simulator.setPresence(people.getFirst().uuid(), "dnd");
            simulator.sendEvent("{\"eventType\":\"conversation.activity\"}");
            sdk.send("marker");
            JsonNode updates = sdk.expect("marker").path("updates");
            assertThat(updates).hasSize(1);
            assertThat(updates.get(0).path("status").asText()).isEqualTo("call");
        }
    }

    @Test
    void with_a_wrong_bearer_the_catalog_answers_401_and_the_sdk_registers_nothing() {
        var run = NODE.run(
                Duration.ofSeconds(60),
                environment("wrong" + UUID.randomUUID().toString().replace("-", "") + "_PS26_" + simulator.orgId()),
                "webex-sdk.mjs",
                "600");
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
        assertThat(run.output()).contains("\"step\":\"failed\"").contains("cannot register");
        assertThat(simulator.sizes()).containsEntry("devices", 0);
        assertThat(simulator.log().requests(Endpoint.CATALOG)).isNotEmpty().allMatch(entry -> entry.status() == 401);
    }
}
