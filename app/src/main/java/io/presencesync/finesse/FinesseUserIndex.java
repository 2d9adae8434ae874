package io.presencesync.finesse;

import io.presencesync.config.Tidy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds users by login name or id: the exact login name first, then without regard to case and spaces, then the id.
final class FinesseUserIndex {
    private final Map<String, FinesseUser> exact = new HashMap<>();
    private final Map<String, FinesseUser> folded = new HashMap<>();
    private final Map<String, FinesseUser> ids = new HashMap<>();

    FinesseUserIndex(Collection<FinesseUser> users) {
        for (FinesseUser user : users) {
            exact.putIfAbsent(user.login(), user);
            folded.putIfAbsent(fold(user.login()), user);
            ids.putIfAbsent(fold(user.loginId().value()), user);
        }
    }

    @Nullable
    FinesseUser find(String name) {
        FinesseUser found = exact.get(name);
        if (found == null) {
            found = folded.get(fold(name));
        }
        return found != null ? found : ids.get(fold(name));
    }

    private static String fold(String name) {
        return Tidy.folded(name);
    }
}
