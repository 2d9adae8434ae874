package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.LoggedRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The packaged product in server mode between the two simulators.
class ServerModeAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";
    private static final Duration LONG = Duration.ofSeconds(3);

    private World world;
    private Product product;

    @BeforeEach
    void start() {
        world = new World(5);
        world.agent("1004").notReady("Lunch");
        world.agent("1005").signOut();
        product = Product.start(world.serverMode());
    }

    @AfterEach
    void stop() {
        product.close();
        world.close();
    }

    @Test
    void all_five_presences_hold_and_each_releases() {
        String[][] presences = {
            {"dnd", null, null},
            {"call", null, null},
            {"meeting", "online", null},
            {"presenting", "online", null},
            {"unknown", null, "unknown"}
        };
        for (String[] presence : presences) {
            world.webex.setPresence(World.address("1001"), presence[0], presence[1], presence[2]);
            world.awaitShown("1001", HELD);
            world.presence("1001", "active");
            world.awaitShown("1001", "READY");
        }
        assertThat(world.puts("1001")).hasSize(10).allSatisfy(put -> {
            assertThat(put.user()).isEqualTo(World.SUPERVISOR);
            assertThat(put.body()).doesNotContain("reasonCodeId");
            assertThat(put.requestId()).isNotEmpty();
        });
        assertThat(world.puts("1002")).isEmpty();
    }

    @Test
    void an_agent_at_lunch_stays_at_lunch_through_dnd_and_a_restart_and_active() {
        world.presence("1004", "dnd");
        Await.quiet(LONG);
        product.kill();
        product.launchAgain().awaitReady();
        world.presence("1004", "active");
        Await.quiet(LONG);
        assertThat(world.shown("1004")).isEqualTo("NOT_READY Lunch");
        assertThat(world.puts("1004")).isEmpty();
    }

    @Test
    void a_signed_out_agent_gets_no_request() {
        world.presence("1005", "dnd");
        Await.quiet(LONG);
        world.presence("1005", "active");
        Await.quiet(LONG);
        assertThat(world.puts("1005")).isEmpty();
        assertThat(world.shown("1005")).isEqualTo("LOGOUT");
    }

    @Test
    void a_restart_knows_its_holds_and_releases_what_became_free_meanwhile() {
        world.meeting("1001").meeting("1002");
        world.awaitShown("1001", HELD);
        world.awaitShown("1002", HELD);
        product.kill();
        world.presence("1001", "active");
        product.launchAgain().awaitReady();
        world.awaitShown("1001", "READY");
        Await.quiet(LONG);
        assertThat(world.shown("1002")).isEqualTo(HELD);
        assertThat(world.puts("1002")).hasSize(1);
        world.presence("1002", "active");
        world.awaitShown("1002", "READY");
    }

    @Test
    void lunch_chosen_while_held_is_kept() {
        world.meeting("1001");
        world.awaitShown("1001", HELD);
        product.awaitState("1001", "NOT_READY");
        world.agent("1001").notReady("Lunch");
        product.awaitState("1001", "NOT_READY Lunch");
        world.presence("1001", "active");
        Await.quiet(LONG);
        assertThat(world.shown("1001")).isEqualTo("NOT_READY Lunch");
    }

    @Test
    void ready_chosen_while_held_is_kept_for_the_rest_of_the_meeting() {
        world.meeting("1001");
        world.awaitShown("1001", HELD);
        product.awaitState("1001", "NOT_READY");
        world.agent("1001").ready();
        Await.quiet(LONG);
        assertThat(world.shown("1001")).isEqualTo("READY");
        world.presence("1001", "active");
        Await.quiet(Duration.ofSeconds(1));
        world.presence("1001", "dnd");
        world.awaitShown("1001", HELD);
    }

    @Test
    void a_call_on_the_agents_phone_is_waited_for() {
        world.agent("1001")
                .callArrives(io.presencesync.simulators.finesse.CallKind.ICD)
                .answer();
        product.awaitState("1001", "TALKING");
        world.meeting("1001");
        Await.quiet(LONG);
        assertThat(world.puts("1001")).isEmpty();
        world.agent("1001").endCall();
        world.awaitShown("1001", HELD);
    }

    @Test
    void requests_that_fail_are_tried_again_until_finesse_agrees() {
        world.finesse.faults().add(Fault.onPut("1001", 2, new Fault.Status(503, null)));
        world.finesse.faults().add(Fault.onPut("1002", 1, new Fault.LoseAnswer()));
        world.finesse.faults().add(Fault.onPut("1003", 1, new Fault.Drop()));
        world.meeting("1001").meeting("1002").meeting("1003");
        world.awaitShown("1001", HELD);
        world.awaitShown("1002", HELD);
        world.awaitShown("1003", HELD);
        Await.quiet(LONG);
        assertThat(world.puts("1002"))
                .as("carried out though the answer was lost")
                .hasSize(1);
        world.presence("1001", "active").presence("1002", "active").presence("1003", "active");
        world.awaitShown("1001", "READY");
        world.awaitShown("1002", "READY");
        world.awaitShown("1003", "READY");
    }

    @Test
    void a_node_out_of_service_is_waited_for() {
        world.finesse.goOutOfService();
        world.meeting("1001");
        Await.quiet(LONG);
        world.finesse.comeBack();
        world.awaitShown("1001", HELD);
    }

    @Test
    void the_look_up_pages_want_the_admin_and_keep_their_shape() {
        world.meeting("1001");
        world.awaitShown("1001", HELD);
        assertThat(product.get("/users").statusCode()).isEqualTo(401);
        String users = product.getAsAdmin("/users").body();
        assertThat(users).contains("\"1001\":{\"data\":{").contains("\"status\":\"meeting\"");
        assertThat(product.getAsAdmin("/user/1001").body()).startsWith("{\"data\":{");
    }

    @Test
    void a_wrong_supervisor_password_is_said_once_and_not_tried_again() {
        product.close();
        Map<String, String> env = world.serverMode();
        env.put("FINESSE_SUPERVISOR_TOKEN", Product.credentials("boss", "wrong-password"));
        product = Product.start(env);
        world.meeting("1001");
        Await.quiet(LONG);
        long failures = world.finesse.requests().all().stream()
                .filter(request -> request.status() == 401)
                .count();
        assertThat(failures).isEqualTo(1);
        assertThat(product.log()).contains("boss").doesNotContain("wrong-password");
        assertThat(product.get("/health").body()).contains("bad_credentials").contains("FINESSE_SUPERVISOR_TOKEN");
    }

    @Test
    void a_wrong_bot_token_is_said_and_not_hammered() {
        product.close();
        Map<String, String> env = world.serverMode();
        env.put("WEBEX_ACCESS_TOKEN", "wrong_token_value");
        int before = world.webex.log().entries().size();
        product = Product.launch(env);
        product.awaitListening();
        Await.until(
                "health says bad_credentials",
                () -> health().contains("bad_token") || health().contains("BAD_CREDENTIALS"),
                this::health);
        Await.quiet(LONG);
        assertThat(world.webex.log().entries().size() - before).isLessThan(5);
        assertThat(product.log()).doesNotContain("wrong_token_value").contains("WEBEX_ACCESS_TOKEN");
        assertThat(product.ready()).isFalse();
    }

    private String health() {
        try {
            return product.get("/health").body();
        } catch (java.io.UncheckedIOException notYet) {
            return "(not listening yet)";
        }
    }

    @Test
    void unknown_agents_are_named_and_stop_nobody() {
        product.close();
        Map<String, String> env = world.serverMode();
        env.put("FINESSE_USERS", env.get("FINESSE_USERS") + ",nobody");
        world.finesse.addAgents(World.TEAM, 2001, 1);
        env.put("FINESSE_USERS", env.get("FINESSE_USERS") + ",agent2001");
        product = Product.start(env);
        assertThat(product.get("/health").body()).contains("nobody").contains("agent2001");
        assertThat(product.log()).contains("nobody").contains("agent2001");
        world.meeting("1001");
        world.awaitShown("1001", HELD);
    }

    @Test
    void one_single_agent_works() {
        product.close();
        world.close();
        world = new World(1);
        product = Product.start(world.serverMode());
        world.meeting("1001");
        world.awaitShown("1001", HELD);
    }

    @Test
    void no_secret_is_ever_logged() {
        world.meeting("1001");
        world.awaitShown("1001", HELD);
        assertThat(product.log())
                .doesNotContain(world.webex.botToken())
                .doesNotContain("boss-secret")
                .doesNotContain("admin-secret")
                .doesNotContain(Product.credentials("boss", "boss-secret"));
        assertThat(world.finesse.requests().all())
                .extracting(LoggedRequest::user)
                .contains(World.SUPERVISOR);
    }
}
