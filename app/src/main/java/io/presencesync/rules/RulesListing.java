package io.presencesync.rules;

import io.presencesync.config.RulesConfig;
import io.presencesync.engine.Roster;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of the file and the packaged ones, in lines for people. Blocks for the disk.
public final class RulesListing {
    private final SiteId site;
    private final RuleBook book;
    private final Layer fallback;
    private final List<String> warnings;

    /// @param site whose rules these are
    /// @param others sites whose layers are left out
    /// @param settle of rules and layers that set none
    public RulesListing(RulesConfig config, SiteId site, Set<SiteId> others, Settle settle) {
        BookReader.Reading reading = RulesFile.load(config);
        this.site = site;
        this.book = reading.book().without(others);
        this.warnings = reading.warnings();
        this.fallback = new Layer(
                Defaults.NAME,
                Options.ofSettle(settle).over(Defaults.layer().options()),
                Defaults.layer().rules());
    }

    /// What is allowed, and probably not meant.
    public List<String> warnings() {
        return warnings;
    }

    /// Layer by layer: agents, teams, sites, everybody, the packaged ones.
    public List<String> everything() {
        List<Layer> layers = new ArrayList<>(book.all().reversed());
        layers.add(fallback);
        List<String> lines = new ArrayList<>();
        for (Layer layer : layers) {
            Map<String, String> options = layer.options().inWords();
            if (!options.isEmpty() || !layer.rules().isEmpty()) {
                lines.add(layer.whose());
                options.forEach((key, value) -> lines.add("  " + key + ": " + value));
                layer.rules().forEach(rule -> lines.add("  " + rule.inWords()));
            }
        }
        return lines;
    }

    /// What holds for one agent, and where each line comes from.
    ///
    /// @param agent login id or login name
    /// @param team id or name; null when the agent's team is not known here
    public List<String> forAgent(String agent, @Nullable String team) {
        AgentId id = new AgentId(site, new FinesseUserId(agent));
        List<Layer> layers =
                new ArrayList<>(book.layers(new Roster.Entry(id, agent, agent, team, new WebexAddress(agent))));
        layers.add(fallback);
        Map<String, String> options = new LinkedHashMap<>();
        for (Layer layer : layers) {
            layer.options()
                    .inWords()
                    .forEach((key, value) -> options.putIfAbsent(key, value + "   # " + layer.whose()));
        }
        List<String> lines = new ArrayList<>();
        options.forEach((key, value) -> lines.add(key + ": " + value));
        for (Layer layer : layers) {
            layer.rules().forEach(rule -> lines.add(rule.inWords() + "   # " + layer.whose()));
        }
        return lines;
    }
}
