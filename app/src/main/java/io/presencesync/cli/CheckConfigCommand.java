package io.presencesync.cli;

import io.presencesync.config.ConfigurationException;
import io.presencesync.config.ConfigurationLoader.Loaded;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says what is wrong with the settings, or which are in force.
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks the settings: lists every fault, or the settings in force. Starts nothing.")
final class CheckConfigCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

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
        loaded.configuration().warnings().forEach(warning -> surroundings.out().println("WARNING: " + warning));
        surroundings.out().println("ok");
        loaded.settings().forEach(setting -> surroundings.out().println("  " + setting));
        surroundings.out().flush();
    }
}
