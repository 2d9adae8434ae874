package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReasonCodesOnTheWireTest {
    private final TestCluster cluster = new TestCluster(Platform.CCE);
    private final Wire administrator = cluster.administrator();
    private final Wire agent = cluster.as("1001001");

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void an_agent_sees_global_codes_without_system_codes() {
        assertThat(agent.get("/finesse/api/User/1001001/ReasonCodes?category=NOT_READY")
                        .body())
                .startsWith("<ReasonCodes category=\"NOT_READY\"><ReasonCode>")
                .contains("Webex DND", "Webex Call", "Webex Meeting", "Webex Unavailable", "Lunch", "Team Meeting")
                .doesNotContain("Supervisor Initiated");
    }

    @Test
    void the_category_is_required() {
        assertThat(agent.get("/finesse/api/User/1001001/ReasonCodes").statusCode())
                .isEqualTo(400);
    }

    @Test
    void only_the_administrator_sees_the_list_of_another_user() {
        String path = "/finesse/api/User/1001001/ReasonCodes?category=NOT_READY";
        assertThat(administrator.get(path).statusCode()).isEqualTo(200);
        assertThat(cluster.as("2001").get(path).statusCode()).isEqualTo(401);
        assertThat(cluster.as("1001002").get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void the_list_of_everything_includes_system_codes_and_is_for_the_administrator() {
        assertThat(administrator.get("/finesse/api/ReasonCodes?category=ALL").body())
                .contains("<label>Supervisor Initiated</label>", "<systemCode>true</systemCode>");
        assertThat(administrator
                        .get("/finesse/api/ReasonCodes?category=NOT_READY")
                        .body())
                .doesNotContain("Supervisor Initiated");
        assertThat(agent.get("/finesse/api/ReasonCodes?category=ALL").statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_code_is_created_read_changed_and_deleted() {
        HttpResponse<String> created = administrator.post("/finesse/api/ReasonCode", code("301", "Coaching", true));
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(created.body()).isEmpty();
        String location = created.headers().firstValue("location").orElseThrow();
        assertThat(location).startsWith(cluster.finesse.baseUrl() + "/finesse/api/ReasonCode/");
        String path = location.substring(cluster.finesse.baseUrl().length());

        assertThat(agent.get(path).body()).contains("<code>301</code><label>Coaching</label>");
        assertThat(administrator
                        .put(path, "<ReasonCode><label>Training</label></ReasonCode>")
                        .statusCode())
                .isEqualTo(200);
        assertThat(agent.get(path).body()).contains("<code>301</code><label>Training</label>");
        assertThat(administrator.put(path, "<ReasonCode/>").body()).contains("Invalid Input");
        assertThat(administrator.delete(path).statusCode()).isEqualTo(200);
        assertThat(agent.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void duplicates_missing_fields_and_bad_values_are_refused() {
        assertThat(administrator
                        .post("/finesse/api/ReasonCode", code("102", "New", true))
                        .body())
                .contains("Finesse API Error");
        assertThat(administrator
                        .post("/finesse/api/ReasonCode", code("302", "Lunch", true))
                        .body())
                .contains("Finesse API Error");
        assertThat(administrator
                        .post("/finesse/api/ReasonCode", code("65536", "New", true))
                        .body())
                .contains("Bad Request");
        assertThat(administrator
                        .post("/finesse/api/ReasonCode", code("302", "x".repeat(41), true))
                        .body())
                .contains("Bad Request");
        assertThat(administrator
                        .post("/finesse/api/ReasonCode", "<ReasonCode><code>1</code></ReasonCode>")
                        .body())
                .contains("Bad Request");
        assertThat(agent.post("/finesse/api/ReasonCode", code("302", "New", true))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void ccx_takes_codes_up_to_999_only() {
        try (TestCluster ccx = new TestCluster(Platform.CCX)) {
            assertThat(ccx.administrator()
                            .post("/finesse/api/ReasonCode", code("1000", "New", true))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void the_hundred_and_first_code_of_a_kind_is_too_many() {
        for (int code = 200; code < 294; code++) {
            cluster.finesse.addReasonCode(ReasonCode.Category.NOT_READY, code, "Code " + code, true);
        }
        assertThat(administrator
                        .post("/finesse/api/ReasonCode", code("400", "One more", true))
                        .body())
                .contains("Maximum Exceeded");
    }

    @Test
    void a_team_code_is_valid_for_that_team_only() {
        ReasonCode coaching = cluster.finesse.addReasonCode(ReasonCode.Category.NOT_READY, 301, "Coaching", false);
        String assignment = "<ReasonCodes><ReasonCode><uri>/finesse/api/ReasonCode/" + coaching.id()
                + "</uri></ReasonCode></ReasonCodes>";
        assertThat(administrator
                        .put("/finesse/api/Team/500/ReasonCodes?category=NOT_READY", assignment)
                        .statusCode())
                .isEqualTo(200);

        assertThat(administrator
                        .get("/finesse/api/Team/500/ReasonCodes?category=NOT_READY")
                        .body())
                .contains("Coaching")
                .doesNotContain("Lunch");
        assertThat(agent.get("/finesse/api/User/1001001/ReasonCodes?category=NOT_READY")
                        .body())
                .contains("Coaching");
        assertThat(agent.get("/finesse/api/TeamResource/500/ReasonCodes?category=NOT_READY")
                        .body())
                .contains("Coaching", "Lunch");
        assertThat(cluster.as("1001003")
                        .get("/finesse/api/User/1001003/ReasonCodes?category=NOT_READY")
                        .body())
                .doesNotContain("Coaching");
        assertThat(agent.get("/finesse/api/User/1001001/ReasonCode/" + coaching.id())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void codes_of_an_unknown_team_are_error_574() {
        HttpResponse<String> answer = administrator.get("/finesse/api/Team/9/ReasonCodes?category=NOT_READY");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("finesse.api.team.team_assignment_invalid_team", "574");
    }

    private static String code(String code, String label, boolean forAll) {
        return "<ReasonCode><category>NOT_READY</category><code>" + code + "</code><label>" + label + "</label><forAll>"
                + forAll + "</forAll></ReasonCode>";
    }
}
