package io.presencesync.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One setting that can be made. Its path in the YAML file decides its name in the environment.
///
/// @param path place in the YAML file, such as `finesse.poll`
/// @param fallback the default as text; empty when there is none
/// @param playbook the name it has in the playbook's `.env`; null when it has none
public record Key(
        String path, String fallback, Kind kind, @Nullable String playbook) {
    /// Start of every environment name of ours.
    public static final String PREFIX = "PRESENCE_SYNC_";

    /// How the value is treated.
    public enum Kind {
        PLAIN,
        /// Several values, as a YAML list or separated by commas.
        LIST,
        /// Never shown; may be read from a file, by a second name ending in `-file` or `_FILE`.
        SECRET
    }

    static Key plain(String path, String fallback) {
        return new Key(path, fallback, Kind.PLAIN, null);
    }

    static Key plain(String path, String fallback, String playbook) {
        return new Key(path, fallback, Kind.PLAIN, playbook);
    }

    static Key list(String path, String playbook) {
        return new Key(path, "", Kind.LIST, playbook);
    }

    static Key secret(String path, @Nullable String playbook) {
        return new Key(path, "", Kind.SECRET, playbook);
    }

    public boolean secret() {
        return kind == Kind.SECRET;
    }

    /// The path in capitals, dots and dashes as underscores, after [#PREFIX].
    public String environmentName() {
        return PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    String filePath() {
        return path + "-file";
    }

    /// The name to show to people: the playbook's when it has one, for that is what they will look for.
    String namesForPeople() {
        return playbook == null ? environmentName() : playbook + " or " + environmentName();
    }

    @Override
    public String toString() {
        return path;
    }
}
