package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.ApiError;
import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.UserProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with one user in Finesse, with its list of users, or with its teams: the packaged product goes on for
/// all others and says what to do.
class BadUserDataAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";

    private static Map<String, String> everybody(World world) {
        Map<String, String> env = world.serverMode();
        env.remove("FINESSE_USERS");
        env.put("PRESENCE_SYNC_AGENTS_FROM", "all");
        env.put("PRESENCE_SYNC_AGENTS_EVERY", "1m");
        return env;
    }

    private static void meetAndReturn(World world, String id) {
        world.meeting(id);
        world.awaitShown(id, HELD);
        world.presence(id, "active");
        world.awaitShown(id, "READY");
    }

    @Test
    void a_name_that_xml_forbids_keeps_nobody_from_being_followed_nor_from_being_told_of() {
        try (World world = new World(2)) {
            world.finesse.addUser(UserProfile.agent("2001", "agent2001", "secret", World.TEAM)
                    .named("Pa\u0001sted\u000b", "Na\u0002me"));
            world.webex.addPerson(World.address("2001"), "Agent 2001");
            world.finesse.agent("2001").signIn().ready();
            try (Product product = Product.start(everybody(world))) {
                meetAndReturn(world, "1001");
                meetAndReturn(world, "2001");
                assertThat(product.getAsAdmin("/api/v1/agents").body()).contains("Pasted Name");
                assertThat(product.log()).contains("has a character in their data that XML forbids");
                assertThat(product.log()).doesNotContain("was dropped");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"500, HTTP 500", "403, HTTP 403", "200, not well-formed XML"})
    void a_list_of_users_that_cannot_be_read_any_more_degrades_health_and_stops_nobody(int status, String reason) {
        try (World world = new World(1);
                Product product = Product.start(everybody(world))) {
            meetAndReturn(world, "1001");
            Fault.Effect effect =
                    status == 200 ? new Fault.Rewrite(Fault.Spoil.MALFORMED, "") : new Fault.Status(status, null);
            int fault = world.finesse.faults().add(Fault.on("GET", "/finesse/api/Users", -1, effect));
            Await.until(
                    "health is degraded",
                    () -> health(product).contains("agents_unreadable"),
                    () -> health(product),
                    Duration.ofSeconds(100));
            assertThat(health(product)).contains("\"status\":\"degraded\"", reason, "followed on");
            meetAndReturn(world, "1001");
            world.finesse.faults().clear(fault);
            Await.until(
                    "health is well again",
                    () -> health(product).contains("\"status\":\"ok\""),
                    () -> health(product),
                    Duration.ofSeconds(60));
        }
    }

    @Test
    void an_agent_whom_the_supervisor_does_not_cover_is_listed_with_what_to_do() {
        try (World world = new World(1)) {
            world.finesse.addTeam("501", "Help");
            world.finesse.addUser(UserProfile.agent("2001", "agent2001", "secret", "501"));
            world.webex.addPerson(World.address("2001"), "Agent 2001");
            world.finesse.agent("2001").signIn().ready();
            try (Product product = Product.start(everybody(world))) {
                meetAndReturn(world, "1001");
                Await.until(
                        "the agent is listed",
                        () -> product.get("/health").body().contains("add team Help (501) to supervisor"),
                        () -> product.get("/health").body());
                assertThat(health(product)).contains("Add team Help (501) to supervisor", "agent2001");
            }
        }
    }

    /// CCE before 12.5 knows a user by the id alone.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_supervisor_named_by_login_is_told_of_states_where_finesse_knows_ids_alone(boolean withAdministrator) {
        try (World world = new World(1)) {
            ApiError unknown = new ApiError("User Not Found", "boss", "UNKNOWN_USER");
            world.finesse.faults().add(Fault.on("GET", "/finesse/api/User/boss", -1, new Fault.Status(404, unknown)));
            Map<String, String> env = world.serverMode();
            if (!withAdministrator) {
                env.remove("FINESSE_ADMIN_TOKEN");
                env.put("PRESENCE_SYNC_FINESSE_SUPERVISOR_ID", World.SUPERVISOR);
                env.put("FINESSE_USERS", "1001");
            }
            try (Product product = Product.start(env)) {
                Await.until(
                        "a session as the supervisor's id",
                        () -> world.finesse.notifications().sessions().size() == 1,
                        product::log);
                meetAndReturn(world, "1001");
            }
        }
    }

    private static String health(Product product) {
        return product.getAsAdmin("/health").body().replaceAll("\\s*:\\s*", ":");
    }
}
