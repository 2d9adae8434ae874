package io.presencesync.cli;

import io.presencesync.config.Configuration;
import io.presencesync.config.ConfigurationException;
import io.presencesync.config.ConfigurationLoader.Loaded;
import io.presencesync.rules.RulesListing;
import io.presencesync.rules.Settle;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says what is wrong with the settings, or which are in force.
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks settings and rules: lists every fault, or what is in force. Starts nothing.")
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
        Settle settle = new Settle(
                configuration.sync().settleHold(), configuration.sync().settleRelease());
        RulesListing rules = new RulesListing(configuration.rules(), settle);
        configuration.warnings().forEach(this::warn);
        rules.warnings().forEach(this::warn);
        surroundings.out().println("ok");
        loaded.settings().forEach(setting -> surroundings.out().println("  " + setting));
        surroundings.out().println("rules" + (agent == null ? "" : " for agent " + agent) + ", the strongest first");
        List<String> lines = agent == null ? rules.everything() : rules.forAgent(agent, team);
        lines.forEach(line -> surroundings.out().println("  " + line));
        surroundings.out().flush();
    }

    private void warn(String warning) {
        surroundings.out().println("WARNING: " + warning);
    }
}
