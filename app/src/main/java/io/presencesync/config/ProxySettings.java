package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the proxy's URL: `http://user:password@proxy.example.com:3128`. Its value is never shown, it may hold a
/// password.
final class ProxySettings {
    private static final int USUAL_PORT = 3128;

    private final Settings settings;

    ProxySettings(Settings settings) {
        this.settings = settings;
    }

    @Nullable
    ProxyConfig proxy() {
        String text = settings.secret(Keys.WEBEX_PROXY).map(Secret::reveal).orElse("");
        if (text.isBlank()) {
            return null;
        }
        try {
            URI url = URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
            if (url.getHost() != null && "http".equalsIgnoreCase(url.getScheme())) {
                return proxy(url);
            }
        } catch (IllegalArgumentException noUrl) {
            // said below, without the value: it may hold a password
        }
        settings.fault(
                Keys.WEBEX_PROXY,
                "the value is not the URL of an HTTP proxy",
                "Write it as http://proxy.example.com:3128 or http://user:password@proxy.example.com:3128.");
        return null;
    }

    private ProxyConfig proxy(URI url) {
        String[] account = url.getRawUserInfo() == null
                ? new String[0]
                : url.getRawUserInfo().split(":", 2);
        return new ProxyConfig(
                url.getHost(),
                url.getPort() < 0 ? USUAL_PORT : url.getPort(),
                account.length > 0 ? decoded(account[0]) : null,
                account.length > 1 ? new Secret(decoded(account[1])) : null,
                settings.list(Keys.WEBEX_NO_PROXY));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
