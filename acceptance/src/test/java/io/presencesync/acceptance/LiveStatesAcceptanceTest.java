package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.CallKind;
import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.LoggedRequest;
import io.presencesync.simulators.finesse.xmpp.XmppServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// The packaged product in server mode, told of the agents' states by Finesse. Polling is as slow as it can be set, so
/// that what is seen at once cannot come from it.
@Isolated
class LiveStatesAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";
    private static final String TEAM_NODE = "/finesse/api/Team/" + World.TEAM + "/Users";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private World world;
    private Product product;

    @BeforeEach
    void start() {
        world = new World(4);
        product = Product.start(settings());
        awaitSubscribed();
    }

    private Map<String, String> settings() {
        Map<String, String> env = world.serverMode();
        env.put("PRESENCE_SYNC_FINESSE_POLL", "10m");
        return env;
    }

    private XmppServer service() {
        return world.finesse.notifications();
    }

    private void awaitSubscribed() {
        Await.until(
                "subscribed to the team and its agents",
                () -> !service().subscribers(TEAM_NODE).isEmpty()
                        && !service().subscribers("/finesse/api/User/1004").isEmpty(),
                () -> service().sessions().toString());
        Await.until("the team has been read since", () -> teamReads() > 0, product::log);
        Await.quiet(Duration.ofMillis(500));
    }

    @AfterEach
    void stop() {
        product.close();
        world.close();
    }

    private void awaitWithin(Duration most, String id, String shown) {
        Await.until(
                "agent " + id + " shows " + shown, () -> world.shown(id).equals(shown), () -> world.shown(id), most);
    }

    private void awaitSeen(String id, String state) {
        Await.until(
                "the product has seen " + state + " of " + id,
                () -> product.stateOf(id).equals(state),
                () -> product.stateOf(id),
                SECOND);
    }

    private long teamReads() {
        return reads("/finesse/api/Team/");
    }

    private long reads(String path) {
        return world.finesse.requests().all().stream()
                .filter(request -> request.method().equals("GET"))
                .map(LoggedRequest::path)
                .filter(read -> read.startsWith(path))
                .count();
    }

    @Test
    void a_meeting_during_a_call_holds_within_a_second_after_the_call_without_polling() {
        long before = teamReads();
        world.agent("1001").callArrives(CallKind.ICD).answer();
        awaitSeen("1001", "TALKING");
        world.meeting("1001");
        Await.quiet(Duration.ofSeconds(2));
        assertThat(world.puts("1001")).isEmpty();

        world.agent("1001").endCall();
        awaitWithin(SECOND, "1001", HELD);
        assertThat(teamReads()).isEqualTo(before);
    }

    @Test
    void what_the_agent_does_himself_is_seen_within_a_second_without_polling() {
        long before = teamReads();
        world.agent("1002").notReady("Lunch");
        awaitSeen("1002", "NOT_READY Lunch");
        world.agent("1002").ready();
        awaitSeen("1002", "READY");
        world.agent("1002").notReady("Lunch");
        world.agent("1002").signOut();
        awaitSeen("1002", "LOGOUT");
        assertThat(teamReads()).isEqualTo(before);
    }

    @Test
    void a_hold_needs_no_read_before_it_and_none_after_it_while_finesse_tells() {
        long users = reads("/finesse/api/User/1003");
        world.meeting("1003");
        awaitWithin(SECOND, "1003", HELD);
        Await.quiet(Duration.ofSeconds(2));
        assertThat(reads("/finesse/api/User/1003")).isEqualTo(users);
    }

    @Test
    void ready_pressed_right_before_a_meeting_is_no_override_and_lunch_then_ready_in_it_is() {
        world.agent("1001").notReady("Lunch");
        awaitSeen("1001", "NOT_READY Lunch");
        world.agent("1001").ready();
        awaitSeen("1001", "READY");
        world.meeting("1001");
        awaitWithin(SECOND, "1001", HELD);

        world.agent("1001").ready();
        Await.quiet(Duration.ofSeconds(2));
        assertThat(world.shown("1001")).isEqualTo("READY");
    }

    @Test
    void a_refusal_told_after_the_202_is_a_decision() {
        world.finesse
                .faults()
                .add(Fault.onPut(
                        "1001",
                        1,
                        new Fault.RefuseLater(new io.presencesync.simulators.finesse.ApiError(
                                "Invalid State", "CF_RESOURCE_BUSY", "33"))));
        world.meeting("1001");
        Await.until("the refusal is in the log", () -> product.log().contains("CF_RESOURCE_BUSY"), product::log);
        Await.quiet(Duration.ofSeconds(2));
        assertThat(world.puts("1001")).hasSize(1);
        assertThat(world.shown("1001")).isEqualTo("READY");
    }

    @Test
    void when_the_sessions_are_cut_they_come_back_and_what_happened_meanwhile_is_seen() {
        service().refuse(503).dropSessions();
        world.agent("1001").callArrives(CallKind.ICD).answer();
        world.meeting("1001");
        Await.quiet(SECOND);
        world.agent("1001").endCall();
        service().refuse(0);

        Await.until("he is held", () -> world.shown("1001").equals(HELD), product::log);
        awaitSubscribed();
        assertThat(product.log()).contains("Finesse notifications").contains("polled meanwhile");
    }

    @Test
    void a_supervisor_who_signs_in_to_a_desktop_gets_no_session_of_ours() {
        world.agent(World.SUPERVISOR).signIn();
        Await.until(
                "the session is gone",
                () -> service().sessions().isEmpty(),
                () -> service().sessions().toString());
        assertThat(product.getAsAdmin("/health").body()).contains("supervisor_signed_in");

        world.meeting("1001");
        Await.until("he is held all the same", () -> world.shown("1001").equals(HELD), () -> world.shown("1001"));
        assertThat(service().sessions()).isEmpty();
    }

    @Test
    void no_subscription_is_left_behind_at_the_end_and_none_doubled_after_a_kill() {
        List<String> before = service().sessions();
        product.kill();
        product.launchAgain().awaitReady();
        awaitSubscribed();
        assertThat(service().sessions()).isEqualTo(before);
        assertThat(service().subscribers(TEAM_NODE)).containsExactlyElementsOf(before);

        product.terminate();
        Await.until(
                "nobody is subscribed",
                () -> service().subscribers(TEAM_NODE).isEmpty(),
                () -> service().subscribers(TEAM_NODE).toString());
    }

    @Test
    void states_are_heard_though_a_bind_names_no_sender_and_a_left_over_without_resource_is_ended() {
        product.kill();
        String bare = World.SUPERVISOR + "@" + "127.0.0.1";
        service().bindFrom(false).subscribeBare(bare, TEAM_NODE);
        product.launchAgain().awaitReady();
        awaitSubscribed();
        Await.until(
                "only our own session is subscribed",
                () -> service()
                        .subscribers(TEAM_NODE)
                        .equals(Set.copyOf(service().sessions())),
                () -> service().subscribers(TEAM_NODE).toString());
        world.meeting("1001");
        awaitWithin(SECOND, "1001", "NOT_READY Supervisor Initiated");
    }
}
