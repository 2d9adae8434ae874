package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetOwnStateTest {
    private final TestCluster cluster = new TestCluster(Platform.CCE);
    private final Wire agent = cluster.as(TestCluster.AGENT);

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void signing_in_ends_not_ready_with_reason_minus_one() {
        try (HeardUpdates updates = cluster.listen()) {
            HttpResponse<String> answer =
                    agent.putUser(TestCluster.AGENT, "<state>LOGIN</state><extension>1001</extension>");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEmpty();
            assertThat(updates.next())
                    .contains("<state>NOT_READY</state>", "<reasonCodeId>-1</reasonCodeId>")
                    .contains("<extension>1001</extension>");
        }
    }

    @Test
    void a_state_with_a_reason_is_answered_202_and_then_notified_with_the_request_id() {
        cluster.agent().signIn().ready();
        cluster.advance(Duration.ofSeconds(60));
        String reason = cluster.reasonId("Webex Call");
        try (HeardUpdates updates = cluster.listen()) {
            HttpResponse<String> answer = agent.send(
                    "PUT",
                    TestCluster.PATH,
                    "<User><state>NOT_READY</state><reasonCodeId>" + reason + "</reasonCodeId></User>",
                    "request-7");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().firstValue("requestid")).contains("request-7");
            assertThat(updates.nextWhere(xml -> xml.contains("request-7")))
                    .startsWith("<Update><data><user>")
                    .contains("<state>NOT_READY</state>", "<reasonCodeId>" + reason + "</reasonCodeId>")
                    .contains("<label>Webex Call</label>", "<stateChangeTime>2024-03-01T17:59:21.234Z")
                    .endsWith("<event>PUT</event><requestId>request-7</requestId><source>" + TestCluster.PATH
                            + "</source></Update>");
        }
    }

    @Test
    void not_ready_without_a_reason_is_refused_while_codes_are_configured() {
        cluster.agent().signIn().ready();

        HttpResponse<String> answer = agent.putUser(TestCluster.AGENT, "<state>NOT_READY</state>");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<ErrorType>Parameter Missing</ErrorType>")
                .contains("<ErrorData>finesse.api.reasoncode.require_reasoncode</ErrorData>")
                .contains("<ErrorMessage>The state change requires a valid reason code.</ErrorMessage>");
    }

    @Test
    void not_ready_without_a_reason_is_minus_one_when_no_codes_are_configured() {
        try (TestCluster bare = new TestCluster(new FinesseSimulatorOptions().usualReasonCodes(false));
                HeardUpdates updates = bare.listen()) {
            bare.agent().signIn().ready();

            assertThat(bare.as(TestCluster.AGENT)
                            .putUser(TestCluster.AGENT, "<state>NOT_READY</state>")
                            .statusCode())
                    .isEqualTo(202);
            updates.nextWhere(xml -> xml.contains("<state>READY"));
            assertThat(updates.next()).contains("<reasonCodeId>-1</reasonCodeId>");
        }
    }

    @Test
    void a_code_number_or_a_code_of_another_category_is_no_reason_id() {
        cluster.agent().signIn().ready();
        String logoutId = cluster.finesse
                .reasonCodes()
                .byLabel(ReasonCode.Category.LOGOUT, "End of Shift")
                .orElseThrow()
                .ref()
                .id();

        for (String id : new String[] {"102", logoutId, "x"}) {
            HttpResponse<String> answer =
                    agent.putUser(TestCluster.AGENT, "<state>NOT_READY</state><reasonCodeId>" + id + "</reasonCodeId>");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("Invalid Input");
        }
    }

    @Test
    void a_missing_an_unknown_and_an_unreadable_state_are_told_apart() {
        assertThat(agent.putUser(TestCluster.AGENT, "<extension>1</extension>").body())
                .contains("Parameter Missing", "State Parameter missing");
        assertThat(agent.putUser(TestCluster.AGENT, "<state>SLEEPING</state>").body())
                .contains("Invalid Input");
        assertThat(agent.put(TestCluster.PATH, "<User><state>").body()).contains("Bad Request");
    }

    @Test
    void of_duplicate_elements_the_last_one_wins() {
        cluster.agent().signIn();
        try (HeardUpdates updates = cluster.listen()) {
            agent.putUser(TestCluster.AGENT, "<state>SLEEPING</state><state>READY</state>");

            assertThat(updates.next()).contains("<state>READY</state>");
        }
    }

    @Test
    void a_declaration_comments_and_white_space_around_the_body_do_no_harm() {
        cluster.agent().signIn();
        String body = "<?xml version=\"1.0\"?>\n<!-- c -->\n<User>\n <state> READY </state>\n</User>\n";

        assertThat(agent.put(TestCluster.PATH, body).statusCode()).isEqualTo(202);
        Eventually.holds(() -> cluster.agent().state() == AgentState.READY);
    }

    @Test
    void an_external_entity_is_not_read() {
        String body = "<!DOCTYPE User [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><User><state>&e;</state></User>";

        assertThat(agent.put(TestCluster.PATH, body).body()).contains("Bad Request");
    }

    @Test
    void signing_out_while_signed_out_is_refused_at_once_and_ready_later() {
        assertThat(agent.putUser(TestCluster.AGENT, "<state>LOGOUT</state>" + endOfShift())
                        .body())
                .contains("<ErrorType>Invalid State</ErrorType>");
        try (HeardUpdates updates = cluster.listen()) {
            assertThat(agent.putUser(TestCluster.AGENT, "<state>READY</state>").statusCode())
                    .isEqualTo(202);
            assertThat(updates.next())
                    .contains("<apiErrors><apiError><errorData>257</errorData>")
                    .contains("<errorMessage>CF_INVALID_PASSWORD_SPECIFIED</errorMessage>")
                    .contains("<errorType>Invalid State</errorType></apiError></apiErrors>");
        }
    }

    private String endOfShift() {
        return "<reasonCodeId>"
                + cluster.finesse
                        .reasonCodes()
                        .byLabel(ReasonCode.Category.LOGOUT, "End of Shift")
                        .orElseThrow()
                        .id()
                + "</reasonCodeId>";
    }
}
