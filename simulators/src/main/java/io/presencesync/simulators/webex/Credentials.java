package io.presencesync.simulators.webex;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which bearer token belongs to whom; used on the event loop only.
final class Credentials {
    private static final String PREFIX = "Bearer ";

    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    void issue(String token, String uuid) {
        owners.put(token, uuid);
    }

    void revoke(String token) {
        revoked.add(token);
    }

    void revokeAllOf(String uuid) {
        owners.forEach((token, owner) -> {
            if (owner.equals(uuid)) {
                revoked.add(token);
            }
        });
    }

    void restore(String token) {
        revoked.remove(token);
    }

    boolean revoked(String token) {
        return revoked.contains(token);
    }

    /// The UUID of the account, or null when the header is missing or the token is not good.
    @Nullable
    String owner(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(PREFIX)) {
            return null;
        }
        String token = authorization.substring(PREFIX.length());
        return revoked.contains(token) ? null : owners.get(token);
    }
}
