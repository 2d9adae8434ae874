package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Loads all settings from environment, `.env`, YAML file and defaults, in this order of strength.
/// Blocks for the files it reads; needs no network.
public final class ConfigurationLoader {
    private final Map<String, String> environment;
    private final Path folder;
    private final Function<Configuration, List<Fault>> furtherCheck;

    /// @param environment the process's variables
    /// @param folder the working folder: `.env` and the usual YAML file are looked for here
    public ConfigurationLoader(Map<String, String> environment, Path folder) {
        this(environment, folder, any -> List.of());
    }

    /// @param furtherCheck finds faults outside the settings themselves, in files they name, to be listed with the rest
    public ConfigurationLoader(
            Map<String, String> environment, Path folder, Function<Configuration, List<Fault>> furtherCheck) {
        this.environment = Map.copyOf(environment);
        this.folder = folder.toAbsolutePath().normalize();
        this.furtherCheck = furtherCheck;
    }

    /// A valid configuration and how it came about.
    ///
    /// @param settings every setting in force, as it may be shown
    public record Loaded(Configuration configuration, List<Effective> settings) {}

    /// A setting in force. Secrets are redacted.
    ///
    /// @param where where it was set, or `default`
    public record Effective(String path, String shown, String where) {
        @Override
        public String toString() {
            return path + ": " + shown + "   # " + where;
        }
    }

    /// Reads and checks everything.
    ///
    /// @param file the YAML file; null takes `presence-sync.yml` of the working folder when it exists
    /// @throws ConfigurationException with every fault there is
    public Loaded load(@Nullable Path file) throws ConfigurationException {
        List<Fault> faults = new ArrayList<>();
        Sources.Collected found = Sources.collect(environment, folder, file, faults);
        Settings settings = new Settings(found.settings(), faults, found.doubts());
        Configuration configuration = new Validation(settings, found, folder).configuration();
        faults.addAll(furtherCheck.apply(configuration));
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults.stream().distinct().toList(), configuration.warnings());
        }
        return new Loaded(configuration, new EffectiveSettings(settings, found.sites(), configuration).all());
    }

    /// The port that is set, whatever else is wrong; for finding a running service.
    public int port(@Nullable Path file) {
        List<Fault> ignored = new ArrayList<>();
        Sources.Collected found = Sources.collect(environment, folder, file, ignored);
        return new Settings(found.settings(), ignored).whole(Keys.PORT, 0, 65_535);
    }

    /// How a service with these settings is reached, whatever else is wrong with them.
    ///
    /// @param data its data folder
    /// @param adminPassword null when none is set: the service then keeps one in its data folder
    public record Access(int port, Path data, @Nullable Secret adminPassword) {}

    /// For finding and asking a running service.
    public Access access(@Nullable Path file) {
        List<Fault> ignored = new ArrayList<>();
        Settings settings =
                new Settings(Sources.collect(environment, folder, file, ignored).settings(), ignored);
        Path data = folder.resolve(settings.text(Keys.DATA)).toAbsolutePath().normalize();
        return new Access(
                settings.whole(Keys.PORT, 0, 65_535),
                data,
                settings.secret(Keys.ADMIN_PASSWORD).orElse(null));
    }
}
