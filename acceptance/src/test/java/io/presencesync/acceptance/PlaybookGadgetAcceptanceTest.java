package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.simulators.finesse.LoggedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The playbook's gadget, which says only its id and makes a state of every presence it gets, against the packaged
/// product with the playbook's own `.env`.
class PlaybookGadgetAcceptanceTest {
    private static final String OLD = "socket.io-client-4-7";
    private static final String NEW = "socket.io-client-4-8";
    private static final Duration LONG = Duration.ofSeconds(2);

    private static NodeProject project;

    private final List<NodeDialog> gadgets = new ArrayList<>();

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
        gadgets.forEach(NodeDialog::close);
        product.close();
        world.close();
    }

    private NodeDialog connected(String client, String id) {
        NodeDialog gadget = new NodeDialog(project.start(
                Map.of("PASSWORD", "secret-" + id),
                "playbook.mjs",
                client,
                product.url(),
                world.finesse.baseUrl(),
                id));
        gadgets.add(gadget);
        gadget.send("connect");
        gadget.expect("connected");
        return gadget;
    }

    private static List<String> messages(NodeDialog gadget) {
        gadget.send("count");
        List<String> statuses = new ArrayList<>();
        for (JsonNode status : gadget.expect("count").path("messages")) {
            statuses.add(status.asText());
        }
        return statuses;
    }

    /// Another agent was held and released: all that came before has been decided.
    private void awaitDecided() {
        world.meeting("1002");
        world.awaitShown("1002", "NOT_READY Webex Meeting");
        world.presence("1002", "active");
        world.awaitShown("1002", "READY");
        Await.quiet(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void all_five_presences_hold_and_each_releases(String client) {
        NodeDialog gadget = connected(client, "1001");
        record Shown(
                String status,
                @Nullable String meetingType,
                @Nullable String category,
                String label) {}
        for (Shown each : List.of(
                new Shown("dnd", null, null, "Webex DND"),
                new Shown("call", null, null, "Webex Call"),
                new Shown("meeting", "online", null, "Webex Meeting"),
                new Shown("presenting", "online", null, "Webex Meeting"),
                new Shown("unknown", null, "unknown", "Webex Unavailable"))) {
            world.webex.setPresence(World.address("1001"), each.status(), each.meetingType(), each.category());
            world.awaitShown("1001", "NOT_READY " + each.label());
            world.presence("1001", "active");
            world.awaitShown("1001", "READY");
        }
        assertThat(messages(gadget))
                .containsExactly(
                        "dnd",
                        "active",
                        "call",
                        "active",
                        "meeting",
                        "active",
                        "presenting",
                        "active",
                        "unknown",
                        "active");
        assertThat(world.puts("1001"))
                .hasSize(10)
                .extracting(LoggedRequest::user)
                .containsOnly("1001");
    }

    @Test
    void a_gadget_that_comes_while_its_agent_is_held_gets_the_presence_he_is_held_for() {
        NodeDialog gadget = connected(OLD, "1001");
        world.meeting("1001");
        world.awaitShown("1001", "NOT_READY Webex Meeting");
        Await.quiet(Duration.ofSeconds(1));
        gadget.send("close");
        gadget.expect("disconnected");
        gadget.send("connect");
        assertThat(gadget.expect("set").path("status").asText()).isEqualTo("meeting");
        assertThat(messages(gadget)).containsExactly("meeting", "meeting");
        assertThat(world.shown("1001")).isEqualTo("NOT_READY Webex Meeting");
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
    }

    @Test
    void an_agent_at_lunch_gets_no_message_through_dnd_and_active_and_reconnects_and_a_restart() {
        connected(NEW, "1002");
        NodeDialog gadget = connected(OLD, "1001");
        world.agent("1001").notReady("Lunch");
        world.presence("1001", "dnd");
        awaitDecided();
        gadget.send("close");
        gadget.expect("disconnected");
        gadget.send("connect");
        gadget.expect("connected");
        awaitDecided();
        world.presence("1001", "active");
        awaitDecided();
        world.presence("1001", "dnd");
        product.kill();
        gadget.expect("disconnected");
        product.launchAgain().awaitReady();
        gadget.expect("connected");
        world.presence("1001", "active");
        awaitDecided();
        assertThat(messages(gadget)).isEmpty();
        assertThat(world.shown("1001")).isEqualTo("NOT_READY Lunch");
        assertThat(world.puts("1001")).isEmpty();
    }

    @Test
    void lunch_chosen_while_held_stays_when_the_meeting_ends() {
        connected(NEW, "1002");
        NodeDialog gadget = connected(OLD, "1001");
        world.meeting("1001");
        world.awaitShown("1001", "NOT_READY Webex Meeting");
        Await.quiet(Duration.ofSeconds(1));
        world.agent("1001").notReady("Lunch");
        world.presence("1001", "active");
        awaitDecided();
        assertThat(messages(gadget)).containsExactly("meeting");
        assertThat(world.shown("1001")).isEqualTo("NOT_READY Lunch");
    }

    @Test
    void it_is_closed_and_gets_nothing_where_it_is_not_allowed() {
        product.close();
        Map<String, String> env = world.gadgetMode();
        env.put("PRESENCE_SYNC_GADGET_LEGACY", "deny");
        product = Product.start(env);
        NodeDialog gadget = connected(OLD, "1001");
        assertThat(gadget.expect("disconnected").path("reason").asText()).isEqualTo("io server disconnect");
        world.meeting("1001");
        Await.quiet(LONG);
        assertThat(messages(gadget)).isEmpty();
        assertThat(world.puts("1001")).isEmpty();
        assertThat(world.shown("1001")).isEqualTo("READY");
    }
}
