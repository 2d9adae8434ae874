package io.presencesync.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The clouds of Webex, each with a discovery service and a public API of its own (the defaults of Webex's JavaScript
/// SDK). A token must not leave its cloud. Loopback and hosts we do not know belong to none.
public enum WebexCloud {
    COMMERCIAL("https://u2c.wbx2.com/u2c/api/v1", "https://webexapis.com/v1"),
    /// FedRAMP.
    GOVERNMENT("https://u2c.gov.ciscospark.com/u2c/api/v1", "https://api-usgov.webex.com/v1");

    private static final List<String> DOMAINS = List.of(
            "wbx2.com",
            "ciscospark.com",
            "webex.com",
            "webexapis.com",
            "broadcloudpbx.com",
            "broadcloud.eu",
            "broadcloud.com.au",
            "broadcloudpbx.net");

    private final URI discovery;
    private final URI publicApi;

    WebexCloud(String discovery, String publicApi) {
        this.discovery = URI.create(discovery);
        this.publicApi = URI.create(publicApi);
    }

    public URI discovery() {
        return discovery;
    }

    public URI publicApi() {
        return publicApi;
    }

    /// Empty for loopback and hosts that are none of Webex's.
    public static Optional<WebexCloud> of(URI address) {
        String host = host(address);
        if (!isWebex(host)) {
            return Optional.empty();
        }
        return Optional.of(isGovernment(host) ? GOVERNMENT : COMMERCIAL);
    }

    /// `u2c.gov.ciscospark.com`, `api-usgov.webex.com`, and what is named like them.
    private static boolean isGovernment(String host) {
        return isBelow(host, "gov.ciscospark.com")
                || (isBelow(host, "webex.com") && host.matches("(.*[.-])?usgov\\..*"));
    }

    /// Whether a host, in lower case, is one of Webex's own.
    public static boolean isWebex(String host) {
        return DOMAINS.stream().anyMatch(domain -> isBelow(host, domain));
    }

    private static boolean isBelow(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static String host(URI address) {
        return address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    }

    public String inWords() {
        return name().toLowerCase(Locale.ROOT);
    }
}
