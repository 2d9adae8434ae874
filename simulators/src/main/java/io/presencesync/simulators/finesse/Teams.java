package io.presencesync.simulators.finesse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// The teams of the cluster.
final class Teams {
    private final Map<String, Team> teams = new ConcurrentSkipListMap<>();

    void add(Team team) {
        teams.put(team.id(), team);
    }

    Optional<Team> find(String id) {
        return Optional.ofNullable(teams.get(id));
    }

    String nameOf(String id) {
        return find(id).map(Team::name).orElse("");
    }

    List<Team> all() {
        return List.copyOf(teams.values());
    }
}
