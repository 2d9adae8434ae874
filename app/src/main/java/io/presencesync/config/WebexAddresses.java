package io.presencesync.config;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where Webex is: its discovery service and its public API.
///
/// @param discovery base of the discovery service (U2C)
/// @param publicApi base of the public API
/// @param publicApiNamed whether that was set by hand; else it is a default, which the catalog's own replaces
/// @param cloud what the token must not leave; null where it is not known
public record WebexAddresses(
        URI discovery,
        URI publicApi,
        boolean publicApiNamed,
        @Nullable WebexCloud cloud) {
    /// Both set by hand.
    public static WebexAddresses named(URI discovery, URI publicApi) {
        return new WebexAddresses(discovery, publicApi, true, null);
    }

    /// Reads them, adding a fault where they are of two clouds: no token must leave its own.
    static WebexAddresses read(Settings settings) {
        boolean government = settings.yes(Keys.WEBEX_FEDRAMP);
        WebexCloud chosen = government ? WebexCloud.GOVERNMENT : WebexCloud.COMMERCIAL;
        URI discovery = settings.isSet(Keys.WEBEX_U2C_URL) ? address(settings, Keys.WEBEX_U2C_URL) : chosen.discovery();
        WebexCloud usual = government ? chosen : WebexCloud.of(discovery).orElse(chosen);
        boolean named = settings.isSet(Keys.WEBEX_HYDRA_URL);
        URI publicApi = named ? address(settings, Keys.WEBEX_HYDRA_URL) : usual.publicApi();
        Optional<WebexCloud> known = government ? Optional.of(chosen) : WebexCloud.of(discovery);
        WebexAddresses read = new WebexAddresses(discovery, publicApi, named, known.orElse(null));
        read.refuseTwoClouds(settings);
        return read;
    }

    /// An address set by hand is trusted with the token, so it must be encrypted or our own machine.
    private static URI address(Settings settings, Key key) {
        URI url = settings.url(key, settings.text(key), false);
        if (!Urls.isHttps(url) && !Urls.isLoopback(url)) {
            settings.fault(key, "is plain http and would carry the Webex token in the clear", "Use https.");
        }
        return url;
    }

    private void refuseTwoClouds(Settings settings) {
        WebexCloud one = cloud;
        if (one == null) {
            return;
        }
        Stream.of(Keys.WEBEX_U2C_URL, Keys.WEBEX_HYDRA_URL)
                .filter(settings::isSet)
                .filter(key -> WebexCloud.of(key.equals(Keys.WEBEX_U2C_URL) ? discovery : publicApi)
                        .filter(other -> other != one)
                        .isPresent())
                .findFirst()
                .ifPresent(key -> settings.fault(
                        key,
                        "is not of the " + one.inWords() + " cloud, as " + reason(settings, key)
                                + ": the token would leave its cloud",
                        "For the government cloud set " + settings.assigned(Keys.WEBEX_FEDRAMP, "true")
                                + " and leave " + settings.name(Keys.WEBEX_U2C_URL) + " and "
                                + settings.name(Keys.WEBEX_HYDRA_URL) + " out; else name two addresses of one cloud."));
    }

    private static String reason(Settings settings, Key key) {
        if (settings.yes(Keys.WEBEX_FEDRAMP)) {
            return settings.assigned(Keys.WEBEX_FEDRAMP, "true") + " says";
        }
        return key.equals(Keys.WEBEX_HYDRA_URL) ? "the discovery service is" : "the public API is";
    }
}
