package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.ManualTimers;
import io.presencesync.net.Http;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupervisorCoverTest {
    private static final Set<String> SALES = Set.of("5");

    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private final ManualTimers time = new ManualTimers();
    private final Http http = new Http(finesse.vertx, new HttpClientOptions(), 4);
    private final FinesseClient boss = client();
    private final SupervisorCover cover = new SupervisorCover(boss, time);

    private FinesseClient client() {
        FinesseNodes nodes = new FinesseNodes(List.of(finesse.base()));
        FinesseHealth health = new FinesseHealth(nodes, time, Duration.ofSeconds(10));
        FinesseTransport transport =
                new FinesseTransport(http, nodes, health, new NodeQueues(nodes.all(), time), node -> {});
        Account account = new Account(Account.Role.SUPERVISOR, ScriptedFinesse.account("boss"), refused -> {});
        return new FinesseClient(transport, new NodeClocks(nodes.current()), account);
    }

    @AfterEach
    void close() {
        http.close();
        finesse.close();
    }

    private void boss(String teams) {
        finesse.user("boss", "<teams>" + teams + "</teams>");
    }

    private static String team(String id) {
        return "<Team><uri>/finesse/api/Team/" + id + "</uri><id>" + id + "</id><name>T" + id + "</name></Team>";
    }

    @Test
    void it_tells_the_teams_that_the_account_supervises() {
        assertThat(cover.teams()).isNull();
        boss(team("5") + team("6"));
        cover.lookWhenDue(SALES);
        assertThat(cover.teams()).isEqualTo(new SupervisorCover.Teams(Set.of("5", "6")));
        cover.lookWhenDue(SALES);
        assertThat(finesse.count("GET User/boss"))
                .as("not again before it is due")
                .isEqualTo(1);
    }

    @Test
    void one_that_supervises_none_of_the_agents_teams_is_asked_again_until_it_does() {
        boss(team("6"));
        cover.lookWhenDue(SALES);
        assertThat(cover.teams()).isEqualTo(new SupervisorCover.Teams(Set.of("6")));
        boss(team("5"));
        cover.lookWhenDue(SALES);
        assertThat(cover.teams()).isEqualTo(new SupervisorCover.Teams(Set.of("5")));
    }

    @Test
    void where_no_team_is_named_the_refusal_of_an_agents_team_decides() {
        boss("");
        String refusal = "<ApiErrors><ApiError><ErrorType>Authorization Failure</ErrorType></ApiError></ApiErrors>";
        finesse.on("GET", "Team/5", 401, refusal);
        cover.lookWhenDue(SALES);
        assertThat(cover.teams()).isEqualTo(new SupervisorCover.Teams(Set.of()));
    }

    @Test
    void where_no_team_is_named_but_an_agents_team_is_told_nothing_is_known() {
        boss("");
        finesse.on("GET", "Team/5", 200, "<Team><users></users></Team>");
        cover.lookWhenDue(SALES);
        assertThat(cover.teams()).isNull();
    }

    @Test
    void an_account_that_is_no_finesse_user_supervises_nobody() {
        cover.lookWhenDue(SALES);
        assertThat(cover.teams()).isEqualTo(new SupervisorCover.Teams(Set.of()));
    }

    @Test
    void an_outage_says_nothing() {
        finesse.on("GET", "User/boss", 503, "");
        cover.lookWhenDue(SALES);
        assertThat(cover.teams()).isNull();
    }

    @Test
    void an_agent_whose_state_changes_every_moment_is_counted_all_the_same_until_the_sign_out() {
        boss(team("5"));
        SignedInLook look = new SignedInLook(new Accounts(null, boss), time);
        int[] found = new int[4];
        for (int minute = 0; minute < 4; minute++) {
            String user = user("1001", minute < 3 ? "TALKING" : "LOGOUT", time.instant());
            finesse.on("GET", "Team/5", 200, "<Team><users>" + user + "</users></Team>");
            look.look();
            found[minute] = look.found();
            time.pass(Duration.ofMinutes(1));
        }
        assertThat(found).containsExactly(0, 1, 1, 0);
    }

    @Test
    void agents_signed_in_for_a_minute_are_counted_where_nobody_is_followed() {
        Instant before = time.instant().minus(Duration.ofMinutes(5));
        String users = user("1001", "READY", before)
                + user("1002", "LOGOUT", before)
                + user("1003", "NOT_READY", time.instant())
                + user("1004", "TALKING", before);
        boss(team("5"));
        finesse.on("GET", "Team/5", 200, "<Team><users>" + users + "</users></Team>");
        SignedInLook look = new SignedInLook(new Accounts(null, boss), time);
        look.look();
        assertThat(look.found()).isEqualTo(2);
        finesse.on("GET", "Team/5", 503, "");
        look.look();
        assertThat(look.found()).as("an outage says nothing").isZero();
        finesse.on("GET", "Users", 200, "<Users>" + users + "</Users>");
        SignedInLook asAdmin = new SignedInLook(new Accounts(boss, null), time);
        asAdmin.look();
        assertThat(asAdmin.found()).isEqualTo(2);
    }

    private static String user(String id, String state, Instant since) {
        return ScriptedFinesse.userXml(
                id,
                "<roles><role>Agent</role></roles><state>" + state + "</state><stateChangeTime>" + since
                        + "</stateChangeTime>");
    }
}
