package io.presencesync.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.SiteFacts;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Platform;
import io.presencesync.presence.SiteId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The verdict over the matrix: mode × who is followed × labels × teams × gadgets. Each row is a situation written as
/// words; whatever a row does not name is as it should be: ten agents followed, all labels there, all teams covered,
/// and in the modes with gadgets all ten signed in with a gadget.
class SiteHealthTest {
    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // all as it should be
                "gadget     | well                              | ok",
                "supervisor | well                              | ok",
                "auto       | well                              | ok",
                // who is followed
                "gadget     | unread                            | ok",
                "supervisor | unread                            | ok",
                "supervisor | unread failure                    | degraded agents_unreadable",
                "gadget     | unread failure                    | degraded agents_unreadable",
                "auto       | unread failure                    | degraded agents_unreadable",
                "supervisor | failure                           | degraded agents_unreadable",
                "supervisor | failure someNotFound              | degraded agents_unreadable",
                "supervisor | failure noneInWebex               | degraded agents_unreadable no_agent_in_webex",
                "supervisor | failure noneHoldable someInWebex  | degraded agents_unreadable no_agent_holdable",
                "supervisor | nobody                            | degraded no_agent",
                "auto       | nobody                            | degraded no_agent",
                "gadget     | nobody                            | degraded no_agent",
                "supervisor | nobody notFound                   | degraded no_agent_found",
                "auto       | nobody notFound                   | degraded no_agent_found",
                "gadget     | nobody notFound                   | degraded no_agent_found",
                "supervisor | someNotFound                      | ok",
                "supervisor | noneInWebex                       | degraded no_agent_in_webex",
                "gadget     | noneInWebex                       | degraded no_agent_in_webex",
                "auto       | noneInWebex                       | degraded no_agent_in_webex",
                "supervisor | someInWebex                       | ok",
                "gadget     | someInWebex                       | ok",
                // switched off by the rules
                "supervisor | allOff                            | degraded all_switched_off",
                "gadget     | allOff                            | degraded all_switched_off",
                "auto       | allOff                            | degraded all_switched_off",
                "supervisor | someOff                           | ok",
                "supervisor | night                             | ok outside_working_hours",
                "gadget     | night allOut                      | ok outside_working_hours waiting_for_gadgets",
                "supervisor | someOff nightForOthers            | ok outside_working_hours",
                // each kept from it by something else
                "supervisor | noneHoldable someInWebex someOff      | degraded no_agent_holdable",
                "supervisor | noneHoldable someInWebex someTeams    | degraded some_teams_not_covered no_agent_holdable",
                "gadget     | noneHoldable someInWebex someLabels   | degraded some_reason_labels no_agent_holdable",
                "gadget     | noneHoldable someInWebex someWithout  | degraded some_without_gadget no_agent_holdable",
                "auto       | noneHoldable noGadget someTeams       | degraded some_teams_not_covered no_gadget no_agent_holdable",
                "supervisor | noneHoldable noneInWebex              | degraded no_agent_in_webex",
                // labels
                "gadget     | noLabels                          | degraded no_reason_label",
                "gadget     | noLabelsAssigned                  | degraded no_reason_label",
                "gadget     | someLabels                        | ok some_reason_labels",
                "gadget     | labelsUnknown                     | ok",
                "auto       | noLabels                          | degraded no_reason_label",
                "auto       | noLabelsAssigned                  | degraded no_reason_label",
                "auto       | someLabels                        | ok some_reason_labels",
                "supervisor | noLabels                          | ok",
                "supervisor | someLabels                        | ok",
                // what Finesse lets gadgets read
                "gadget     | allUnreadable                     | degraded gadget_unreadable",
                "gadget     | someUnreadable                    | ok gadget_unreadable",
                "auto       | allUnreadable                     | degraded gadget_unreadable",
                "auto       | someUnreadable                    | ok gadget_unreadable",
                // teams of the supervisor
                "supervisor | noTeam                            | degraded no_team_covered",
                "auto       | noTeam                            | degraded no_team_covered",
                "gadget     | noTeam                            | ok",
                "supervisor | someTeams                         | ok some_teams_not_covered",
                "auto       | someTeams                         | ok some_teams_not_covered",
                "gadget     | someTeams                         | ok",
                "supervisor | coverUnknown                      | ok",
                "auto       | coverUnknown                      | ok",
                "supervisor | nobody noTeam                     | degraded no_agent no_team_covered",
                // gadgets, the agents named in the settings
                "gadget     | noGadget                          | degraded no_gadget",
                "gadget     | noGadgetYet                       | ok waiting_for_gadgets",
                "gadget     | allOut                            | ok waiting_for_gadgets",
                "gadget     | noGadget untold                   | ok waiting_for_gadgets",
                "gadget     | someWithout                       | ok some_without_gadget",
                "auto       | noGadget                          | ok no_gadget",
                "auto       | noGadgetYet                       | ok",
                "auto       | allOut                            | ok",
                "auto       | noGadget noTeam                   | degraded no_team_covered no_gadget",
                "auto       | noGadget noLabels                 | degraded no_reason_label no_gadget",
                "auto       | someWithout                       | ok some_without_gadget",
                "supervisor | noGadget                          | ok",
                // agents that become known by their gadgets
                "gadget     | byGadgets nobody untold           | ok waiting_for_gadgets",
                "gadget     | byGadgets nobody allOut           | ok waiting_for_gadgets",
                "gadget     | byGadgets nobody signedInElsewhere | degraded no_gadget",
                "auto       | byGadgets nobody signedInElsewhere | degraded no_gadget",
                "auto       | byGadgets nobody allOut           | ok waiting_for_gadgets",
                "gadget     | byGadgets nobody untold noLabels  | degraded no_reason_label waiting_for_gadgets",
                // several at once
                "gadget     | noLabels noGadget                 | degraded no_reason_label no_gadget",
                "auto       | noneInWebex noLabels noTeam       | degraded no_agent_in_webex no_reason_label no_team_covered",
            })
    void each_situation_has_its_verdict(String mode, String situation, String expected) {
        for (Platform platform : Platform.values()) {
            assertThat(verdict(new Situation(mode, situation, platform).facts()))
                    .as("%s", platform)
                    .isEqualTo(expected);
        }
    }

    private static String verdict(SiteFacts facts) {
        List<SiteHealth.Finding> found = SiteHealth.of(facts);
        String word = found.stream().anyMatch(SiteHealth.Finding::degrades) ? "degraded" : "ok";
        return (word + " " + found.stream().map(one -> one.cause().code()).collect(Collectors.joining(" "))).strip();
    }

    /// Links that are down tell for themselves: what they leave unknown is no cause.
    @ParameterizedTest
    @CsvSource({"gadget", "supervisor", "auto"})
    void while_webex_and_finesse_are_down_nothing_is_concluded_from_what_is_not_known(String mode) {
        String down = "labelsUnknown coverUnknown untold noGadget";
        assertThat(SiteHealth.of(new Situation(mode, down, Platform.CCE).facts()))
                .noneMatch(SiteHealth.Finding::degrades);
        assertThat(SiteHealth.of(new Situation(mode, "unread " + down, Platform.CCE).facts()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(HealthCause.class)
    void each_cause_says_what_why_and_what_to_do_with_the_setting(HealthCause cause) {
        for (Platform platform : Platform.values()) {
            for (String mode : List.of("gadget", "supervisor", "auto")) {
                SiteFacts facts = new Situation(mode, "noGadget untold noTeam someNotFound failure", platform).facts();
                HealthTexts.Text text = HealthTexts.of(cause, facts, new FixedView(List.of(), true));
                assertThat(text.message()).hasSizeGreaterThan(20).doesNotContain(" he ", " his ");
                boolean nothingToDo = cause == HealthCause.OUTSIDE_WORKING_HOURS;
                assertThat(text.action().isEmpty()).isEqualTo(nothingToDo);
            }
        }
    }

    @Test
    void where_to_assign_teams_is_said_for_the_contact_center_at_hand() {
        assertThat(action(Platform.CCE)).contains("Unified CCE Administration");
        assertThat(action(Platform.CCX)).contains("Unified CCX Administration");
    }

    @ParameterizedTest
    @CsvSource({
        "THIS_AGENT_ONLY, http_403, FINESSE_ADMIN_TOKEN be an administrator",
        "RETRY, http_500, see why Finesse cannot read its users",
        "RETRY, unreadable_answer, a proxy or a sign-in page",
        "ACCOUNT_STOPPED, http_401, FINESSE_ADMIN_TOKEN"
    })
    void a_reading_of_the_agents_that_failed_is_told_with_its_reason_and_what_to_do(
            Outcome.Failure failure, String type, String action) {
        for (String read : List.of("", "unread")) {
            SiteFacts.Following facts = new Situation("supervisor", read, Platform.CCE)
                    .following(new Outcome.Failed(failure, type, "HTTP 500 for this reason"));
            HealthTexts.Text text = HealthTexts.unreadable(facts);
            assertThat(text.message()).contains("HTTP 500 for this reason");
            assertThat(text.message().contains("10 agents known before")).isEqualTo(read.isEmpty());
            assertThat(text.action()).contains(action);
        }
    }

    @ParameterizedTest
    @CsvSource({"NO_TEAM_COVERED, noTeam", "SOME_TEAMS_NOT_COVERED, someTeams"})
    void a_team_that_the_supervisor_does_not_supervise_is_to_be_added(HealthCause cause, String situation) {
        SiteFacts facts = new Situation("supervisor", situation, Platform.CCE).facts();

        assertThat(HealthTexts.of(cause, facts, new FixedView(List.of(), true)).action())
                .startsWith("Add team Sales (500) to supervisor \"boss\"");
    }

    private static String action(Platform platform) {
        SiteFacts facts = new Situation("supervisor", "noTeam", platform).facts();
        return HealthTexts.of(HealthCause.NO_TEAM_COVERED, facts, new FixedView(List.of(), true))
                .action();
    }

    /// Facts of a situation in words.
    private static final class Situation {
        private static final int AGENTS = 10;

        private final String mode;
        private final List<String> words;
        private final Platform platform;
        private final int agents;

        Situation(String mode, String situation, Platform platform) {
            this.mode = mode;
            this.words = situation.isEmpty() ? List.of("well") : List.of(situation.split(" "));
            this.platform = platform;
            assertThat(KNOWN).containsAll(words);
            this.agents = is("nobody") || is("unread") ? 0 : AGENTS;
        }

        private static final Set<String> KNOWN = Set.of(
                "well",
                "unread",
                "failure",
                "nobody",
                "notFound",
                "someNotFound",
                "noneInWebex",
                "someInWebex",
                "allOff",
                "someOff",
                "night",
                "nightForOthers",
                "noneHoldable",
                "noLabels",
                "noLabelsAssigned",
                "someLabels",
                "labelsUnknown",
                "noTeam",
                "someTeams",
                "coverUnknown",
                "noGadget",
                "noGadgetYet",
                "allOut",
                "untold",
                "someWithout",
                "byGadgets",
                "signedInElsewhere",
                "allUnreadable",
                "someUnreadable");

        private boolean is(String word) {
            return words.contains(word);
        }

        SiteFacts facts() {
            return new SiteFacts(null, channels(), platform, following(), gadgets(), labels(), cover());
        }

        private Set<ChannelKind> channels() {
            return switch (mode) {
                case "gadget" -> Set.of(ChannelKind.GADGET);
                case "supervisor" -> Set.of(ChannelKind.SUPERVISOR);
                case "auto" -> Set.of(ChannelKind.GADGET, ChannelKind.SUPERVISOR);
                default -> throw new IllegalArgumentException(mode);
            };
        }

        private SiteFacts.Following following() {
            return following(
                    is("failure") ? new Outcome.Failed(Outcome.Failure.THIS_AGENT_ONLY, "http_403", "HTTP 403") : null);
        }

        private SiteFacts.Following following(Outcome.@Nullable Failed failure) {
            return new SiteFacts.Following(
                    !is("unread"),
                    failure,
                    is("byGadgets"),
                    "FINESSE_USERS (finesse.users)",
                    is("notFound") || is("someNotFound") ? 3 : 0,
                    agents,
                    is("noneInWebex") ? agents : is("someInWebex") ? agents - 1 : 0,
                    is("allOff") ? agents : is("someOff") ? 3 : 0,
                    is("night") ? agents : is("nightForOthers") ? agents - 3 : 0,
                    is("noneHoldable") ? agents : 0);
        }

        private SiteFacts.Gadgets gadgets() {
            boolean told = !is("untold");
            boolean none = agents == 0 || is("noGadget") || is("noGadgetYet") || is("allOut");
            int connected = none || mode.equals("supervisor") ? 0 : is("someWithout") ? agents - 2 : agents;
            int elsewhere = is("signedInElsewhere") ? 4 : 0;
            int without = is("allOut") || !told ? 0 : agents - connected;
            int longWithout = is("noGadgetYet") ? 0 : without;
            return new SiteFacts.Gadgets(
                    told,
                    connected,
                    connected + without + elsewhere,
                    ids(without),
                    longWithout + elsewhere,
                    unreadable(connected));
        }

        private Map<AgentId, String> unreadable(int connected) {
            int blind = is("allUnreadable") ? connected : is("someUnreadable") ? 2 : 0;
            return ids(blind).stream().collect(Collectors.toMap(id -> id, _ -> "500 Internal Server Error"));
        }

        private static List<AgentId> ids(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> new AgentId(SiteId.MAIN, new FinesseUserId("" + (1001 + i))))
                    .toList();
        }

        private SiteFacts.Labels labels() {
            if (is("labelsUnknown")) {
                return new SiteFacts.Labels(false, 0, 0, 0);
            }
            boolean all = is("noLabels") || is("noLabelsAssigned");
            return new SiteFacts.Labels(is("noLabels"), agents, all ? agents : 0, is("someLabels") ? 4 : 0);
        }

        private SiteFacts.Cover cover() {
            if (is("coverUnknown")) {
                return new SiteFacts.Cover(false, "boss", 0, 0, Set.of());
            }
            int uncovered = is("noTeam") ? agents : is("someTeams") ? 3 : 0;
            return new SiteFacts.Cover(
                    true, "boss", is("noTeam") ? 0 : 2, uncovered, uncovered > 0 ? Set.of("Sales (500)") : Set.of());
        }
    }
}
