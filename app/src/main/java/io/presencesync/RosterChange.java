package io.presencesync;

import io.presencesync.engine.Roster;
import io.presencesync.presence.AgentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one reading of the agents means for those who are followed.
///
/// @param changed as they are now
/// @param gone as they were
/// @param doubted more than half would be gone at once, and no reading before said so: nobody goes yet
record RosterChange(
        List<Roster.Entry> added, List<Roster.Entry> changed, List<Roster.Entry> gone, Set<AgentId> doubted) {
    /// Compares a reading with those who are followed.
    ///
    /// @param doubtedBefore whom the reading before would have let go
    static RosterChange of(Map<AgentId, Roster.Entry> followed, Roster.Listing listing, Set<AgentId> doubtedBefore) {
        Map<AgentId, Roster.Entry> named = new LinkedHashMap<>();
        listing.agents().forEach(entry -> named.put(entry.agent(), entry));
        List<Roster.Entry> added = new ArrayList<>();
        List<Roster.Entry> changed = new ArrayList<>();
        named.forEach((agent, entry) -> {
            Roster.Entry before = followed.get(agent);
            if (before == null) {
                added.add(entry);
            } else if (!before.equals(entry)) {
                changed.add(entry);
            }
        });
        if (listing.failure() != null) {
            return new RosterChange(added, changed, List.of(), doubtedBefore);
        }
        return withoutThose(followed, named, added, changed, doubtedBefore);
    }

    private static RosterChange withoutThose(
            Map<AgentId, Roster.Entry> followed,
            Map<AgentId, Roster.Entry> named,
            List<Roster.Entry> added,
            List<Roster.Entry> changed,
            Set<AgentId> doubtedBefore) {
        Set<AgentId> absent = new HashSet<>(followed.keySet());
        absent.removeAll(named.keySet());
        if (absent.size() * 2 > followed.size() && !doubtedBefore.containsAll(absent)) {
            return new RosterChange(added, changed, List.of(), Set.copyOf(absent));
        }
        List<Roster.Entry> gone = followed.values().stream()
                .filter(entry -> absent.contains(entry.agent()))
                .toList();
        return new RosterChange(added, changed, gone, Set.of());
    }
}
