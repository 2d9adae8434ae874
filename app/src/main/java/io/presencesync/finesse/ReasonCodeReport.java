package io.presencesync.finesse;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.ReasonLabel;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which of the needed Not Ready reason codes exist, and who lacks them.
///
/// @param ids database ids of the labels that exist
/// @param labels label of every Not Ready reason code an agent may choose, by database id
/// @param missingEverywhere labels that no reason code of the site has
/// @param agentsWithout labels that exist, but are not assigned to these agents' teams
/// @param checkedAt by our clock
/// @param failure why the check could not be done or finished; null when it was
public record ReasonCodeReport(
        Map<ReasonLabel, String> ids,
        Map<String, String> labels,
        Set<ReasonLabel> missingEverywhere,
        Map<ReasonLabel, List<AgentId>> agentsWithout,
        Instant checkedAt,
        Outcome.@Nullable Failed failure) {

    /// Everything needed exists and every agent may use it.
    public boolean complete() {
        return failure == null && missingEverywhere.isEmpty() && agentsWithout.isEmpty();
    }

    /// Needed labels that this agent's team does not have.
    public Set<ReasonLabel> missingFor(AgentId agent) {
        Set<ReasonLabel> missing = new HashSet<>(missingEverywhere);
        agentsWithout.forEach((label, agents) -> {
            if (agents.contains(agent)) {
                missing.add(label);
            }
        });
        return missing;
    }

    /// The same, for labels that came to be needed after this was found: one that no known reason code has is missing
    /// until a new check says more.
    public Set<ReasonLabel> missingFor(AgentId agent, Set<ReasonLabel> needed) {
        Set<ReasonLabel> missing = missingFor(agent);
        if (!labels.isEmpty()) {
            needed.stream()
                    .filter(label -> !labels.containsValue(label.value()))
                    .forEach(missing::add);
        }
        return missing;
    }

    /// The same findings, whenever made.
    boolean sameFindings(ReasonCodeReport other) {
        return ids.equals(other.ids)
                && missingEverywhere.equals(other.missingEverywhere)
                && agentsWithout.equals(other.agentsWithout)
                && (failure == null) == (other.failure == null);
    }
}
