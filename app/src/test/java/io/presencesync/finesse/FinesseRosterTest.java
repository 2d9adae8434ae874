package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.AddressPattern;
import io.presencesync.config.AgentsConfig;
import io.presencesync.config.AgentsFile;
import io.presencesync.engine.Roster;
import io.presencesync.engine.Roster.Listing;
import io.presencesync.presence.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    private static String user(String id, String login, String state, Instant since) {
        return user(id, login)
                .replace(
                        "</User>",
                        "<state>" + state + "</state><stateChangeTime>" + since + "</stateChangeTime></User>");
    }

    private static final Instant T = Instant.parse("2026-01-01T10:00:00Z");

    static List<Arguments> doubles() {
        String out = user("1", "ann", "LOGOUT", T);
        return List.of(
                Arguments.of(out + user("2", "ann", "READY", T), "2", "2 is followed, who is signed in"),
                Arguments.of(user("2", "ann", "READY", T) + out, "2", "2 is followed, who is signed in"),
                Arguments.of(
                        user("2", "ann", "READY", T) + user("3", "ann", "NOT_READY", T.plusSeconds(1)) + out,
                        "3",
                        "3 is followed, who is signed in"),
                Arguments.of(
                        out + user("2", "ann", "UNKNOWN", T),
                        "1,2",
                        "each is followed while none of them is signed in"));
    }

    @ParameterizedTest
    @MethodSource("doubles")
    void of_two_users_with_one_login_name_the_one_signed_in_is_followed_and_it_is_told(
            String users, String followed, String remark) {
        finesse.on("GET", "Users", 200, "<Users>" + users + user("9", "ben") + "</Users>");

        Listing named = load("admin", "", "ann", "ben");
        Listing all = load("admin", "", agents(AgentsConfig.From.ALL, "{loginName}@{domain}"), AgentsFile.NONE);

        assertThat(List.of(named, all)).allSatisfy(listing -> {
            assertThat(listing.agents())
                    .extracting(entry -> entry.agent().user().value())
                    .containsExactly((followed + ",9").split(",", -1));
            assertThat(listing.missing()).isEmpty();
            assertThat(listing.remarks()).anyMatch(it -> it.contains("login name \"ann\"") && it.contains(remark));
        });
    }

    @Test
    void two_users_with_one_login_name_named_by_their_ids_are_both_followed() {
        finesse.on(
                "GET",
                "Users",
                200,
                "<Users>" + user("1", "ann", "LOGOUT", T) + user("2", "ann", "READY", T) + "</Users>");

        assertThat(load("admin", "", "1", "2").agents()).hasSize(2);
    }

    @Test
    void a_user_without_id_and_a_name_that_xml_forbids_stop_nobody() {
        finesse.on(
                "GET",
                "Users",
                200,
                "<Users><User><loginName>eve</loginName></User>"
                        + user("1", "ann").replace("First1", "A\u0001nn") + user("2", "ben") + "</Users>");

        Listing listing = load("admin", "", "ann", "ben", "eve");

        assertThat(listing.failure()).isNull();
        assertThat(listing.agents()).extracting(Roster.Entry::name).containsExactly("Ann Last", "First2 Last");
        assertThat(listing.missing()).extracting(Roster.Missing::wanted).containsExactly("eve");
        assertThat(listing.remarks())
                .anyMatch(remark -> remark.contains("eve") && remark.contains("passed over"))
                .anyMatch(remark -> remark.contains("Ann Last") && remark.contains("XML forbids"));
    }

    @ParameterizedTest
    @CsvSource({"500, ''", "200, <User><loginId>", "200, <User><loginName>ann</loginName></User>"})
    void one_user_whose_answer_is_broken_stops_nobody_and_is_asked_for_again(int status, String body) {
        finesse.on("GET", "User/ann", status, body);
        finesse.on("GET", "User/ben", 200, user("2", "ben"));
        finesse.on("GET", "User/eve", 200, user("3", "eve"));
        try (FinesseLink link = finesse.link(null, "boss", "ben", "ann", "eve")) {
            Listing listing = link.roster().load();

            assertThat(listing.failure()).isNull();
            assertThat(listing.agents()).extracting(Roster.Entry::loginName).containsExactly("ben", "eve");
            assertThat(listing.missing()).singleElement().satisfies(ann -> {
                assertThat(ann.wanted()).isEqualTo("ann");
                assertThat(ann.unread()).isTrue();
            });

            finesse.on("GET", "User/ann", 200, user("1", "ann"));
            assertThat(link.roster().load().agents()).hasSize(3);

            finesse.on("GET", "User/ann", status, body);
            Listing later = link.roster().load();
            assertThat(later.agents()).extracting(Roster.Entry::loginName).containsExactly("ben", "ann", "eve");
            assertThat(later.remarks())
                    .anyMatch(remark -> remark.contains("ann") && remark.contains("as known before"));
        }
    }

    @Test
    void broken_answers_alone_are_an_outage_and_not_asked_for_one_after_the_other() {
        List<String> all = IntStream.range(0, 20).mapToObj(i -> "a" + i).toList();
        all.forEach(name -> finesse.on("GET", "User/" + name, 500, ""));

        Listing many = load("", "boss", all.toArray(String[]::new));
        Listing one = load("", "boss", "a1");

        assertThat(many.failure()).isNotNull();
        assertThat(one.failure()).isNotNull();
        assertThat(finesse.asked()).hasSize(4);
    }

    @Test
    void one_broken_member_of_a_team_stops_no_other() {
        finesse.on(
                "GET",
                "User/boss",
                200,
                user("0", "boss")
                        .replace(
                                "</User>",
                                "<teams><Team><id>5</id><name>Sales</name></Team><Team><id>6</id><name>Help</name></Team></teams></User>"));
        finesse.on(
                "GET",
                "Team/5?includeLoggedOutAgents=true",
                200,
                "<Team><id>5</id><users>" + user("1", "ann") + user("2", "ben") + "</users></Team>");
        finesse.on("GET", "Team/6?includeLoggedOutAgents=true", 500, "");
        finesse.on("GET", "User/1", 500, "");
        finesse.on("GET", "User/2", 200, user("2", "ben"));

        Listing listing = load(
                "", "boss", agents(AgentsConfig.From.TEAMS, "{loginName}@{domain}", "Sales", "Help"), AgentsFile.NONE);

        assertThat(listing.failure()).isNull();
        assertThat(listing.agents()).extracting(Roster.Entry::loginName).containsExactly("ben");
        assertThat(listing.missing()).extracting(Roster.Missing::unread).containsExactly(true, true);
    }
}
