package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.simulators.finesse.CallKind;
import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.UserProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// XMPP clients that others wrote, at the pretend Finesse's notification service.
@Timeout(120)
class FinesseNotificationsClientAcceptanceTest {
    private static final String TEAM = "/finesse/api/Team/500/Users";

    private static NodeProject project;

    private final FinesseSimulator finesse = FinesseSimulator.start(new FinesseSimulatorOptions())
            .addTeam("500", "Sales")
            .addAgents("500", 1001, 1)
            .addUser(UserProfile.supervisor("2001", "boss", "secret-2001", "500", List.of("500")));

    @BeforeAll
    static void install() {
        project = NodeProject.prepared(Path.of("node-xmpp"));
    }

    @AfterEach
    void end() {
        finesse.close();
    }

    private NodeDialog client(String script, String password) {
        String service = finesse.baseUrl().replace("http", "ws") + "/ws";
        return new NodeDialog(project.start(Map.of(), script, service, "127.0.0.1", "2001", password, TEAM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmpp.mjs", "strophe.mjs"})
    void a_foreign_client_hears_an_agents_states_while_it_is_subscribed(String script) {
        finesse.agent("1001").signIn();
        try (NodeDialog client = client(script, "secret-2001")) {
            assertThat(client.expect("online").path("jid").asText()).isEqualTo("2001@127.0.0.1/foreign");
            subscribe(client);
            finesse.agent("1001").ready();
            expectState(client, "READY");
            finesse.agent("1001").callArrives(CallKind.ICD).answer();
            expectState(client, "TALKING");
            finesse.agent("1001").endCall().notReady("Lunch");
            assertThat(expectState(client, "NOT_READY")).contains("<label>Lunch</label>");
            client.send("ping");
            client.expect("ping");
            unsubscribe(client);
        }
    }

    private void subscribe(NodeDialog client) {
        client.send("subscribe");
        client.expect("subscribe");
        assertThat(finesse.notifications().subscribers(TEAM)).containsExactly("2001@127.0.0.1/foreign");
    }

    private void unsubscribe(NodeDialog client) {
        client.send("unsubscribe");
        client.expect("unsubscribe");
        assertThat(finesse.notifications().subscribers(TEAM)).isEmpty();
        long before = finesse.notifications().sent();
        finesse.agent("1001").ready();
        client.send("ping");
        client.expect("ping");
        assertThat(finesse.notifications().sent()).isEqualTo(before);
    }

    private static String expectState(NodeDialog client, String state) {
        while (true) {
            JsonNode event = client.expect("event");
            String update = event.path("update").asText();
            if (event.path("node").asText().equals(TEAM) && update.contains("<state>" + state + "</state>")) {
                return update;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmpp.mjs", "strophe.mjs"})
    void a_wrong_password_is_refused(String script) {
        try (NodeDialog client = client(script, "wrong")) {
            assertThat(client.expect("refused").path("condition").asText()).isEqualTo("not-authorized");
        }
        assertThat(finesse.notifications().sessions()).isEmpty();
    }
}
