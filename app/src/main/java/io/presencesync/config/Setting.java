package io.presencesync.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A value as somebody set it.
///
/// @param name as it was written there: `finesse.poll`, `FINESSE_USERS`, `webex.token-file`, `WEBEX_ACCESS_TOKEN_FILE`
/// @param where for people: `finesse.poll in presence-sync.yml:12`, `PORT in .env:3`, `PORT in the environment`
/// @param playbook set by a name of the playbook, or by one that many programs read
/// @param file the file the value was read from, which may get another content; null when it stands in the settings
record Setting(
        Key key,
        String value,
        String name,
        String where,
        boolean playbook,
        @Nullable Path file) {

    /// The value as it may be shown.
    String shown() {
        return key.secret() ? "***" : value;
    }

    @Override
    public String toString() {
        return key + "=" + shown() + " (" + where + ")";
    }
}
