package io.presencesync.simulators.finesse;

/// A team of agents.
public record Team(String id, String name) {
    String uri() {
        return "/finesse/api/Team/" + id;
    }
}
