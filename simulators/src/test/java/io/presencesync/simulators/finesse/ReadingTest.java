package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private final TestCluster cluster = new TestCluster(Platform.CCE);

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void a_user_is_shown_with_every_documented_field() {
        cluster.agent().signIn().notReady("Webex Meeting");

        assertThat(cluster.as(TestCluster.AGENT)
                        .get(TestCluster.PATH + "?nocache=1")
                        .body())
                .isEqualTo("<User><dialogs>/finesse/api/User/1001001/Dialogs</dialogs><extension>1001001</extension>"
                        + "<firstName>Chris</firstName><lastName>Smith</lastName><loginId>1001001</loginId>"
                        + "<loginName>csmith</loginName><mediaType>1</mediaType><pendingState></pendingState>"
                        + "<reasonCodeId>19</reasonCodeId><ReasonCode><uri>/finesse/api/ReasonCode/19</uri>"
                        + "<category>NOT_READY</category><code>103</code><label>Webex Meeting</label>"
                        + "<forAll>true</forAll><systemCode>false</systemCode><id>19</id></ReasonCode>"
                        + "<settings><wrapUpOnIncoming>NOT_ALLOWED</wrapUpOnIncoming>"
                        + "<wrapUpOnOutgoing>NOT_ALLOWED</wrapUpOnOutgoing><deviceSelection>enabled</deviceSelection>"
                        + "</settings><roles><role>Agent</role></roles><state>NOT_READY</state>"
                        + "<stateChangeTime>2024-03-01T17:58:21.234Z</stateChangeTime><teamId>500</teamId>"
                        + "<teamName>Sales</teamName><teams></teams><uri>/finesse/api/User/1001001</uri></User>");
    }

    @Test
    void an_agent_reads_himself_a_supervisor_his_team_and_the_administrator_everybody() {
        assertThat(cluster.as("1001001").get("/finesse/api/User/1001001").statusCode())
                .isEqualTo(200);
        assertThat(cluster.as("1001001").get("/finesse/api/User/1001002").body())
                .contains("Invalid Authorization User Specified");
        assertThat(cluster.as("2001").get("/finesse/api/User/1001002").statusCode())
                .isEqualTo(200);
        assertThat(cluster.as("2001").get("/finesse/api/User/1001003").statusCode())
                .isEqualTo(401);
        assertThat(cluster.administrator().get("/finesse/api/User/1001003").statusCode())
                .isEqualTo(200);
        assertThat(cluster.administrator().get("/finesse/api/User/7").body())
                .contains("<ErrorType>User Not Found</ErrorType>", "<ErrorData>7</ErrorData>", "UNKNOWN_USER");
    }

    @Test
    void a_login_name_finds_a_user_on_cce_but_not_on_ccx() {
        assertThat(cluster.administrator().get("/finesse/api/User/csmith").body())
                .contains("<loginId>1001001</loginId>");
        try (TestCluster ccx = new TestCluster(Platform.CCX)) {
            assertThat(ccx.administrator().get("/finesse/api/User/csmith").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_login_name_is_no_id_for_a_change_of_state() {
        assertThat(cluster.as(TestCluster.AGENT)
                        .putUser("csmith", "<state>READY</state>")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void only_the_administrator_lists_users() {
        assertThat(cluster.administrator().get("/finesse/api/Users").body())
                .startsWith("<Users><User>")
                .containsSubsequence("1001001", "1001002", "1001003", "2001");
        HttpResponse<String> bySupervisor = cluster.as("2001").get("/finesse/api/Users");
        assertThat(bySupervisor.statusCode()).isEqualTo(401);
        assertThat(bySupervisor.body())
                .isEqualTo(
                        "<ApiErrors><ApiError><ErrorType>Authorization Failure</ErrorType>"
                                + "<ErrorData>2001</ErrorData><ErrorMessage>UNAUTHORIZED</ErrorMessage></ApiError></ApiErrors>");
    }

    @Test
    void a_list_with_one_user_is_still_a_list() {
        try (FinesseSimulator alone = FinesseSimulator.start(new FinesseSimulatorOptions())
                .addTeam("1", "One")
                .addUser(UserProfile.agent("5", "five", "x", "1"))) {
            assertThat(Wire.as(alone, "administrator", "admin-secret")
                            .get("/finesse/api/Users")
                            .body())
                    .matches("<Users><User>.*</User></Users>");
        }
    }

    @Test
    void a_team_lists_signed_in_members_and_others_only_on_request() {
        cluster.agent().signIn().notReady("Lunch");
        Wire supervisor = cluster.as("2001");

        assertThat(supervisor.get("/finesse/api/Team/500").body())
                .startsWith("<Team><uri>/finesse/api/Team/500</uri><id>500</id><name>Sales</name><users><User>")
                .contains("<reasonCode><uri>", "<label>Lunch</label>")
                .doesNotContain("1001002");
        assertThat(supervisor
                        .get("/finesse/api/Team/500?includeLoggedOutAgents=true")
                        .body())
                .contains("1001001", "1001002")
                .doesNotContain("1001003");
    }

    @Test
    void a_team_is_read_by_its_supervisor_and_the_administrator_only() {
        assertThat(cluster.as("2001").get("/finesse/api/Team/600").statusCode()).isEqualTo(401);
        assertThat(cluster.as("1001001").get("/finesse/api/Team/500").statusCode())
                .isEqualTo(401);
        assertThat(cluster.administrator().get("/finesse/api/Team/600").statusCode())
                .isEqualTo(200);
        assertThat(cluster.administrator().get("/finesse/api/Team/999").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_supervisor_is_shown_with_his_teams_and_both_roles() {
        assertThat(cluster.as("2001").get("/finesse/api/User/2001").body())
                .contains("<roles><role>Agent</role><role>Supervisor</role></roles>")
                .contains("<teams><Team><uri>/finesse/api/Team/500</uri><id>500</id><name>Sales</name></Team></teams>");
    }

    @Test
    void system_info_and_auth_mode_need_no_credentials() {
        assertThat(Wire.nobody(cluster.finesse).get("/finesse/api/SystemInfo").body())
                .contains("<deploymentType>UCCE</deploymentType>", "<status>IN_SERVICE</status>")
                .contains("<currentTimestamp>2024-03-01T17:58:21.234Z</currentTimestamp>");
        assertThat(Wire.nobody(cluster.finesse)
                        .get("/finesse/api/UserAuthMode/csmith")
                        .body())
                .isEqualTo("<UserAuthMode><authMode>NON_SSO</authMode></UserAuthMode>");
    }

    @Test
    void auth_mode_is_forbidden_when_it_is_switched_off() {
        try (TestCluster closed = new TestCluster(new FinesseSimulatorOptions().userAuthMode(false))) {
            HttpResponse<String> answer = Wire.nobody(closed.finesse).get("/finesse/api/UserAuthMode/csmith");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("Forbidden", "UserAuthModeService is disabled");
        }
    }

    @Test
    void an_unknown_path_is_not_found() {
        assertThat(cluster.administrator().get("/finesse/api/Nothing").statusCode())
                .isEqualTo(404);
    }

    @Test
    void text_with_markup_and_line_ends_comes_through_escaped_and_on_one_line() {
        cluster.finesse.addUser(new UserProfile("8", "eight", "x", "A<&>\"\nB", "C", "8", "500", List.of()));

        assertThat(cluster.administrator().get("/finesse/api/User/8").body())
                .contains("<firstName>A&lt;&amp;&gt;&quot;&#10;B</firstName>")
                .doesNotContain("\n");
    }
}
