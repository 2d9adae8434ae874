package io.presencesync.webex;

import io.presencesync.config.WebexCloud;
import io.presencesync.config.WebexConfig;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the token may go: encrypted to Webex's own domains and to the hosts of the configured addresses; to loopback,
/// plain text included, only when a configured address is itself loopback. Any thread.
final class TrustedHosts {
    private static final Set<String> ENCRYPTED = Set.of("https", "wss");
    private static final Set<String> PLAIN = Set.of("http", "ws");

    private final Set<String> configured;
    private final boolean loopbackToo;

    TrustedHosts(WebexConfig config) {
        this.configured = Stream.of(config.u2cUrl(), config.hydraUrl())
                .map(TrustedHosts::host)
                .collect(Collectors.toUnmodifiableSet());
        this.loopbackToo = configured.stream().anyMatch(TrustedHosts::isLoopback);
    }

    boolean trusts(URI uri) {
        if (uri.getRawUserInfo() != null) {
            return false;
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = host(uri);
        if (loopbackToo && isLoopback(host)) {
            return ENCRYPTED.contains(scheme) || PLAIN.contains(scheme);
        }
        return ENCRYPTED.contains(scheme) && (configured.contains(host) || WebexCloud.isWebex(host));
    }

    /// Gives the address back, or refuses it.
    URI require(URI uri) throws WebexFailure {
        if (trusts(uri)) {
            return uri;
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String address = uri.getScheme() + "://" + (uri.getHost() == null ? "(no host)" : uri.getHost()) + port;
        throw new WebexFailure(
                WebexFailure.Kind.NOT_TRUSTED, "the token is not sent to " + address + ", which is no Webex host");
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}") || host.equals("[::1]");
    }

    static String host(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    }
}
