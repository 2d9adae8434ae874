package io.presencesync.rules;

import io.presencesync.engine.Roster;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that one rules file says.
///
/// @param sites by id in lower case; so are the others
/// @param teams by Finesse team id or team name
/// @param agents by login id, `site/login id` or login name
record RuleBook(Layer everybody, Map<String, Layer> sites, Map<String, Layer> teams, Map<String, Layer> agents) {
    static final RuleBook EMPTY = new RuleBook(Layer.EMPTY, Map.of(), Map.of(), Map.of());

    static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /// Without what is written for other sites.
    RuleBook without(Set<SiteId> others) {
        Set<String> names = others.stream().map(site -> key(site.value())).collect(Collectors.toSet());
        Map<String, Layer> mySites = new LinkedHashMap<>(sites);
        mySites.keySet().removeAll(names);
        Map<String, Layer> myAgents = new LinkedHashMap<>(agents);
        myAgents.keySet().removeIf(agent -> names.contains(agent.replaceFirst("/.*", "")) && agent.contains("/"));
        return new RuleBook(everybody, mySites, teams, myAgents);
    }

    /// The layers about this agent, the strongest first: agent, team, site, everybody; an id before a name.
    List<Layer> layers(Roster.Entry agent) {
        List<Layer> layers = new ArrayList<>();
        add(layers, agents, agent.agent().site() + "/" + agent.agent().user());
        add(layers, agents, agent.agent().user().value());
        add(layers, agents, agent.loginName());
        add(layers, teams, agent.teamId());
        add(layers, teams, agent.teamName());
        add(layers, sites, agent.agent().site().value());
        layers.add(everybody);
        return layers.stream().distinct().toList();
    }

    private static void add(List<Layer> layers, Map<String, Layer> from, @Nullable String name) {
        Layer found = name == null ? null : from.get(key(name));
        if (found != null) {
            layers.add(found);
        }
    }

    /// Everybody's first, then sites, teams, agents.
    List<Layer> all() {
        return Stream.of(
                        Stream.of(everybody),
                        sites.values().stream(),
                        teams.values().stream(),
                        agents.values().stream())
                .flatMap(layers -> layers)
                .toList();
    }

    /// Every label that a rule may ask for.
    Set<ReasonLabel> labels() {
        Set<ReasonLabel> labels = new LinkedHashSet<>();
        all().forEach(layer -> layer.rules().forEach(rule -> labels.addAll(rule.labels())));
        return labels;
    }

    int size() {
        return all().stream().mapToInt(layer -> layer.rules().size()).sum();
    }

    /// How much there is, layer by layer: `2 rules for everybody, 1 for team 500`.
    String inWords() {
        List<String> parts = new ArrayList<>();
        for (Layer layer : all()) {
            int count = layer.rules().size();
            if (count > 0 || !Objects.equals(layer, everybody)) {
                parts.add((parts.isEmpty() ? rules(count) : "" + count) + " for " + layer.whose());
            }
        }
        return parts.isEmpty() ? "no rules of its own" : String.join(", ", parts);
    }

    static String rules(int count) {
        return count == 1 ? "1 rule" : count + " rules";
    }
}
