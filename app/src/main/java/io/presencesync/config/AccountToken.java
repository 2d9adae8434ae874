package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The playbook's way to write an account down: base64 of `user:password`, `Basic` in front of it allowed,
/// wrapped or not.
final class AccountToken {
    private AccountToken() {}

    /// Empty when the text is something else.
    static Optional<BasicCredentials> parse(String token) {
        try {
            String base64 = WrappedBase64.joined(token.strip().replaceFirst("(?i)^Basic\\s+", ""));
            String plain = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            if (colon < 1 || colon == plain.length() - 1 || plain.contains("\uFFFD")) {
                return Optional.empty();
            }
            String password = plain.substring(colon + 1).replaceFirst("[\\r\\n]+$", "");
            return Optional.of(new BasicCredentials(plain.substring(0, colon), new Secret(password)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
