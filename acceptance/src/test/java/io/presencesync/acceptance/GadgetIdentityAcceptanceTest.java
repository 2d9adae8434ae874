package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.simulators.finesse.AgentState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is let in as an agent's gadget: official clients with wrong proofs or none, against the packaged product.
class GadgetIdentityAcceptanceTest {
    private static NodeProject project;

    private final List<NodeDialog> clients = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private World world;

    @SuppressWarnings("NullAway.Init")
    private Product product;

    @BeforeAll
    static void install() {
        project = NodeProject.prepared(Path.of("node-socketio"));
    }

    @BeforeEach
    void start() {
        world = new World(2);
        product = Product.start(world.gadgetMode());
    }

    @AfterEach
    void stop() {
        clients.forEach(NodeDialog::close);
        product.close();
        world.close();
    }

    private NodeDialog client() {
        NodeDialog client =
                new NodeDialog(project.start(Map.of(), "gadget.mjs", "socket.io-client-4-8", product.url()));
        clients.add(client);
        return client;
    }

    private static void connect(NodeDialog client, String id, Map<String, String> proof) {
        var json = new ObjectMapper().createObjectNode().put("do", "connect");
        var auth = json.putObject("auth").put("protocol", 1).put("id", id);
        proof.forEach(auth::put);
        client.send(json.toString());
    }

    private static Map<String, String> header(String user, String password) {
        return Map.of("authorization", "Basic " + Product.credentials(user, password));
    }

    private static List<String> events(JsonNode disconnected) {
        List<String> names = new ArrayList<>();
        disconnected.path("events").forEach(name -> names.add(name.asText()));
        return names;
    }

    private long refusedByFinesse() {
        return world.finesse.requests().all().stream()
                .filter(request -> request.status() == 401)
                .count();
    }

    private int signIn(String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(world.finesse.baseUrl() + "/finesse/api/User/" + id))
                .header("Authorization", "Basic " + Product.credentials(id, "secret-" + id))
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "<User><state>LOGIN</state><extension>" + id + "</extension></User>"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void wrong_proofs_are_refused_get_nothing_and_never_lock_the_agent_out() throws Exception {
        world.agent("1001").signOut();
        world.meeting("1001");
        for (int attempt = 0; attempt < 6; attempt++) {
            NodeDialog client = client();
            connect(client, "1001", header("1001", "guess-" + attempt));
            JsonNode end = client.expect("disconnected");
            assertThat(end.path("reason").asText()).isEqualTo("io server disconnect");
            assertThat(events(end)).containsExactly("refused");
        }
        assertThat(refusedByFinesse()).isBetween(1L, 4L);
        assertThat(signIn("1001")).isEqualTo(202);
        Await.until(
                "he is signed in",
                () -> world.agent("1001").state() == AgentState.NOT_READY,
                () -> world.shown("1001"));
        assertThat(product.log()).doesNotContain("guess-").doesNotContain(Product.credentials("1001", "guess-0"));
    }

    @Test
    void the_credentials_of_another_agent_or_of_the_supervisor_and_a_made_up_token_prove_nothing() {
        List<Map<String, String>> proofs = List.of(
                header("1002", "secret-1002"),
                header("boss", "boss-secret"),
                header("administrator", "admin-secret"),
                Map.of("token", "MTAwMQphZ2VudDEwMDEKYWdlbnQxMDAxCjk5OTk5OTk5OTk.c2lnbmF0dXJl"));
        for (Map<String, String> proof : proofs) {
            NodeDialog client = client();
            connect(client, "1001", proof);
            assertThat(events(client.expect("disconnected"))).containsExactly("refused");
        }
        world.meeting("1001");
        Await.quiet(Duration.ofSeconds(1));
        assertThat(world.puts("1001")).isEmpty();
    }

    @Test
    void who_does_not_say_who_he_is_hears_nothing_and_is_closed_after_ten_seconds() {
        NodeDialog client = client();
        client.send("{\"do\":\"connect\",\"auth\":{}}");
        client.expect("connected");
        client.send("{\"do\":\"state\",\"body\":{\"state\":\"READY\"}}");
        world.meeting("1001").presence("1002", "dnd");
        long before = System.nanoTime();
        JsonNode end = client.expect("disconnected");
        assertThat(end.path("reason").asText()).isEqualTo("io server disconnect");
        assertThat(events(end)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void the_right_proof_is_welcomed_with_a_token_and_gets_commands_for_its_own_agent_only() {
        NodeDialog client = client();
        connect(client, "1001", header("1001", "secret-1001"));
        JsonNode welcome = client.expect("welcome").path("body");
        assertThat(welcome.path("token").asText()).isNotEmpty();
        assertThat(welcome.path("agent").path("id").asText()).isEqualTo("1001");
        client.send("{\"do\":\"state\",\"body\":{\"state\":\"READY\"}}");
        world.meeting("1002").presence("1001", "dnd");
        JsonNode command = client.expect("command").path("body");
        assertThat(command.path("state").asText()).isEqualTo("NOT_READY");
        assertThat(command.path("reasonLabel").asText()).isEqualTo("Webex DND");
        client.send("{\"do\":\"close\"}");
        client.expect("disconnected");
        connect(client, "1001", Map.of("token", welcome.path("token").asText()));
        client.expect("welcome");
        assertThat(world.puts("1002")).isEmpty();
    }
}
