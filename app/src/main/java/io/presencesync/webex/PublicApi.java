package io.presencesync.webex;

import io.presencesync.config.WebexAddresses;
import io.presencesync.config.WebexCloud;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where Webex's public API is: as set by hand, else as discovery told, else the default of the cloud. Any thread.
public final class PublicApi {
    private static final Logger log = LoggerFactory.getLogger(PublicApi.class);

    private final WebexAddresses addresses;
    private volatile URI base;

    PublicApi(WebexAddresses addresses) {
        this.addresses = addresses;
        this.base = addresses.publicApi();
    }

    URI base() {
        return base;
    }

    boolean fixed() {
        return addresses.publicApiNamed();
    }

    /// Takes what the catalog names.
    ///
    /// @param named null when it names none
    /// @throws WebexFailure when it is of another cloud than the discovery service
    void adopt(@Nullable URI named) throws WebexFailure {
        WebexCloud cloud = addresses.cloud();
        URI next = named == null ? addresses.publicApi() : named;
        if (cloud != null && WebexCloud.of(next).filter(other -> other != cloud).isPresent()) {
            throw new WebexFailure(
                    WebexFailure.Kind.NOT_TRUSTED,
                    "the catalog names the public API " + next.getHost() + ", which is not of the " + cloud.inWords()
                            + " cloud; the token does not go there");
        }
        if (!next.equals(base)) {
            log.info("webex: the public API is {}", next);
        }
        base = next;
    }
}
