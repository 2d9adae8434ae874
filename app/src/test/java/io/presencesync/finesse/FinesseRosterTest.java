package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.Roster;
import io.presencesync.engine.Roster.Listing;
import io.presencesync.presence.Outcome;
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
