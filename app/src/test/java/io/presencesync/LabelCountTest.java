package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.SiteFacts;
import io.presencesync.finesse.ReasonCodeReport;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelCountTest {
    private static final AgentId ANN = agent("1001");
    private static final AgentId BOB = agent("1002");
    private static final Set<ReasonLabel> OURS = Set.copyOf(ReasonLabel.OURS);
    private static final Set<String> NAMES =
            ReasonLabel.OURS.stream().map(ReasonLabel::value).collect(Collectors.toSet());

    private static AgentId agent(String id) {
        return new AgentId(SiteId.MAIN, new FinesseUserId(id));
    }

    private static ReasonCodeReport report(
            Set<ReasonLabel> nowhere, Map<ReasonLabel, List<AgentId>> without, Outcome.@Nullable Failed failure) {
        return new ReasonCodeReport(Map.of(), Map.of(), nowhere, without, Instant.EPOCH, failure);
    }

    private static SiteFacts.Labels count(ReasonCodeReport report, @Nullable Set<String> anns) {
        LabelCount count = new LabelCount(report, OURS);
        count.add(ANN, anns);
        count.add(BOB, null);
        return count.result();
    }

    @Test
    void where_finesse_has_all_nobody_lacks_any() {
        assertThat(count(report(Set.of(), Map.of(), null), null)).isEqualTo(new SiteFacts.Labels(false, 2, 0, 0));
    }

    @Test
    void where_finesse_has_none_everybody_lacks_all_unless_a_gadget_has_found_them() {
        ReasonCodeReport none = report(OURS, Map.of(), null);
        assertThat(count(none, null)).isEqualTo(new SiteFacts.Labels(true, 2, 2, 0));
        assertThat(count(none, NAMES)).isEqualTo(new SiteFacts.Labels(false, 2, 1, 0));
        assertThat(new LabelCount(none, OURS).result()).isEqualTo(new SiteFacts.Labels(true, 0, 0, 0));
    }

    @Test
    void labels_that_no_team_has_are_lacking_too() {
        Map<ReasonLabel, List<AgentId>> unassigned =
                OURS.stream().collect(Collectors.toMap(label -> label, _ -> List.of(ANN, BOB)));
        assertThat(count(report(Set.of(), unassigned, null), null)).isEqualTo(new SiteFacts.Labels(false, 2, 2, 0));
        Map<ReasonLabel, List<AgentId>> one = Map.of(ReasonLabel.DND, List.of(BOB));
        assertThat(count(report(Set.of(), one, null), null)).isEqualTo(new SiteFacts.Labels(false, 2, 0, 1));
    }

    @Test
    void while_finesse_was_not_asked_only_what_gadgets_told_is_known() {
        Outcome.Failed unasked = new Outcome.Failed(Outcome.Failure.RETRY, "not_checked", "not checked yet");
        ReasonCodeReport unknown = report(Set.of(), Map.of(), unasked);
        assertThat(count(unknown, null)).isEqualTo(new SiteFacts.Labels(false, 0, 0, 0));
        assertThat(count(unknown, Set.of("Lunch"))).isEqualTo(new SiteFacts.Labels(false, 1, 1, 0));
        assertThat(count(unknown, NAMES)).isEqualTo(new SiteFacts.Labels(false, 1, 0, 0));
    }
}
