package io.presencesync.socketio;

import java.security.SecureRandom;
import java.util.Base64;

/// Ids nobody can guess: 120 random bits in 20 URL-safe characters.
final class SessionIds {
    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bits = new byte[15];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
