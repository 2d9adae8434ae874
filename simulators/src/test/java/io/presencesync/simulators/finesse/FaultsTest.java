package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.presencesync.simulators.finesse.Fault.Spoil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    private final TestCluster cluster = new TestCluster(Platform.CCE);
    private final Faults faults = cluster.finesse.faults();
    private final Wire agent = cluster.as(TestCluster.AGENT);

    @AfterEach
    void stop() {
        faults.clear();
        cluster.close();
    }

    @Test
    void a_counted_fault_ends_by_itself() {
        faults.add(Fault.on("GET", TestCluster.PATH, 2, new Fault.Status(500, ApiError.INTERNAL)));

        assertThat(agent.get(TestCluster.PATH).body()).contains("<ErrorType>Internal Server Error</ErrorType>");
        assertThat(agent.get(TestCluster.PATH).statusCode()).isEqualTo(500);
        assertThat(agent.get(TestCluster.PATH).statusCode()).isEqualTo(200);
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void a_fault_without_a_number_lasts_until_it_is_cleared_and_hits_only_its_place() {
        int id = faults.add(Fault.on("GET", "/finesse/api/Team/*", Fault.UNTIL_CLEARED, new Fault.Status(429, null)));
        Wire supervisor = cluster.as("2001");

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = supervisor.get("/finesse/api/Team/500");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(agent.get(TestCluster.PATH).statusCode()).isEqualTo(200);
        faults.clear(id);
        assertThat(supervisor.get("/finesse/api/Team/500").statusCode()).isEqualTo(200);
    }

    @Test
    void a_fault_may_be_for_one_user_only() {
        faults.add(new Fault("*", "*", "2001", Fault.UNTIL_CLEARED, new Fault.Status(500, null)));

        assertThat(cluster.as("2001").get("/finesse/api/Team/500").statusCode()).isEqualTo(500);
        assertThat(agent.get(TestCluster.PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void a_dropped_connection_ends_without_an_answer_and_is_logged_with_status_0() {
        faults.add(Fault.on("GET", TestCluster.PATH, Fault.UNTIL_CLEARED, new Fault.Drop()));

        assertThatThrownBy(() -> agent.get(TestCluster.PATH))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(cluster.finesse.requests().all().getFirst().status()).isZero();
    }

    @Test
    void a_request_whose_answer_is_lost_is_carried_out_all_the_same() {
        cluster.agent().signIn();
        faults.add(Fault.onPut(TestCluster.AGENT, Fault.UNTIL_CLEARED, new Fault.LoseAnswer()));
        try (HeardUpdates updates = cluster.listen()) {
            assertThatThrownBy(() -> putReady("r1")).isInstanceOf(UncheckedIOException.class);
            assertThat(updates.next()).contains("<state>READY</state>", "<requestId>r1</requestId>");
        }
    }

    @Test
    void a_hanging_request_runs_into_the_time_out_of_the_client() {
        faults.add(Fault.on("GET", TestCluster.PATH, 1, new Fault.Hang()));

        assertThatThrownBy(() -> agent.patience(Duration.ofMillis(200)).get(TestCluster.PATH))
                .hasCauseInstanceOf(java.net.http.HttpTimeoutException.class);
    }

    @Test
    void a_slow_answer_is_still_the_right_answer() {
        faults.add(Fault.on("GET", TestCluster.PATH, 1, new Fault.Delay(Duration.ofMillis(50))));

        assertThat(agent.get(TestCluster.PATH).body()).startsWith("<User>");
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void a_request_answered_late_is_carried_out_at_once() throws Exception {
        cluster.agent().signIn();
        List<String> told = new CopyOnWriteArrayList<>();
        cluster.finesse.requests().onPutArrived(id -> told.add("arrived " + id));
        cluster.finesse.requests().onPutAnswered(id -> told.add("answered " + id));
        faults.add(Fault.onPut(TestCluster.AGENT, 1, new Fault.AnswerLate(Duration.ofMillis(500))));
        AtomicInteger status = new AtomicInteger();
        try (HeardUpdates updates = cluster.listen()) {
            Thread asking = Thread.ofVirtual().start(() -> status.set(putReady("late")));
            assertThat(updates.next()).contains("<state>READY</state>", "<requestId>late</requestId>");
            assertThat(told).containsExactly("arrived late");
            asking.join();
        }
        assertThat(status).hasValue(202);
        Eventually.holds(() -> told.equals(List.of("arrived late", "answered late")));
    }

    @Test
    void out_of_service_answers_503_to_everything_and_publishes_states_again_at_its_end() {
        cluster.agent().signIn().ready();
        try (HeardUpdates updates = cluster.listen()) {
            cluster.finesse.goOutOfService();
            cluster.agent().notReady("Lunch");

            for (String path : new String[] {TestCluster.PATH, "/finesse/api/SystemInfo"}) {
                HttpResponse<String> answer = agent.get(path);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body())
                        .isEqualTo("<ApiErrors><ApiError><ErrorType>Service Unavailable</ErrorType>"
                                + "<ErrorData></ErrorData><ErrorMessage>SERVER_OUT_OF_SERVICE</ErrorMessage>"
                                + "</ApiError></ApiErrors>");
            }
            cluster.finesse.comeBack();
            assertThat(updates.next()).contains("<label>Lunch</label>");
            assertThat(agent.get(TestCluster.PATH).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_answer_that_is_held_is_overtaken_by_an_event_and_by_later_answers() throws Exception {
        Fault.HoldAnswer hold = new Fault.HoldAnswer();
        int id = faults.add(Fault.on("GET", TestCluster.PATH, Fault.UNTIL_CLEARED, hold));
        cluster.agent().signIn().ready();
        CompletableFuture<HttpResponse<String>> held = CompletableFuture.supplyAsync(() -> agent.get(TestCluster.PATH));
        hold.reached().get(10, TimeUnit.SECONDS);

        try (HeardUpdates updates = cluster.listen()) {
            cluster.agent().notReady("Lunch");
            assertThat(updates.next()).contains("<state>NOT_READY</state>");
        }
        assertThat(held).isNotDone();
        assertThat(faults.clear(id)).isTrue();
        assertThat(held.get(10, TimeUnit.SECONDS).body()).contains("<state>READY</state>");
        assertThat(agent.get(TestCluster.PATH).body()).contains("<state>NOT_READY</state>");
    }

    @Test
    void a_swallowed_request_is_answered_202_and_changes_nothing() {
        cluster.agent().signIn();
        faults.add(Fault.onPut(TestCluster.AGENT, 1, new Fault.Swallow()));
        try (HeardUpdates updates = cluster.listen()) {
            assertThat(putReady("lost")).isEqualTo(202);
            assertThat(cluster.agent().state()).isEqualTo(AgentState.NOT_READY);

            assertThat(putReady("second")).isEqualTo(202);
            assertThat(updates.next()).contains("<requestId>second</requestId>");
        }
    }

    @Test
    void a_request_refused_later_is_answered_202_and_then_an_error_with_its_request_id() {
        cluster.agent().signIn();
        ApiError error = new ApiError("Generic Error", "7", "CF_GENERIC");
        faults.add(Fault.onPut(TestCluster.AGENT, 1, new Fault.RefuseLater(error)));
        try (HeardUpdates updates = cluster.listen()) {
            assertThat(putReady("r1")).isEqualTo(202);

            assertThat(updates.next())
                    .contains("<errorData>7</errorData>", "<errorMessage>CF_GENERIC</errorMessage>")
                    .contains("<errorType>Generic Error</errorType>", "<requestId>r1</requestId>");
            assertThat(cluster.agent().state()).isEqualTo(AgentState.NOT_READY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LOWER_CASE_REASON_CODE, '', <reasonCode><uri>, <ReasonCode>",
        "REASON_MINUS_ONE, '', <reasonCodeId>-1</reasonCodeId>, <label>Lunch</label>",
        "WITHOUT_FIELD, stateChangeTime, <state>NOT_READY</state>, stateChangeTime",
        "MALFORMED, '', <User>, </User>",
        "BODY, <html>Busy</html>, <html>Busy</html>, <User>"
    })
    void a_spoilt_answer(Spoil how, String argument, String there, String gone) {
        cluster.agent().signIn().notReady("Lunch");
        faults.add(Fault.on("GET", TestCluster.PATH, 1, new Fault.Rewrite(how, argument)));

        assertThat(agent.get(TestCluster.PATH).body()).contains(there).doesNotContain(gone);
        assertThat(agent.get(TestCluster.PATH).body()).contains(gone);
    }

    @Test
    void a_wrong_content_type() {
        faults.add(Fault.on("GET", TestCluster.PATH, 1, new Fault.Rewrite(Spoil.CONTENT_TYPE, "text/html")));

        assertThat(agent.get(TestCluster.PATH).headers().firstValue("content-type"))
                .contains("text/html");
        assertThat(agent.get(TestCluster.PATH).headers().firstValue("content-type"))
                .contains("application/xml;charset=UTF-8");
    }

    @Test
    void notifications_can_be_lost_and_spoilt() {
        cluster.agent().signIn();
        faults.add(Fault.on("EVENT", TestCluster.PATH, 1, new Fault.Swallow()));
        faults.add(Fault.on("EVENT", TestCluster.PATH, 2, new Fault.Rewrite(Spoil.LOWER_CASE_REASON_CODE, "")));
        try (HeardUpdates updates = cluster.listen()) {
            cluster.agent().ready().notReady("Lunch");

            assertThat(updates.next()).contains("<reasonCode><uri>").doesNotContain("<ReasonCode>");
            assertThat(updates.rest()).isEmpty();
        }
    }

    private int putReady(String requestId) {
        return agent.send("PUT", TestCluster.PATH, "<User><state>READY</state></User>", requestId)
                .statusCode();
    }
}
