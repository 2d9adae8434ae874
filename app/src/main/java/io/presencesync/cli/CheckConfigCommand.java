package io.presencesync.cli;

import io.presencesync.config.Configuration;
import io.presencesync.config.ConfigurationException;
import io.presencesync.config.ConfigurationLoader.Loaded;
import io.presencesync.config.SiteConfig;
import io.presencesync.presence.SiteId;
import io.presencesync.rules.RulesListing;
import io.presencesync.rules.Settle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says what is wrong with the settings, or which are in force.
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks settings and rules: lists every fault, or what is in force."
                + " Looks at the certificates of the Finesse nodes it can reach. Starts nothing.")
final class CheckConfigCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Option(
            names = {"-a", "--agent"},
            paramLabel = "ID",
            description = "Show the rules and options in force for this agent (login id or login name).")
    private @Nullable String agent;

    @Option(
            names = {"-t", "--team"},
            paramLabel = "TEAM",
            description = "With --agent: the agent's team (id or name); only Finesse knows it.")
    private @Nullable String team;

    private final Surroundings surroundings;

    CheckConfigCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try {
            print(settings.load(surroundings));
            return Commands.OK;
        } catch (ConfigurationException faults) {
            Settings.print(faults, surroundings.err());
            return Commands.REFUSED;
        }
    }

    private void print(Loaded loaded) {
        Configuration configuration = loaded.configuration();
        Map<SiteConfig, RulesListing> rules = new LinkedHashMap<>();
        configuration.sites().forEach(site -> rules.put(site, rulesOf(site, configuration)));
        configuration.warnings().forEach(this::warn);
        DataFolderDoubt.of(configuration.data()).ifPresent(this::warn);
        surroundings.certificates().apply(configuration).forEach(this::warn);
        rules.values().stream()
                .flatMap(listing -> listing.warnings().stream())
                .distinct()
                .forEach(this::warn);
        surroundings.out().println("ok");
        loaded.settings().forEach(setting -> surroundings.out().println("  " + setting));
        rules.forEach((site, listing) -> print(site, listing, configuration.severalSites()));
        surroundings.out().flush();
    }

    private static RulesListing rulesOf(SiteConfig site, Configuration configuration) {
        Set<SiteId> others = configuration.sites().stream()
                .map(SiteConfig::id)
                .filter(id -> !id.equals(site.id()))
                .collect(Collectors.toUnmodifiableSet());
        Settle settle = new Settle(site.sync().settleHold(), site.sync().settleRelease());
        return new RulesListing(site.rules(), site.id(), others, settle);
    }

    /// An agent with a site in front is shown for that site alone.
    private void print(SiteConfig site, RulesListing rules, boolean several) {
        String prefix = site.id() + "/";
        if (several && agent != null && agent.contains("/") && !agent.startsWith(prefix)) {
            return;
        }
        String whose = several ? " of site " + site.id() : "";
        surroundings
                .out()
                .println("rules" + whose + (agent == null ? "" : " for agent " + agent) + ", the strongest first");
        List<String> lines = agent == null
                ? rules.everything()
                : rules.forAgent(agent.startsWith(prefix) ? agent.substring(prefix.length()) : agent, team);
        lines.forEach(line -> surroundings.out().println("  " + line));
    }

    private void warn(String warning) {
        surroundings.out().println("WARNING: " + warning);
    }
}
