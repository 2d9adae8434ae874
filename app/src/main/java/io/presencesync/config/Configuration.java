package io.presencesync.config;

import java.nio.file.Path;
import java.util.List;

/// All settings, valid as a whole.
///
/// @param data folder for what must survive a restart
/// @param logLevel `error`, `warn`, `info`, `debug` or `trace`
/// @param warnings what is allowed but deserves a loud line in the log
/// @param sites at least one, in the order in which they were set
public record Configuration(
        Path data,
        ServerConfig server,
        StoreConfig store,
        String logLevel,
        List<String> warnings,
        List<SiteConfig> sites) {
    public boolean severalSites() {
        return sites.size() > 1;
    }

    /// The one site there is.
    ///
    /// @throws IllegalStateException when there are several
    public SiteConfig onlySite() {
        if (severalSites()) {
            throw new IllegalStateException("there are " + sites.size() + " sites");
        }
        return sites.getFirst();
    }
}
