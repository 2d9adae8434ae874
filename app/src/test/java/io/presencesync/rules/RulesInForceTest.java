package io.presencesync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.agent.Manner;
import io.presencesync.agent.Verdict;
import io.presencesync.engine.Roster;
import io.presencesync.presence.Cause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesInForceTest {
    private static final Roster.Entry OTHER = Samples.agent("1002", "other", "600", null);

    private static String label(RulesInForce rules, Roster.Entry agent, Presence presence) {
        return rules.of(agent).rules().judge(presence).verdict() instanceof Verdict.Busy busy
                ? busy.label().value()
                : "none";
    }

    @Test
    void agent_comes_before_team_before_site_before_everybody_before_the_defaults() {
        RulesInForce rules = Samples.inForce("""
                labels: [A, T, S, E]
                rules:
                  - {status: [ooo, busy, quiet, inactive], reason: E}
                sites:
                  main: {rules: [{status: [ooo, busy, quiet], reason: S}]}
                teams:
                  "500": {rules: [{status: [ooo, busy], reason: T}]}
                agents:
                  "1001001": {rules: [{status: ooo, reason: A}]}
                """);
        assertThat(label(rules, Samples.CHRIS, Samples.presence("ooo"))).isEqualTo("A");
        assertThat(label(rules, Samples.CHRIS, Samples.presence("busy"))).isEqualTo("T");
        assertThat(label(rules, Samples.CHRIS, Samples.presence("quiet"))).isEqualTo("S");
        assertThat(label(rules, Samples.CHRIS, Samples.presence("inactive"))).isEqualTo("E");
        assertThat(label(rules, Samples.CHRIS, Samples.presence("dnd"))).isEqualTo("Webex DND");
        assertThat(label(rules, OTHER, Samples.presence("ooo"))).isEqualTo("S");
    }

    @Test
    void what_a_shared_file_says_of_other_sites_counts_for_nobody_here() {
        String text = """
                labels: [Own, Theirs]
                rules: [{status: busy, reason: Own}]
                sites:
                  main: {stale: release}
                  emea: {stale: hold, rules: [{status: ooo, reason: Theirs}]}
                agents:
                  "emea/1001001": {sync: off}
                  "main/1001001": {wrapup: cut}
                """;
        RulesInForce rules = new RulesInForce(Samples.book(text).without(Set.of(new SiteId("emea"))), Samples.SETTLE);

        Manner manner = rules.of(Samples.CHRIS);
        assertThat(manner.wrapup()).isEqualTo(Manner.WrapUp.CUT);
        assertThat(rules.labels()).contains(new ReasonLabel("Own")).doesNotContain(new ReasonLabel("Theirs"));
        assertThat(rules.unmet()).isEmpty();
    }

    @Test
    void teams_are_found_by_name_and_agents_by_login_name_whatever_the_capitals() {
        RulesInForce rules = Samples.inForce("""
                teams: {SUPPORT: {stale-after: 20m, wrapup: cut}}
                agents: {CSmith: {stale-after: 30m}}
                """);
        Manner manner = rules.of(Samples.CHRIS);
        assertThat(manner.staleAfter()).isEqualTo(Duration.ofMinutes(30));
        assertThat(manner.wrapup()).isEqualTo(Manner.WrapUp.CUT);
    }

    @Test
    void options_override_one_by_one() {
        RulesInForce rules = Samples.inForce("""
                settle: {hold: 5s}
                stale: release
                restore: always
                override: enforce
                unknown-at-start: hold
                teams: {"500": {stale: hold}}
                """);
        Manner manner = rules.of(Samples.CHRIS);
        assertThat(manner.stale()).isEqualTo(Manner.Stale.HOLD);
        assertThat(manner.restore()).isEqualTo(Manner.Restore.ALWAYS);
        assertThat(manner.override()).isEqualTo(Manner.ReadyByHand.ENFORCE);
        assertThat(manner.unknownAtStart()).isEqualTo(Manner.UnknownAtStart.HOLD);
        assertThat(manner.rules().judge(Samples.presence("dnd")).settle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(manner.rules().judge(Samples.presence("active")).settle()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_rule_s_own_settle_is_stronger_than_any_layer_s() {
        RulesInForce rules = Samples.inForce("""
                settle: {hold: 5s, release: 6s}
                rules:
                  - {status: dnd, reason: Webex DND, settle: 0s}
                  - {status: inactive, then: free, settle: 30s}
                """);
        assertThat(rules.of(Samples.CHRIS)
                        .rules()
                        .judge(Samples.presence("dnd"))
                        .settle())
                .isZero();
        assertThat(rules.of(Samples.CHRIS)
                        .rules()
                        .judge(Samples.presence("inactive"))
                        .settle())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void the_off_switch_names_whose_it_is_and_a_stronger_layer_switches_on_again() {
        RulesInForce rules = Samples.inForce("""
                teams: {"500": {sync: off}}
                agents: {"1003": {sync: on}}
                """);
        assertThat(rules.of(Samples.CHRIS).hours().at(Samples.NOW).why())
                .isEqualTo("sync is switched off for team 500");
        Roster.Entry exception = Samples.agent("1003", "x", "500", null);
        assertThat(rules.of(exception).hours().at(Samples.NOW).on()).isTrue();
        assertThat(rules.of(OTHER).hours().at(Samples.NOW).on()).isTrue();
    }

    @Test
    void a_condition_on_what_the_people_api_does_not_tell_counts_as_met() {
        RulesInForce rules = Samples.inForce("""
                rules: [{status: meeting, meetingType: none, reason: Webex Call}]
                """);
        assertThat(label(rules, OTHER, Samples.presence("meeting"))).isEqualTo("Webex Call");
        assertThat(label(rules, OTHER, Samples.presence("meeting", "online", null, PresenceOrigin.MERCURY)))
                .isEqualTo("Webex Meeting");
        assertThat(label(rules, OTHER, Samples.presence("meeting", null, null, PresenceOrigin.PEOPLE_API)))
                .isEqualTo("Webex Call");
    }

    @Test
    void the_labels_needed_are_those_of_all_rules_and_of_the_defaults() {
        RulesInForce rules = Samples.inForce("""
                labels: [Away, Far away, Never used]
                teams: {"500": {rules: [{status: ooo, reason: Away, otherwise: Far away}]}}
                """);
        assertThat(rules.labels())
                .containsAll(ReasonLabel.OURS)
                .contains(new ReasonLabel("Away"), new ReasonLabel("Far away"))
                .hasSize(6);
    }

    @Test
    void teams_that_no_agent_belongs_to_are_named_once_agents_are_known() {
        RulesInForce rules = Samples.inForce("teams: {\"500\": {sync: on}, Suport: {sync: on}}");
        assertThat(rules.unmet()).isEmpty();
        rules.of(Samples.CHRIS);
        assertThat(rules.unmet()).containsExactly("team Suport");
    }

    @Test
    void an_ignored_presence_says_which_rule_ignores_it() {
        RulesInForce rules = Samples.inForce("rules: [{status: ooo, then: ignore}]");
        assertThat(rules.of(OTHER).rules().judge(Samples.presence("ooo")).verdict())
                .isEqualTo(new Verdict.Ignore("Webex shows ooo, which rules.yml:1 ignores"));
    }

    @Test
    void a_meeting_whose_kind_could_not_be_read_is_ignored_where_the_kind_decides() {
        RulesInForce rules = Samples.inForce("rules: []\n");
        for (String status : List.of("meeting", "presenting", "Meeting")) {
            Verdict verdict = verdict(rules, OTHER, Samples.presence(status).asUnclear());
            assertThat(verdict)
                    .isEqualTo(new Verdict.Ignore(
                            "Webex shows " + status + " without its kind, which is being read again",
                            Cause.WAITING,
                            null));
        }
    }

    @Test
    void a_meeting_whose_kind_could_not_be_read_is_judged_where_the_kind_does_not_matter() {
        RulesInForce rules = Samples.inForce("""
                rules: [{status: meeting, reason: Webex Call}, {status: presenting, then: free}]
                """);
        assertThat(label(rules, OTHER, Samples.presence("meeting").asUnclear())).isEqualTo("Webex Call");
        assertThat(verdict(rules, OTHER, Samples.presence("presenting").asUnclear()))
                .isEqualTo(new Verdict.Free());
    }

    @Test
    void a_rule_for_no_meeting_type_is_not_met_by_one_that_could_not_be_read() {
        RulesInForce rules = Samples.inForce("""
                rules: [{status: meeting, meetingType: none, then: free}]
                """);
        assertThat(verdict(rules, OTHER, Samples.presence("meeting").asUnclear()))
                .isInstanceOf(Verdict.Ignore.class);
        assertThat(verdict(rules, OTHER, Samples.presence("meeting"))).isEqualTo(new Verdict.Free());
    }

    private static Verdict verdict(RulesInForce rules, Roster.Entry agent, Presence presence) {
        return rules.of(agent).rules().judge(presence).verdict();
    }
}
