package io.presencesync.config;

import io.presencesync.presence.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The Webex side of a site.
///
/// @param token the bot's access token
/// @param domain appended to a login name to make the Webex address: `login@domain`
/// @param u2cUrl base of the discovery service, ending `/u2c/api/v1`; an address set here is trusted with the token
/// @param hydraUrl base of the public API, ending `/v1`; likewise trusted
/// @param deviceName fixed name by which our WDM device is found again
/// @param proxy null when Webex is reached directly
public record WebexConfig(
        Secret token,
        String domain,
        URI u2cUrl,
        URI hydraUrl,
        String deviceName,
        @Nullable ProxyConfig proxy) {
    /// Without a proxy.
    public WebexConfig(Secret token, String domain, URI u2cUrl, URI hydraUrl, String deviceName) {
        this(token, domain, u2cUrl, hydraUrl, deviceName, null);
    }
}
