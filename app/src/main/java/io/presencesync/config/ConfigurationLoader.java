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

    /// How a service with these settings is reached, whatever else is wrong with them.
    ///
    /// @param host the address it listens on, as set; may be a wildcard
    /// @param port 0: a free one is taken, nobody knows which
    /// @param tls it is reached over TLS
    /// @param certificate file of its own certificate; null where it speaks plain HTTP or names none
    /// @param from where host and port were set, for people
    /// @param data its data folder
    /// @param adminPassword null when none is set: the service then keeps one in its data folder
    /// @param adminPasswordFrom where the password was set, for people
    /// @param faults what files of settings could not be read; other settings are not looked at
    public record Access(
            String host,
            int port,
            boolean tls,
            @Nullable Path certificate,
            String from,
            Path data,
            @Nullable Secret adminPassword,
            String adminPasswordFrom,
            List<Fault> faults) {}

    /// For finding and asking a running service.
    public Access access(@Nullable Path file) {
        List<Fault> faults = new ArrayList<>();
        Settings settings =
                new Settings(Sources.collect(environment, folder, file, faults).settings(), faults);
        boolean tls = settings.isSet(Keys.TLS_CERTIFICATE) || settings.isSet(Keys.TLS_KEY);
        return new Access(
                settings.text(Keys.HOST),
                settings.whole(Keys.PORT, 0, 65_535),
                tls,
                settings.isSet(Keys.TLS_CERTIFICATE) ? path(settings, Keys.TLS_CERTIFICATE) : null,
                where(settings, Keys.HOST) + ", " + where(settings, Keys.PORT),
                path(settings, Keys.DATA),
                settings.secret(Keys.ADMIN_PASSWORD).orElse(null),
                where(settings, Keys.ADMIN_PASSWORD),
                List.copyOf(faults));
    }

    private Path path(Settings settings, Key key) {
        return folder.resolve(settings.text(key)).toAbsolutePath().normalize();
    }

    private static String where(Settings settings, Key key) {
        return settings.setting(key)
                .map(Setting::where)
                .map(where -> where.contains(" in ") ? where : key.path() + " in " + where)
                .orElse(key.path() + " (default)");
    }
}
