package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A Finesse account.
public record BasicCredentials(String user, Secret password) {
    /// The complete `Authorization` header value.
    public Secret header() {
        byte[] plain = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return new Secret("Basic " + Base64.getEncoder().encodeToString(plain));
    }
}
