package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.LoggedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The packaged product in server mode with a cluster of two nodes.
class TwoNodesAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";

    private World world;
    private FinesseSimulator second;
    private @Nullable Product running;

    @BeforeEach
    void start() {
        world = new World(6);
        second = world.finesse.secondNode(new FinesseSimulatorOptions());
    }

    private Map<String, String> settings(String nodes) {
        Map<String, String> env = world.serverMode();
        env.put("FINESSE_BASE_URL", nodes);
        return env;
    }

    private Product startProduct() {
        Product product = start(world.finesse, second);
        Await.until("told by the first node", () -> sessions(world.finesse) == 1, product::log);
        return product;
    }

    private Product start(FinesseSimulator one, FinesseSimulator other) {
        Product product = Product.start(settings(one.baseUrl() + "," + other.baseUrl()));
        running = product;
        return product;
    }

    private static long sessions(FinesseSimulator node) {
        return node.notifications().sessions().size();
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
        second.close();
        world.close();
    }

    @Test
    void when_the_first_node_dies_every_wish_goes_by_the_second_and_states_are_told_by_it() {
        Product product = startProduct();
        world.meeting("1001");
        world.awaitShown("1001", HELD);

        world.finesse.kill();
        world.meeting("1002").meeting("1003").presence("1001", "active");
        world.awaitShown("1002", HELD);
        world.awaitShown("1003", HELD);
        world.awaitShown("1001", "READY");
        Await.until("told by the second node", () -> sessions(second) == 1, product::log);

        world.agent("1002").notReady("Lunch");
        Await.quiet(Duration.ofSeconds(1));
        world.presence("1002", "active").presence("1003", "active");
        world.awaitShown("1003", "READY");
        assertThat(world.shown("1002")).isEqualTo("NOT_READY Lunch");
        assertThat(second.requests().putsFor("1003")).hasSize(2);
        assertThat(product.get("/health").body()).contains(second.baseUrl()).contains("the other node is down");

        world.finesse.revive();
        Await.until("the first is seen again", () -> product.log().contains("is back"), product::log);
        assertThat(sessions(second)).isEqualTo(1);
    }

    @Test
    void while_both_nodes_are_out_of_service_nothing_is_sent_and_afterwards_all_is_put_right_once() {
        Product product = startProduct();
        world.meeting("1001");
        world.awaitShown("1001", HELD);
        world.finesse.goOutOfService();
        second.goOutOfService();
        Await.until("it is known", () -> product.log().contains("out of service"), product::log);
        Await.quiet(Duration.ofSeconds(1));
        int before = puts().size();

        world.meeting("1002").meeting("1003").meeting("1004").presence("1001", "active");
        Await.quiet(Duration.ofSeconds(2));
        world.presence("1004", "active");
        Await.quiet(Duration.ofSeconds(1));
        assertThat(puts()).hasSize(before);

        world.finesse.comeBack();
        second.comeBack();
        world.awaitShown("1002", HELD);
        world.awaitShown("1003", HELD);
        world.awaitShown("1001", "READY");
        Await.quiet(Duration.ofSeconds(2));
        assertThat(puts().subList(before, puts().size()))
                .extracting(put -> put.path().replaceFirst(".*/", "") + " " + put.body())
                .containsExactlyInAnyOrder(
                        "1002 <User><state>NOT_READY</state></User>",
                        "1003 <User><state>NOT_READY</state></User>",
                        "1001 <User><state>READY</state></User>");
    }

    private List<LoggedRequest> puts() {
        return java.util.stream.Stream.of(world.finesse, second)
                .flatMap(node -> node.requests().all().stream())
                .filter(request -> request.method().equals("PUT"))
                .toList();
    }

    @Test
    void a_hold_is_known_again_at_a_node_whose_clock_is_half_a_minute_ahead() {
        second.clockAhead(Duration.ofSeconds(30));
        Product product = startProduct();
        Await.until("the difference is known", () -> product.log().contains("times are corrected"), product::log);
        world.meeting("1001");
        world.awaitShown("1001", HELD);
        Await.quiet(Duration.ofSeconds(1));

        world.finesse.kill();
        Await.until("told by the second node", () -> sessions(second) == 1, product::log);
        world.presence("1001", "active");
        world.awaitShown("1001", "READY");
    }

    @Test
    void configuration_is_read_from_the_primary_node_though_the_other_is_named_first() {
        Product product = start(second, world.finesse);
        world.meeting("1001");
        world.awaitShown("1001", HELD);
        Await.until(
                "the reason codes are asked for",
                () -> world.finesse.requests().all().stream()
                        .anyMatch(request -> request.path().startsWith("/finesse/api/ReasonCodes")),
                product::log);
        assertThat(second.requests().putsFor("1001")).hasSize(1);
        assertThat(world.finesse.requests().all())
                .extracting(LoggedRequest::path)
                .contains("/finesse/api/Users");
    }
}
