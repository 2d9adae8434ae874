package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.AddressPattern;
import io.presencesync.config.AgentsConfig;
import io.presencesync.config.AgentsFile;
import io.presencesync.engine.Roster;
import io.presencesync.engine.Roster.Listing;
import io.presencesync.presence.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FinesseRosterTest {
    private final ScriptedFinesse finesse = new ScriptedFinesse();

    @AfterEach
    void close() {
        finesse.close();
    }

    private Listing load(String admin, String supervisor, String... users) {
        try (FinesseLink link =
                finesse.link(admin.isEmpty() ? null : admin, supervisor.isEmpty() ? null : supervisor, users)) {
            return link.roster().load();
        }
    }

    private static String user(String id, String login) {
        return "<User><loginId>" + id + "</loginId><loginName>" + login + "</loginName><firstName>First" + id
                + "</firstName><lastName>Last</lastName><teamId>5</teamId><teamName>Sales</teamName></User>";
    }

    @Test
    void one_request_finds_all_whatever_capitals_spaces_and_repeats() {
        finesse.on("GET", "Users", 200, "<Users>" + user("1001", "CSmith") + user("1002", "boss") + "</Users>");

        Listing listing = load("admin", "boss", " csmith ", "CSMITH", "", "1001", "nobody", "Boss");

        assertThat(listing.failure()).isNull();
        assertThat(listing.agents()).hasSize(1);
        Roster.Entry entry = listing.agents().get(0);
        assertThat(entry.agent()).hasToString("1001");
        assertThat(entry.loginName()).isEqualTo("CSmith");
        assertThat(entry.name()).isEqualTo("First1001 Last");
        assertThat(entry.teamId()).isEqualTo("5");
        assertThat(entry.teamName()).isEqualTo("Sales");
        assertThat(entry.address()).hasToString("csmith@example.com");
        assertThat(listing.missing()).extracting(Roster.Missing::wanted).containsExactly("nobody", "Boss");
        assertThat(listing.missing().get(1).why()).contains("supervisor account");
        assertThat(finesse.asked()).containsExactly("GET Users");
    }

    private Listing load(String admin, String supervisor, AgentsConfig agents, AgentsFile file) {
        try (FinesseLink link =
                finesse.link(admin.isEmpty() ? null : admin, supervisor.isEmpty() ? null : supervisor, new String[0])) {
            return link.roster(new RosterPlan(agents, "example.com", () -> file))
                    .load();
        }
    }

    private static AgentsConfig agents(AgentsConfig.From from, String address, String... teams) {
        return new AgentsConfig(from, List.of(), List.of(teams), new AddressPattern(address), null, AgentsConfig.EVERY);
    }

    private static AgentsFile file(String text) {
        return AgentsFile.parse("agents.csv", text.getBytes(java.nio.charset.StandardCharsets.UTF_8), false);
    }

    private static String user(String id, String login, String teamId, String team, String role) {
        return "<User><loginId>" + id + "</loginId><loginName>" + login + "</loginName><firstName>First" + id
                + "</firstName><lastName>Last</lastName><roles><role>" + role + "</role></roles><teamId>" + teamId
                + "</teamId><teamName>" + team + "</teamName></User>";
    }

    @Test
    void all_are_the_users_who_are_agents_without_our_supervisor_account() {
        finesse.on(
                "GET",
                "Users",
                200,
                "<Users>" + user("1", "ann", "5", "Sales", "Agent") + user("2", "boss", "5", "Sales", "Agent")
                        + user("3", "chief", "5", "Sales", "Supervisor")
                        + user("4", "lead", "5", "Sales", "agent</role><role>Supervisor") + "</Users>");

        Listing listing = load("admin", "BOSS", agents(AgentsConfig.From.ALL, "{loginName}@{domain}"), AgentsFile.NONE);

        assertThat(listing.agents()).extracting(Roster.Entry::loginName).containsExactly("ann", "lead");
        assertThat(listing.missing()).isEmpty();
    }

    @Test
    void an_empty_list_of_users_is_a_failure_and_names_nobody_missing() {
        finesse.on("GET", "Users", 200, "<Users/>");
        Listing listing = load("admin", "", agents(AgentsConfig.From.ALL, "{loginName}@{domain}"), AgentsFile.NONE);
        assertThat(Objects.requireNonNull(listing.failure()).failure()).isEqualTo(Outcome.Failure.RETRY);
        assertThat(listing.missing()).isEmpty();
    }

    @Test
    void the_administrator_finds_teams_by_name_or_id_whatever_capitals() {
        finesse.on(
                "GET",
                "Users",
                200,
                "<Users>" + user("1", "ann", "5", "Sales", "Agent") + user("2", "bob", "6", "Help", "Agent")
                        + user("3", "cem", "7", "Other", "Agent") + "</Users>");

        Listing listing = load(
                "admin",
                "",
                agents(AgentsConfig.From.TEAMS, "{loginName}@{domain}", "sales", "6", "nowhere"),
                AgentsFile.NONE);

        assertThat(listing.agents()).extracting(Roster.Entry::loginName).containsExactly("ann", "bob");
        assertThat(listing.missing()).extracting(Roster.Missing::wanted).containsExactly("team nowhere");
    }

    private static String summary(String id) {
        return "<User><loginId>" + id + "</loginId><firstName>First" + id
                + "</firstName><lastName>Last</lastName></User>";
    }

    private void team(String id, String... members) {
        finesse.on(
                "GET",
                "Team/" + id + "?includeLoggedOutAgents=true",
                200,
                "<Team><id>" + id + "</id><users>" + String.join("", members) + "</users></Team>");
    }

    private void bossOfSales() {
        finesse.on(
                "GET",
                "User/boss",
                200,
                "<User><loginId>900</loginId><loginName>boss</loginName><teams><Team><id>5</id><name>Sales</name></Team>"
                        + "</teams></User>");
    }

    @Test
    void the_supervisor_finds_the_members_of_his_teams_and_their_login_names() {
        bossOfSales();
        team("5", summary("1"), summary("2"), summary("900"));
        finesse.on("GET", "User/1", 200, user("1", "ann", "5", "Sales", "Agent"));
        finesse.on("GET", "User/2", 401, FailuresTest.error("Invalid Authorization User Specified", ""));
        finesse.on("GET", "User/900", 200, user("900", "boss", "5", "Sales", "Agent"));

        Listing listing = load(
                "", "boss", agents(AgentsConfig.From.TEAMS, "{loginName}@{domain}", "SALES", "Help"), AgentsFile.NONE);

        assertThat(listing.failure()).isNull();
        assertThat(listing.agents()).extracting(Roster.Entry::loginName).containsExactly("ann");
        assertThat(listing.agents().getFirst().teamName()).isEqualTo("Sales");
        assertThat(listing.missing())
                .extracting(Roster.Missing::wanted)
                .containsExactly("team Help", "First2 Last (2)");
        assertThat(listing.missing().getFirst().why()).contains("Sales (5)");
    }

    @Test
    void a_member_the_team_no_longer_names_is_asked_for_before_he_counts_as_gone() {
        bossOfSales();
        team("5", summary("1"), summary("2"), summary("3"));
        for (String id : List.of("1", "2", "3")) {
            finesse.on("GET", "User/" + id, 200, user(id, "n" + id, "5", "Sales", "Agent"));
        }
        AgentsConfig sales = agents(AgentsConfig.From.TEAMS, "{loginName}@{domain}", "Sales");
        try (FinesseLink link = finesse.link(null, "boss", new String[0])) {
            Roster roster = link.roster(new RosterPlan(sales, "example.com", () -> AgentsFile.NONE));
            assertThat(roster.load().agents()).hasSize(3);
            team("5", summary("1"));
            finesse.on("GET", "User/3", 404, "");
            assertThat(roster.load().agents())
                    .extracting(Roster.Entry::loginName)
                    .containsExactly("n1", "n2");
            finesse.on("GET", "User/2", 503, "");
            assertThat(roster.load().failure()).isNotNull();
            finesse.on("GET", "User/2", 200, user("2", "n2", "6", "Help", "Agent"));
            assertThat(roster.load().agents())
                    .extracting(Roster.Entry::loginName)
                    .containsExactly("n1");
        }
    }

    @Test
    void addresses_come_from_the_file_or_else_from_the_pattern_and_who_has_none_is_missing() {
        finesse.on(
                "GET",
                "Users",
                200,
                "<Users>" + user("1", "ann", "5", "Sales", "Agent") + user("2", "bob", "5", "Sales", "Agent")
                        + "<User><loginId>3</loginId><loginName>cem</loginName><lastName>Only</lastName></User>"
                        + user("4", "dan", "5", "Sales", "Agent") + "</Users>");

        Listing listing = load(
                "admin",
                "",
                agents(AgentsConfig.From.ALL, "{FirstName}.{LASTNAME}@{domain}"),
                file("2;Robert@Example.org\nDAN,robert@example.org"));

        assertThat(listing.agents())
                .extracting(entry -> entry.address().value())
                .containsExactly("first1.last@example.com", "robert@example.org", "robert@example.org");
        assertThat(listing.missing())
                .singleElement()
                .satisfies(lost -> assertThat(lost.why()).contains("no first name"));
        assertThat(listing.remarks()).singleElement().asString().contains("bob and dan", "robert@example.org");
    }

    @Test
    void the_file_names_the_agents_where_it_is_asked_to() {
        finesse.on(
                "GET",
                "Users",
                200,
                "<Users>" + user("1", "ann", "5", "Sales", "Agent") + user("2", "bob", "5", "Sales", "Agent")
                        + "</Users>");
        Listing listing = load(
                "admin",
                "",
                agents(AgentsConfig.From.FILE, "{loginName}@{domain}"),
                file("login,address\n\"ANN\u00a0\",a@example.org\nzoe,z@example.org"));
        assertThat(listing.agents())
                .singleElement()
                .satisfies(entry -> assertThat(entry.address()).hasToString("a@example.org"));
        assertThat(listing.missing()).extracting(Roster.Missing::wanted).containsExactly("zoe");
    }

    @Test
    void names_copied_from_a_spreadsheet_are_found_and_it_is_said() {
        finesse.on("GET", "Users", 200, "<Users>" + user("1001", "csmith") + "</Users>");
        Listing listing = load("admin", "", "\uFEFF\u201Ccsmith\u00a0\u201D");
        assertThat(listing.agents()).hasSize(1);
        assertThat(listing.remarks()).singleElement().asString().contains("unbreakable spaces");
    }

    @Test
    void a_list_with_a_single_user_is_read() {
        finesse.on("GET", "Users", 200, "<Users>" + user("1001", "csmith") + "</Users>");
        assertThat(load("admin", "", "csmith").agents()).hasSize(1);
    }

    @Test
    void six_thousand_users_are_found_in_one_request() {
        String users =
                IntStream.range(0, 6000).mapToObj(i -> user("" + i, "n" + i)).collect(Collectors.joining());
        finesse.on("GET", "Users", 200, "<Users>" + users + "</Users>");
        String[] wanted = IntStream.range(0, 6000).mapToObj(i -> "N" + i).toArray(String[]::new);

        assertThat(load("admin", "", wanted).agents()).hasSize(6000);
    }

    @Test
    void without_an_administrator_each_is_asked_for_as_supervisor() {
        finesse.on("GET", "User/csmith", 200, user("1001", "csmith"));
        finesse.on("GET", "User/other", 401, FailuresTest.error("Invalid Authorization User Specified", ""));

        Listing listing = load("", "boss", "csmith", "other", "nobody");

        assertThat(listing.failure()).isNull();
        assertThat(listing.agents()).hasSize(1);
        assertThat(listing.missing()).extracting(Roster.Missing::wanted).containsExactly("other", "nobody");
        assertThat(listing.missing().get(1).why()).contains("404").contains("FINESSE_ADMIN_TOKEN");
    }

    @Test
    void a_refused_administrator_is_a_failure_and_stops() {
        finesse.on("GET", "Users", 401, FailuresTest.error("Authorization Failure", ""));

        Outcome.Failed failed =
                Objects.requireNonNull(load("admin", "boss", "csmith").failure());

        assertThat(failed.failure()).isEqualTo(Outcome.Failure.ACCOUNT_STOPPED);
        assertThat(failed.message()).contains("admin").doesNotContain("pw-of-admin");
    }

    @Test
    void a_node_out_of_service_is_a_failure_to_try_again() {
        finesse.on("GET", "Users", 503, "");
        Outcome.Failed failed =
                Objects.requireNonNull(load("admin", "", "csmith").failure());
        assertThat(failed.failure()).isEqualTo(Outcome.Failure.RETRY);
    }

    @Test
    void an_answer_that_is_no_xml_is_a_failure_with_its_size() {
        finesse.on("GET", "Users", 200, "<html><body>sorry");
        Outcome.Failed failed =
                Objects.requireNonNull(load("admin", "", "csmith").failure());
        assertThat(failed.message()).contains("17 characters");
    }

    @Test
    void nobody_wanted_asks_nothing() {
        assertThat(load("admin", "boss").agents()).isEmpty();
        assertThat(finesse.asked()).isEmpty();
    }

    @Test
    void without_any_account_the_setting_to_give_is_named() {
        Outcome.Failed failed = Objects.requireNonNull(load("", "", "csmith").failure());
        assertThat(failed.message()).contains("FINESSE_ADMIN_TOKEN");
    }
}
