package io.presencesync;

import io.presencesync.engine.SiteFacts;
import io.presencesync.finesse.ReasonCodeReport;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ReasonLabel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Counts who lacks which of the needed reason labels, by what Finesse's lists say and what each agent's own gadget
/// found: a label that either has is there.
final class LabelCount {
    private final Set<String> needed;
    private final boolean listed;
    private final Set<String> nowhere = new HashSet<>();
    private final Map<String, Set<AgentId>> without = new HashMap<>();
    private int known;
    private int lackingAll;
    private int lackingSome;

    LabelCount(ReasonCodeReport report, Set<ReasonLabel> needed) {
        this.needed = needed.stream().map(ReasonLabel::value).collect(Collectors.toUnmodifiableSet());
        this.listed = report.failure() == null;
        report.missingEverywhere().forEach(label -> nowhere.add(label.value()));
        if (!report.labels().isEmpty()) {
            this.needed.stream()
                    .filter(label -> !report.labels().containsValue(label))
                    .forEach(nowhere::add);
        }
        report.agentsWithout().forEach((label, agents) -> without.put(label.value(), Set.copyOf(agents)));
    }

    /// Tells whether the agent is known to have none.
    ///
    /// @param own labels that the agent's gadget found; null when it never told
    boolean add(AgentId agent, @Nullable Set<String> own) {
        if (!listed && own == null) {
            return false;
        }
        long has = needed.stream()
                .filter(label -> (own != null && own.contains(label)) || (listed && reaches(label, agent)))
                .count();
        known++;
        lackingAll += has == 0 ? 1 : 0;
        lackingSome += has > 0 && has < needed.size() ? 1 : 0;
        return has == 0;
    }

    private boolean reaches(String label, AgentId agent) {
        return !nowhere.contains(label)
                && !without.getOrDefault(label, Set.of()).contains(agent);
    }

    SiteFacts.Labels result() {
        boolean none = listed && nowhere.containsAll(needed) && (known == 0 || lackingAll == known);
        return new SiteFacts.Labels(none, known, lackingAll, lackingSome);
    }
}
