package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.UserProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged product finds its agents by itself, and follows changes while it runs.
class AgentsFoundAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";
    private static final Duration LONG = Duration.ofSeconds(3);
    private static final Duration SOME_MINUTES = Duration.ofSeconds(100);

    @TempDir
    Path folder;

    private World world;

    @SuppressWarnings("NullAway.Init") // started by each test
    private Product product;

    @BeforeEach
    void start() {
        world = new World(3);
    }

    @AfterEach
    void stop() {
        product.close();
        world.close();
    }

    private Map<String, String> settings(String from) {
        Map<String, String> env = world.serverMode();
        env.remove("FINESSE_USERS");
        env.put("PRESENCE_SYNC_AGENTS_FROM", from);
        env.put("PRESENCE_SYNC_AGENTS_EVERY", "1m");
        return env;
    }

    private void meet(String id) {
        world.meeting(id);
        world.awaitShown(id, HELD);
    }

    private String agents() {
        return product.getAsAdmin("/api/v1/agents").body();
    }

    @Test
    void all_agents_are_found_without_naming_one() {
        product = Product.start(settings("all"));
        meet("1001");
        meet("1003");
        world.presence("1003", "active");
        world.awaitShown("1003", "READY");
        assertThat(agents()).contains("1002").doesNotContain("\"" + World.SUPERVISOR + "\"");
        assertThat(get("/finesse/api/Users")).isEqualTo(1);
    }

    private long get(String path) {
        return world.finesse.requests().all().stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().equals(path))
                .count();
    }

    @Test
    void a_team_is_found_as_its_supervisor_alone_signed_out_members_too() {
        world.finesse.addTeam("501", "Help");
        world.finesse.addUser(UserProfile.agent("2001", "agent2001", "secret", "501"));
        world.agent("1002").signOut();
        Map<String, String> env = settings("teams");
        env.remove("FINESSE_ADMIN_TOKEN");
        env.put("PRESENCE_SYNC_AGENTS_TEAMS", "sales, Help");
        product = Product.start(env);
        meet("1001");
        world.agent("1002").signIn().ready();
        Await.until(
                "his READY is seen before the meeting",
                () -> product.stateOf("1002").equals("READY"),
                this::agents);
        meet("1002");
        assertThat(agents()).contains("1003").doesNotContain("2001");
        assertThat(product.get("/health").body()).contains("team Help");
        assertThat(get("/finesse/api/Users")).isZero();
    }

    @Test
    void a_line_more_in_the_mapping_file_is_an_agent_more_without_a_restart() throws IOException {
        Path file = folder.resolve("agents.csv");
        Files.writeString(file, "Finesse login,Webex address\nagent1001,agent1001@example.com\n");
        world.webex.addPerson("tina@example.com", "Tina");
        Map<String, String> env = settings("file");
        env.put("PRESENCE_SYNC_AGENTS_FILE", file.toString());
        product = Product.start(env);
        meet("1001");
        world.webex.setPresence("tina@example.com", "meeting", "online", null);
        Await.quiet(LONG);
        assertThat(world.shown("1002")).isEqualTo("READY");
        Files.writeString(
                file,
                "Finesse login,Webex address\nagent1001,agent1001@example.com\n\"AGENT1002\";tina\n1002, tina@example.com\n");
        world.awaitShown("1002", HELD);
        assertThat(product.get("/health").body()).contains("agents.csv:3");
        world.webex.setPresence("tina@example.com", "active");
        world.awaitShown("1002", "READY");
    }

    @Test
    void whoever_is_taken_out_of_the_mapping_file_while_held_stays_as_he_is_and_it_is_told() throws IOException {
        Path file = folder.resolve("agents.csv");
        Files.writeString(file, "1001,\n1002,\n");
        Map<String, String> env = settings("file");
        env.put("PRESENCE_SYNC_AGENTS_FILE", file.toString());
        product = Product.start(env);
        meet("1001");
        Files.writeString(file, "1002,\n");
        Await.until("1001 is let go", () -> !agents().contains("1001"), this::agents);
        world.presence("1001", "active");
        Await.quiet(LONG);
        assertThat(world.shown("1001")).isEqualTo(HELD);
        assertThat(product.log()).contains("while we hold them Not Ready");
        Files.writeString(file, "1001,\n1002,\n");
        world.awaitShown("1001", "READY");
        assertThat(product.getAsAdmin("/api/v1/agents/1001/journal").body())
                .contains("let go", "stays as it is", "followed again");
    }

    @Test
    void a_user_deleted_in_finesse_is_let_go_and_one_added_is_taken_in() {
        product = Product.start(settings("all"));
        meet("1002");
        world.finesse.removeUser("1003");
        world.finesse.addAgents(World.TEAM, 1004, 1);
        world.finesse.agent("1004").signIn().ready();
        world.webex.addPerson(World.address("1004"), "Agent 1004");
        world.webex.setPresence(World.address("1004"), "meeting", "online", null);
        Await.until(
                "1003 is let go, 1004 taken in",
                () -> !agents().contains("1003") && agents().contains("1004"),
                this::agents,
                SOME_MINUTES);
        world.awaitShown("1004", HELD);
        assertThat(product.ready()).isTrue();
        assertThat(List.of(product.log().split("\n", -1)))
                .anyMatch(line -> line.contains("Agent 1003") && line.contains("followed no longer"));
    }
}
