package io.presencesync.webex;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/// Asks Webex's discovery service (U2C) where this bot's services are; they differ by region. Blocks.
final class Discovery {
    private final WebexApi api;
    private final TrustedHosts trusted;
    private final URI u2c;
    private final PublicApi publicApi;

    Discovery(WebexApi api, TrustedHosts trusted, URI u2c, PublicApi publicApi) {
        this.publicApi = publicApi;
        this.api = api;
        this.trusted = trusted;
        this.u2c = u2c;
    }

    /// Base addresses, each checked to be one the token may be sent to.
    record Services(URI wdm, URI apheleia) {}

    Services find() throws WebexFailure, InterruptedException {
        JsonNode catalog = api.get(WebexApi.below(u2c, "catalog?format=hostmap"));
        JsonNode links = catalog.path("serviceLinks");
        api.catalog().adopt(catalog.path("hostCatalog"));
        Services services = new Services(link(links, "wdm"), link(links, "apheleia"));
        if (!publicApi.fixed()) {
            publicApi.adopt(Json.text(links, "hydra") == null ? null : link(links, "hydra"));
        }
        return services;
    }

    private URI link(JsonNode links, String service) throws WebexFailure {
        String address = Json.text(links, service);
        if (address == null) {
            throw new WebexFailure(WebexFailure.Kind.PASSING, "the catalog of " + u2c + " names no " + service);
        }
        return trusted.require(uri(address, service));
    }

    static URI uri(String address, String what) throws WebexFailure {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException broken) {
            throw new WebexFailure(WebexFailure.Kind.PASSING, "Webex gave no usable address for " + what);
        }
    }
}
