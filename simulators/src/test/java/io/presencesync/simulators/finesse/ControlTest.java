package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlTest {
    private final TestCluster cluster = new TestCluster(Platform.CCE);
    private final Wire people = Wire.nobody(cluster.finesse);

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void an_agent_is_led_through_a_call() {
        act("signIn", "");
        act("ready", "");
        assertThat(act("callArrives", "").getString("state")).isEqualTo("RESERVED");
        assertThat(act("answer", "").getString("state")).isEqualTo("TALKING");
        assertThat(act("notReady", "{\"label\":\"Lunch\"}").getString("pendingState"))
                .isEqualTo("NOT_READY");
        assertThat(act("endCall", "{\"wrapUp\":true}").getString("state")).isEqualTo("WORK");
        JsonObject lunch = act("wrapUpEnds", "");

        assertThat(lunch.getString("state")).isEqualTo("NOT_READY");
        assertThat(lunch.getString("reason")).isEqualTo("Lunch");
        assertThat(lunch.getString("stateChangeTime")).isEqualTo("2024-03-01T17:58:21.234Z");
    }

    @Test
    void what_a_person_chooses_bears_the_request_of_a_desktop_and_what_the_system_does_bears_none() {
        try (HeardUpdates updates = cluster.listen()) {
            act("signIn", "");
            assertThat(updates.next()).contains("<requestId>desktop-");
            act("ready", "");
            assertThat(updates.next()).contains("<state>READY</state>", "<requestId>desktop-");
            act("supervisorSets", "{\"state\":\"NOT_READY\"}");
            assertThat(updates.next()).contains("<code>999</code>", "<requestId>desktop-");
            act("ready", "");
            updates.next();
            act("callArrives", "");
            assertThat(updates.next()).contains("<state>RESERVED</state>", "<requestId></requestId>");
        }
    }

    @Test
    void the_system_puts_an_agent_not_ready_with_a_code_of_its_own_and_gives_ready_back() {
        act("signIn", "");
        act("ready", "");
        try (HeardUpdates updates = cluster.listen()) {
            act("systemSets", "{\"state\":\"NOT_READY\",\"code\":50005}");
            assertThat(updates.next())
                    .contains("<state>NOT_READY</state>", "<code>50005</code>", "<requestId></requestId>");
            act("systemSets", "{\"state\":\"READY\",\"code\":0}");
            assertThat(updates.next()).contains("<state>READY</state>", "<requestId></requestId>");
        }
        assertThat(people.post("/control/agents/1001001/systemSets", "{\"state\":\"NOT_READY\",\"code\":7}")
                        .body())
                .contains("no Not Ready reason has the code 7");
    }

    @Test
    void a_state_is_told_again_or_taken_again_at_a_desktop_with_the_time_of_now() {
        act("signIn", "");
        act("notReady", "{\"label\":\"Lunch\"}");
        cluster.advance(Duration.ofSeconds(14));
        try (HeardUpdates updates = cluster.listen()) {
            act("toldAgain", "");
            assertThat(updates.next())
                    .contains("<label>Lunch</label>", "<stateChangeTime>2024-03-01T17:58:35.234Z")
                    .contains("<requestId></requestId>");
            cluster.advance(Duration.ofSeconds(1));
            act("takenAgain", "");
            assertThat(updates.next())
                    .contains("<label>Lunch</label>", "<stateChangeTime>2024-03-01T17:58:36.234Z")
                    .contains("<requestId>desktop-");
        }
    }

    @Test
    void a_request_of_the_agents_desktop_fails_with_an_error_in_its_name_and_the_state_stays() {
        act("signIn", "");
        try (HeardUpdates updates = cluster.listen()) {
            act("requestFails", "{\"type\":\"Generic Error\",\"message\":\"CF_INVALID_OBJECT_STATE\",\"data\":\"22\"}");
            assertThat(updates.next())
                    .contains("<errorData>22</errorData>", "<requestId>desktop-")
                    .doesNotContain("<state>");
        }
    }

    @Test
    void an_action_his_state_does_not_allow_is_a_conflict_and_unknown_things_are_said_so() {
        assertThat(people.post("/control/agents/1001001/answer", "").statusCode())
                .isEqualTo(409);
        assertThat(people.post("/control/agents/7/signIn", "").statusCode()).isEqualTo(404);
        HttpResponse<String> unknown = people.post("/control/agents/1001001/fly", "");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("unknown action fly", "callArrives");
        assertThat(people.post("/control/agents", "{").statusCode()).isEqualTo(400);
        assertThat(people.post("/control/agents", "{\"loginId\":\"9\",\"teamId\":\"500\"}")
                        .body())
                .contains("password");
    }

    @Test
    void teams_agents_and_codes_are_set_up_and_no_password_is_shown() {
        people.post("/control/teams", "{\"id\":\"700\",\"name\":\"New\"}");
        people.post(
                "/control/agents",
                "{\"loginId\":\"71\",\"loginName\":\"neo\",\"password\":\"hidden-71\",\"teamId\":\"700\"}");
        people.post(
                "/control/reasonCodes", "{\"code\":301,\"label\":\"Coaching\",\"forAll\":false,\"teamId\":\"700\"}");

        assertThat(people.get("/control/agents").body())
                .contains("\"loginName\":\"neo\"")
                .doesNotContain("hidden-71");
        assertThat(Wire.as(cluster.finesse, "71", "hidden-71")
                        .get("/finesse/api/User/71/ReasonCodes?category=NOT_READY")
                        .body())
                .contains("Coaching");
    }

    @Test
    void an_agent_moves_to_another_team_and_leaves_the_company() {
        cluster.agent().signIn().notReady("Lunch");
        try (HeardUpdates updates = cluster.listen()) {
            assertThat(people.put("/control/agents/1001001", "{\"teamId\":\"600\",\"loginName\":\"chris\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(updates.next())
                    .contains("<teamId>600</teamId>", "<label>Lunch</label>", "<loginName>chris</loginName>");
            assertThat(cluster.as("2001").get(TestCluster.PATH).statusCode()).isEqualTo(401);
            assertThat(cluster.administrator().get("/finesse/api/User/csmith").statusCode())
                    .isEqualTo(404);

            assertThat(people.delete("/control/agents/1001001").statusCode()).isEqualTo(200);
            assertThat(updates.next()).contains("<event>DELETE</event>");
            assertThat(cluster.administrator().get(TestCluster.PATH).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void faults_are_added_listed_and_cleared() {
        JsonObject fault = new JsonObject(people.post(
                        "/control/faults",
                        "{\"method\":\"GET\",\"path\":\"/finesse/api/User/*\",\"effect\":\"status\",\"status\":500,"
                                + "\"errorType\":\"Generic Error\"}")
                .body());
        assertThat(cluster.as("1001001").get(TestCluster.PATH).body()).contains("Generic Error");
        assertThat(people.get("/control/faults").body()).contains("\"effect\":\"status\"", "\"times\":-1");

        assertThat(people.delete("/control/faults/" + fault.getInteger("id")).statusCode())
                .isEqualTo(200);
        assertThat(people.delete("/control/faults/" + fault.getInteger("id")).statusCode())
                .isEqualTo(404);
        assertThat(cluster.as("1001001").get(TestCluster.PATH).statusCode()).isEqualTo(200);
        assertThat(people.post("/control/faults", "{\"effect\":\"nothing\"}").body())
                .contains("unknown effect", "refuseLater");
    }

    @Test
    void every_kind_of_fault_reads_back_as_it_was_written() {
        for (String effect : new String[] {
            "{\"effect\":\"hang\"}",
            "{\"effect\":\"drop\"}",
            "{\"effect\":\"loseAnswer\"}",
            "{\"effect\":\"delay\",\"millis\":250}",
            "{\"effect\":\"swallow\",\"times\":3}",
            "{\"effect\":\"refuseLater\",\"errorType\":\"A\",\"errorData\":\"1\",\"errorMessage\":\"B\"}",
            "{\"effect\":\"rewrite\",\"how\":\"WITHOUT_FIELD\",\"argument\":\"state\"}",
            "{\"effect\":\"status\",\"status\":404,\"method\":\"PUT\",\"path\":\"/x\",\"user\":\"u\"}"
        }) {
            Fault fault = FaultJson.read(new JsonObject(effect));
            assertThat(FaultJson.read(FaultJson.write(1, fault))).isEqualTo(fault);
            assertThat(new JsonObject(FaultJson.write(1, fault).encode()).getMap())
                    .containsAllEntriesOf(new JsonObject(effect).getMap());
        }
    }

    @Test
    void the_node_goes_out_of_service_and_comes_back() {
        assertThat(people.put("/control/node", "{\"inService\":false,\"effectDelayMillis\":5}")
                        .body())
                .contains("\"inService\":false", "\"effectDelayMillis\":5");
        assertThat(cluster.as("1001001").get(TestCluster.PATH).statusCode()).isEqualTo(503);
        people.put("/control/node", "{\"inService\":true}");
        assertThat(cluster.as("1001001").get(TestCluster.PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void requests_are_listed_by_method_and_path_and_forgotten_on_command() {
        cluster.as("1001001").get(TestCluster.PATH);
        cluster.as("1001001").putUser("1001001", "<state>X</state>");

        assertThat(new JsonObject(people.get("/control/requests?method=PUT").body())
                        .getJsonArray("requests")
                        .getJsonObject(0)
                        .getString("body"))
                .isEqualTo("<User><state>X</state></User>");
        assertThat(new JsonObject(people.get("/control/requests").body()).getJsonArray("requests"))
                .hasSize(2);
        people.delete("/control/requests");
        assertThat(cluster.finesse.requests().all()).isEmpty();
    }

    @Test
    void a_blocked_user_is_unblocked_and_a_fail_over_loses_reasons() {
        cluster.agent().signIn().notReady("Lunch");
        assertThat(people.post("/control/failOver", "").body()).contains("\"reasonCodeId\":\"-1\"");
        Wire wrong = Wire.as(cluster.finesse, "1001001", "x");
        for (int i = 0; i < 5; i++) {
            wrong.get(TestCluster.PATH);
        }
        people.post("/control/unblock", "");
        assertThat(cluster.as("1001001").get(TestCluster.PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void there_is_a_page_for_people() {
        HttpResponse<String> page = people.get("/control");
        assertThat(page.headers().firstValue("content-type")).contains("text/html;charset=UTF-8");
        assertThat(page.body()).contains("<title>Pretend Finesse</title>");
    }

    private JsonObject act(String action, String body) {
        HttpResponse<String> answer = people.post("/control/agents/1001001/" + action, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }
}
