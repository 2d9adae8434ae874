package io.presencesync.cli;

import io.presencesync.config.ConfigurationException;
import io.presencesync.config.ConfigurationLoader;
import io.presencesync.rules.RulesFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The `--config` option and what it leads to.
final class Settings {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "YAML file with settings (default: presence-sync.yml in the working folder, if it exists).")
    private @Nullable Path file;

    ConfigurationLoader.Loaded load(Surroundings surroundings) throws ConfigurationException {
        return loader(surroundings).load(file);
    }

    ConfigurationLoader.Access access(Surroundings surroundings) {
        return loader(surroundings).access(file);
    }

    private static ConfigurationLoader loader(Surroundings surroundings) {
        return new ConfigurationLoader(
                surroundings.environment(),
                surroundings.folder(),
                configuration -> configuration.sites().stream()
                        .flatMap(site -> RulesFile.check(site.rules()).stream())
                        .distinct()
                        .toList());
    }

    static void print(ConfigurationException faults, PrintWriter to) {
        int count = faults.faults().size();
        to.println("The settings cannot be used: " + (count == 1 ? "one fault." : count + " faults."));
        faults.faults().forEach(fault -> to.println("  " + fault));
        faults.warnings().forEach(warning -> to.println("WARNING: " + warning));
        to.flush();
    }
}
