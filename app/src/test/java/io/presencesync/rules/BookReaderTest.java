package io.presencesync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {status: dnd, reason: Webex DnD}           | rules[1].reason (rules.yml:2): "Webex DnD" is an unknown label. Did you mean Webex DND?
            {status: dnd, reason: Lunch}               | "Lunch" is an unknown label. Known are: Webex DND, Webex Call
            {status: dnd, reason: Webex DND, otherwise: Nap} | rules[1].otherwise (rules.yml:2): "Nap" is an unknown label
            {status: dnd, reason: Webex DND, otherwise: Webex DND} | rules[1].otherwise (rules.yml:2): is the same as reason
            {status: dnd}                              | rules[1].reason (rules.yml:2): no verdict: neither reason nor then
            {status: dnd, reason: Webex DND, then: free} | rules[1].then (rules.yml:2): two verdicts
            {status: dnd, then: fre}                   | "fre" is not a choice here. Did you mean free?
            {status: dnd, then: free, otherwise: Webex DND} | rules[1].otherwise (rules.yml:2): stands without reason
            {status: dnd, free: true}                  | rules[1].free (rules.yml:2): there is no such key here
            {staus: dnd, then: free}                   | Did you mean status?
            {then: free}                               | the rule does not say which presences it is about
            {status: [any, dnd], then: free}           | any stands beside other words
            {status: [], then: free}                   | rules[1].status (rules.yml:2): names no word
            {status: , then: free}                     | rules[1].status (rules.yml:2): has no value
            {status: [[dnd]], then: free}              | rules[1].status (rules.yml:2): this is not a plain value
            {status: dnd, reason: Webex DND, settle: -1s} | rules[1].settle (rules.yml:2): "-1s" is negative
            {status: dnd, reason: Webex DND, settle: soon} | "soon" is not a duration
            {status: dnd, reason: Webex DND, settle: 11m}  | "11m" is out of range. Choose from 0s to 600s
            {status: dnd, then: ignore, settle: 1s}    | a rule that ignores waits for nothing
            dnd                                        | rules[1] (rules.yml:2): this is not a rule
            """)
    void a_wrong_rule_is_refused_with_its_line_and_what_to_do(String rule, String expected) {
        assertThat(Samples.faults("rules:\n  - " + rule + "\n"))
                .singleElement()
                .asString()
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rule: []                                   | rule (rules.yml:1): there is no such key here. Did you mean rules?
            stale: gone                                | "gone" is not a choice here. Write one of: leave, release, hold.
            stale-after: 0s                            | stale-after (rules.yml:1): "0s" is out of range
            wrapup:                                    | wrapup (rules.yml:1): has no value
            sync: maybe                                | "maybe" is not a choice here. Write on or off
            settle: 1s                                 | settle (rules.yml:1): this is no set of keys and values
            settle: {hld: 1s}                          | settle.hld (rules.yml:1): there is no such key here. Did you mean hold?
            rules: {status: dnd}                       | rules (rules.yml:1): this is not a list
            hours: {mon: "08:00-18:00"}                | hours.zone (rules.yml:1): is missing
            hours: {zone: Europe/Berln, mon: "08:00-18:00"} | "Europe/Berln" is no time zone. Did you mean Europe/Berlin?
            hours: {zone: CST, mon: "08:00-18:00"}     | "CST" is an abbreviation used in several time zones. Write the region, such as America/Chicago or Asia/Shanghai
            hours: {zone: ist, mon: "08:00-18:00"}     | "ist" is an abbreviation used in several time zones. Write the region, such as Asia/Kolkata
            hours: {zone: CEST, mon: "08:00-18:00"}    | "CEST" is an abbreviation used in several time zones. Write the region, such as Europe/Berlin
            hours: {zone: PDT, mon: "08:00-18:00"}     | says nothing of the other half of the year. Write the region, such as America/Los_Angeles.
            hours: {zone: EST, mon: "08:00-18:00"}     | Write the region, such as America/New_York or America/Panama.
            hours: {zone: JST, mon: "08:00-18:00"}     | Write the region, such as Asia/Tokyo.
            hours: {zone: europe/berlin, mon: "08:00-18:00"} | Did you mean Europe/Berlin?
            rules: [{status: dnd, reason: webex dnd}]  | Did you mean Webex DND?
            hours: {zone: UTC}                         | hours (rules.yml:1): names no hours
            hours: {zone: UTC, mnday: "08:00-18:00"}   | hours.mnday (rules.yml:1): is no day
            hours: {zone: UTC, mon-fri: "8 to 18"}     | "8 to 18" is no span of hours
            hours: {zone: UTC, mon-fri: "08:00-25:00"} | "08:00-25:00" is no span of hours
            hours: {zone: UTC, mon-fri: "08:00-08:00"} | ends where it begins
            hours: {zone: UTC, mon-fri: "08:00-18:00", fri: "17:00-19:00"} | hours.fri (rules.yml:1): overlaps the hours of hours.mon-fri
            hours: {zone: UTC, sun: "22:00-06:00", mon: "05:00-12:00"} | overlaps the hours of
            hours: {zone: UTC, mon: ["08:00-12:00", "11:00-13:00"]} | overlaps the hours of
            teams: {"500": {labels: [x]}}              | teams.500.labels (rules.yml:1): there is no such key here. labels: stands at the top
            teams: {"500": }                           | teams.500 (rules.yml:1): says nothing
            teams: {Support: {sync: off}, support: {sync: on}} | teams.support (rules.yml:1): is the same as team Support above
            agents: [1001]                             | agents (rules.yml:1): this is no set of keys and values
            labels: [An endless label that Finesse would never ever take] | is no label
            - 1                                        | the file does not begin with a key
            {sync: on, sync: off}                      | the key sync is already set on line 1
            {sync: &a on, stale: *a}                   | an alias (*) stands here
            stale: [leave                              | this is not readable as YAML
            """)
    void a_wrong_option_is_refused_with_its_line_and_what_to_do(String text, String expected) {
        assertThat(Samples.faults(text)).first().asString().contains(expected);
    }

    @Test
    void all_faults_are_told_at_once_each_with_its_line() {
        assertThat(Samples.faults("""
                stale: gone
                rules:
                  - {status: dnd}
                teams:
                  "500":
                    wrapup: never
                    rules:
                      - {status: call, reason: Nope}
                """))
                .hasSize(4)
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("stale (rules.yml:1)"),
                        fault -> assertThat(fault).contains("rules[1].reason (rules.yml:3)"),
                        fault -> assertThat(fault).contains("teams.500.wrapup (rules.yml:6)"),
                        fault -> assertThat(fault).contains("teams.500.rules[1].reason (rules.yml:8)"));
    }

    @Test
    void an_unreachable_rule_is_named_with_the_one_that_hides_it() {
        assertThat(Samples.faults("""
                rules:
                  - {status: [meeting, presenting], reason: Webex Meeting}
                  - {status: presenting, meetingType: online, reason: Webex Call}
                """))
                .singleElement()
                .asString()
                .contains("rules[2] (rules.yml:3): this rule is never reached: rules.yml:2 before it matches all");
    }

    @Test
    void a_rule_hidden_by_several_together_names_them_all() {
        assertThat(Samples.faults("""
                rules:
                  - {status: dnd, then: free}
                  - {status: call, then: free}
                  - {status: [dnd, call], then: ignore}
                """))
                .singleElement()
                .asString()
                .contains("rules.yml:2 and rules.yml:3 before it match all");
    }

    @Test
    void two_rules_for_one_match_are_told_as_such() {
        assertThat(Samples.faults("""
                rules:
                  - {status: [ooo, dnd], then: free}
                  - {status: [dnd, OOO], then: ignore}
                """))
                .singleElement()
                .asString()
                .contains(
                        "rules.yml:3): two rules for one match (dnd or OOO): rules.yml:2 says free, this one says ignore");
    }

    @Test
    void the_same_match_in_another_layer_is_no_fault() {
        assertThat(Samples.faults("""
                rules: [{status: dnd, then: free}]
                teams: {"500": {rules: [{status: dnd, then: ignore}]}}
                """)).isEmpty();
    }

    @Test
    void an_unheard_of_status_is_kept_and_warned_of() {
        BookReader.Reading reading = BookReader.read("rules.yml", "rules:\n  - {status: dnb, reason: Webex DND}\n");
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.book().size()).isEqualTo(1);
        assertThat(reading.warnings()).singleElement().asString().contains("rules.yml:2", "Did you mean dnd?");
    }

    @Test
    void further_labels_may_be_used_once_they_are_named() {
        assertThat(Samples.faults("labels: [Out to lunch]\nrules: [{status: ooo, reason: Out to lunch}]\n"))
                .isEmpty();
    }

    @Test
    void an_empty_file_and_one_of_comments_say_nothing() {
        assertThat(Samples.book("").size()).isZero();
        assertThat(Samples.book("# nothing\nrules:\nteams:\n").size()).isZero();
    }
}
