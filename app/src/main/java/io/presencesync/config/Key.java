package io.presencesync.config;

import io.presencesync.presence.SiteId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One setting that can be made. Its path in the YAML file decides its name in the environment.
///
/// @param path place in the YAML file, such as `finesse.poll`
/// @param fallback the default as text; empty when there is none
/// @param playbook the name it has in the playbook's `.env`; null when it has none
/// @param scope whether each site may have its own
public record Key(
        String path, String fallback, Kind kind, @Nullable String playbook, Scope scope) {
    /// Start of every environment name of ours.
    public static final String PREFIX = "PRESENCE_SYNC_";

    /// What the sites stand below.
    static final String SITES = "sites";

    /// How the value is treated.
    public enum Kind {
        PLAIN,
        /// Several values, as a YAML list or separated by commas.
        LIST,
        /// Never shown; may be read from a file, by a second name ending in `-file` or `_FILE`.
        SECRET
    }

    /// Whose setting it is where there are several sites.
    public enum Scope {
        /// Of the whole service.
        SERVICE,
        /// Of a site; what stands at the top is the default for all of them.
        SITE,
        /// Of a site, and never shared with another one.
        OWN
    }

    /// A setting of a site.
    Key(String path, String fallback, Kind kind, @Nullable String playbook) {
        this(path, fallback, kind, playbook, Scope.SITE);
    }

    static Key plain(String path, String fallback) {
        return new Key(path, fallback, Kind.PLAIN, null);
    }

    static Key plain(String path, String fallback, String playbook) {
        return new Key(path, fallback, Kind.PLAIN, playbook);
    }

    static Key list(String path, @Nullable String playbook) {
        return new Key(path, "", Kind.LIST, playbook);
    }

    static Key secret(String path, @Nullable String playbook) {
        return new Key(path, "", Kind.SECRET, playbook);
    }

    Key ofService() {
        return new Key(path, fallback, kind, playbook, Scope.SERVICE);
    }

    Key notShared() {
        return new Key(path, fallback, kind, playbook, Scope.OWN);
    }

    /// The same setting of one of several sites; the playbook knows no sites.
    Key in(SiteId site) {
        return new Key(SITES + "." + site + "." + path, fallback, kind, null, scope);
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
