package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads `webex.proxy` and `webex.no-proxy`. A proxy's address may hold a password, so it is never quoted.
final class ProxyValidation {
    private static final String REMEDY = "Write http://proxy.example.com:3128 or http://user:password@host:port.";
    private static final List<String> LOOPBACK = List.of("localhost", "127.*", "[::1]", "::1");

    private final Settings settings;

    ProxyValidation(Settings settings) {
        this.settings = settings;
    }

    /// Null when Webex is reached directly.
    @Nullable
    ProxyConfig proxy() {
        String text = settings.text(Keys.WEBEX_PROXY);
        if (text.isEmpty() || text.equalsIgnoreCase("none")) {
            return null;
        }
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            String problem = problem(uri);
            if (problem.isEmpty()) {
                return proxy(uri);
            }
            settings.fault(Keys.WEBEX_PROXY, problem, REMEDY);
        } catch (URISyntaxException | IllegalArgumentException broken) {
            settings.fault(
                    Keys.WEBEX_PROXY, "is not a URL", REMEDY + " Special characters in user and password: %40 for @.");
        }
        return null;
    }

    private static String problem(URI uri) {
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            return "is no HTTP proxy: only proxies spoken to by plain HTTP (CONNECT) are supported";
        }
        if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
            return "names no valid host and port";
        }
        boolean more = !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/")) || uri.getRawQuery() != null;
        return more ? "has a path after host and port" : "";
    }

    private ProxyConfig proxy(URI uri) {
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new ProxyConfig(
                uri.getHost().toLowerCase(Locale.ROOT),
                uri.getPort() < 0 ? 80 : uri.getPort(),
                login.length == 0 ? null : decoded(login[0]),
                login.length < 2 ? null : new Secret(decoded(login[1])),
                direct());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// A proxy that is only customary on this machine never stands between us and ourselves.
    private List<String> direct() {
        boolean customary =
                settings.setting(Keys.WEBEX_PROXY).map(Setting::playbook).orElse(false);
        List<String> direct = new ArrayList<>(customary ? LOOPBACK : List.of());
        settings.list(Keys.WEBEX_NO_PROXY).stream()
                .flatMap(ProxyValidation::patterns)
                .forEach(direct::add);
        return List.copyOf(direct);
    }

    /// As everybody reads `NO_PROXY`: a name stands for itself and for all below it; a port is not looked at. Ranges of
    /// addresses concern nobody here, for Webex's hosts are names.
    private static Stream<String> patterns(String entry) {
        String name = entry.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "").replaceFirst("^\\*?\\.", "");
        if (name.isEmpty() || name.contains("/")) {
            return Stream.empty();
        }
        boolean wholeName = name.equals("*") || name.matches("[0-9.]+") || name.startsWith("[") || name.contains("::");
        return wholeName ? Stream.of(name) : Stream.of(name, "*." + name);
    }
}
