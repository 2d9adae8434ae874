package io.presencesync.gadget;

import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Short-lived tokens by which a gadget that has proved itself comes back after a lost connection without asking
/// Finesse
/// again. Form: base64url of `user|login name|name|expiry`, a dot, and its HMAC-SHA256. Thread-safe.
final class TokenSigner {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final Duration lifetime;
    private final InstantSource clock;

    /// @param key at least 32 random bytes; tokens of another key prove nothing
    TokenSigner(byte[] key, Duration lifetime, InstantSource clock) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// Who a token speaks for.
    record Identity(FinesseUserId user, String loginName, String name) {}

    Duration lifetime() {
        return lifetime;
    }

    Secret issue(Identity who) {
        long expiry = clock.instant().plus(lifetime).getEpochSecond();
        String content = String.join("\n", who.user().value(), who.loginName(), who.name(), Long.toString(expiry));
        String body = ENCODER.encodeToString(content.getBytes(StandardCharsets.UTF_8));
        return new Secret(body + "." + ENCODER.encodeToString(mac(body)));
    }

    /// Who the token speaks for; empty when it is forged, broken or over.
    Optional<Identity> verify(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String body = token.substring(0, dot);
        return genuine(body, token.substring(dot + 1)) ? read(body) : Optional.empty();
    }

    private boolean genuine(String body, String signature) {
        try {
            return MessageDigest.isEqual(mac(body), Base64.getUrlDecoder().decode(signature));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private Optional<Identity> read(String body) {
        String[] parts = new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8).split("\n", -1);
        Instant expiry = Instant.ofEpochSecond(Long.parseLong(parts[3]));
        return clock.instant().isBefore(expiry)
                ? Optional.of(new Identity(new FinesseUserId(parts[0]), parts[1], parts[2]))
                : Optional.empty();
    }

    private byte[] mac(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
