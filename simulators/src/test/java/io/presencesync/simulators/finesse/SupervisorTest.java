package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupervisorTest {
    private final TestCluster cluster = new TestCluster(Platform.CCE);
    private final Wire supervisor = cluster.as("2001");

    @AfterEach
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"CCE, 999", "CCX, 33"})
    void the_platform_stamps_its_own_code(Platform platform, String code) {
        try (TestCluster other = new TestCluster(platform)) {
            other.agent().signIn().ready();
            try (HeardUpdates updates = other.listen()) {
                assertThat(other.as("2001")
                                .putUser(TestCluster.AGENT, "<state>NOT_READY</state>")
                                .statusCode())
                        .isEqualTo(202);
                assertThat(updates.next())
                        .contains("<state>NOT_READY</state>", "<code>" + code + "</code>")
                        .contains("<label>Supervisor Initiated</label>", "<systemCode>true</systemCode>");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"CCE, 19", "CCE, 999", "CCX, 33", "CCX, 3"})
    void the_id_of_the_platforms_code_can_be_chosen(Platform platform, int id) {
        try (TestCluster other =
                new TestCluster(new FinesseSimulatorOptions().platform(platform).supervisorReasonId(id))) {
            int codes = other.finesse.reasonCodes().all().size();
            try (TestCluster usual = new TestCluster(platform)) {
                assertThat(codes).isEqualTo(usual.finesse.reasonCodes().all().size());
            }
            takeOut(other);
            assertThat(other.as("2001").get(TestCluster.PATH).body())
                    .contains("<reasonCodeId>" + id + "</reasonCodeId>", "<label>Supervisor Initiated</label>");
        }
    }

    @Test
    void a_system_without_the_platforms_code_shows_minus_one_and_no_code() {
        try (TestCluster other = new TestCluster(new FinesseSimulatorOptions().supervisorReasonId(-1))) {
            takeOut(other);
            assertThat(other.as("2001").get(TestCluster.PATH).body())
                    .contains("<reasonCodeId>-1</reasonCodeId>", "<state>NOT_READY</state>")
                    .doesNotContain("<ReasonCode>", "Supervisor Initiated");
        }
    }

    private static void takeOut(TestCluster other) {
        other.agent().signIn().ready();
        other.as("2001").putUser(TestCluster.AGENT, "<state>NOT_READY</state>");
        Eventually.holds(() -> other.agent().state() == AgentState.NOT_READY);
    }

    @Test
    void a_reason_code_is_refused() {
        cluster.agent().signIn().ready();

        HttpResponse<String> answer = supervisor.putUser(
                TestCluster.AGENT,
                "<state>NOT_READY</state><reasonCodeId>" + cluster.reasonId("Webex Call") + "</reasonCodeId>");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<ErrorType>Invalid Input</ErrorType>")
                .contains("<ErrorData>finesse.api.reasoncode.not_allowed</ErrorData>")
                .contains("For this operation, Reason Codes are not allowed.");
    }

    @Test
    void not_ready_is_refused_for_an_agent_at_lunch_and_for_one_in_a_call() {
        cluster.agent().signIn().notReady("Lunch");
        assertInvalidState();
        cluster.agent().ready().callArrives(CallKind.ICD).answer();
        assertInvalidState();
        assertThat(cluster.agent().state()).isEqualTo(AgentState.TALKING);
    }

    private void assertInvalidState() {
        HttpResponse<String> answer = supervisor.putUser(TestCluster.AGENT, "<state>NOT_READY</state>");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<ErrorType>Invalid State</ErrorType>");
    }

    @Test
    void an_agent_of_another_team_is_refused_as_invalid_supervisor() {
        HttpResponse<String> answer = supervisor.putUser("1001003", "<state>READY</state>");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("<ErrorType>Invalid Supervisor</ErrorType>");
    }

    @Test
    void an_unknown_agent_is_not_found() {
        HttpResponse<String> answer = supervisor.putUser("9999", "<state>READY</state>");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("UNKNOWN_USER");
    }

    @Test
    void he_may_set_ready_and_sign_out_during_a_call() {
        cluster.agent().signIn().ready().callArrives(CallKind.ICD).answer();
        try (HeardUpdates updates = cluster.listen()) {
            supervisor.putUser(TestCluster.AGENT, "<state>READY</state>");
            assertThat(updates.next()).contains("<state>TALKING</state>", "<pendingState>READY</pendingState>");

            supervisor.putUser(TestCluster.AGENT, "<state>LOGOUT</state>");
            assertThat(updates.next()).contains("<state>LOGOUT</state>", "<code>999</code>");
        }
    }

    @Test
    void his_own_state_follows_the_rules_of_an_agent() {
        cluster.finesse.agent("2001").signIn();

        assertThat(supervisor.putUser("2001", "<state>NOT_READY</state>").body())
                .contains("require_reasoncode");
        assertThat(supervisor.putUser("2001", "<state>READY</state>").statusCode())
                .isEqualTo(202);
    }

    @Test
    void an_agent_may_not_act_on_another_and_the_administrator_on_nobody() {
        HttpResponse<String> byAgent = cluster.as("1001002").putUser(TestCluster.AGENT, "<state>READY</state>");
        assertThat(byAgent.statusCode()).isEqualTo(401);
        assertThat(byAgent.body())
                .contains("<ErrorType>Invalid Authorization User Specified</ErrorType>")
                .contains("<ErrorData>1001001</ErrorData>")
                .contains("The user specified in the authentication credentials and the uri don't match");

        HttpResponse<String> byAdministrator =
                cluster.administrator().putUser(TestCluster.AGENT, "<state>READY</state>");
        assertThat(byAdministrator.statusCode()).isEqualTo(401);
        assertThat(byAdministrator.body()).contains("<ErrorType>Authorization Failure</ErrorType>");
    }
}
