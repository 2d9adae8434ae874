package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The Webex side of a site.
///
/// @param token the bot's access token
/// @param tokenFile the file it was read from, looked at again while running; null when it stands in the settings
/// @param domain appended to a login name to make the Webex address: `login@domain`
/// @param addresses of the discovery service and the public API; those set by hand are trusted with the token
/// @param deviceName fixed name by which our WDM device is found again
/// @param sources where presences come from
/// @param proxy null when Webex is reached directly
/// @param name what the log calls the link: `webex`, `webex (emea)`
public record WebexConfig(
        Secret token,
        @Nullable Path tokenFile,
        String domain,
        WebexAddresses addresses,
        String deviceName,
        Sources sources,
        @Nullable ProxyConfig proxy,
        String name) {

    /// Base of the discovery service, ending `/u2c/api/v1`.
    public URI u2cUrl() {
        return addresses.discovery();
    }

    /// Base of the public API, ending `/v1`, as far as the settings tell: discovery may name another.
    public URI hydraUrl() {
        return addresses.publicApi();
    }

    /// Which services tell presences.
    ///
    /// @param fallBackAfter how long Mercury must be down before the People API is asked instead
    /// @param peopleApiRate requests a minute to the People API
    public record Sources(Source source, Duration fallBackAfter, int peopleApiRate) {
        public static final Sources DEFAULT = new Sources(Source.AUTO, Duration.ofSeconds(60), 120);
    }

    /// The service that tells presences.
    public enum Source {
        /// Mercury, and the People API while that is down.
        AUTO,
        /// Events over the Mercury socket, nothing else.
        MERCURY,
        /// Polling the documented People API, nothing else.
        PEOPLE_API
    }

    /// Of the only site, with both addresses set by hand.
    public WebexConfig(
            Secret token,
            @Nullable Path tokenFile,
            String domain,
            URI u2cUrl,
            URI hydraUrl,
            String deviceName,
            Sources sources,
            @Nullable ProxyConfig proxy) {
        this(token, tokenFile, domain, WebexAddresses.named(u2cUrl, hydraUrl), deviceName, sources, proxy, "webex");
    }

    /// With defaults for everything else.
    public WebexConfig(Secret token, String domain, URI u2cUrl, URI hydraUrl, String deviceName) {
        this(token, null, domain, u2cUrl, hydraUrl, deviceName, Sources.DEFAULT, null);
    }
}
