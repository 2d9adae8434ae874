package io.presencesync.simulators.webex;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// Service discovery: the limited catalog for everybody, the full one for a good token; the metrics sink; and an
/// encryption service, which Webex's SDK 3.7 and 3.8 want to find though presence is not encrypted.
final class U2cRoutes {
    private final WebexSimulatorOptions options;
    private final Faults faults;
    private final String base;

    U2cRoutes(Api api, WebexSimulatorOptions options, Faults faults, String base) {
        this.options = options;
        this.faults = faults;
        this.base = base;
        api.open(HttpMethod.GET, "/u2c/api/v1/limited/catalog", Endpoint.CATALOG_LIMITED, call -> call.ok(limited()));
        api.route(HttpMethod.GET, "/u2c/api/v1/catalog", Endpoint.CATALOG, call -> call.ok(full()));
        api.open(HttpMethod.POST, "/metrics/api/v1/*", Endpoint.METRICS, call -> call.ok(new JsonObject()));
        api.route(HttpMethod.GET, "/encryption/api/v1/kms/:user", Endpoint.KMS, _ -> noKeys());
    }

    /// We encrypt nothing, and so have no key server to name.
    private static void noKeys() {
        throw new Refusal(404, "no key server for this user");
    }

    private JsonObject limited() {
        var links = new JsonObject().put("u2c", base + "/u2c/api/v1").put("metrics", base + "/metrics/api/v1");
        return new JsonObject().put("serviceLinks", links).put("hostCatalog", new JsonObject());
    }

    private JsonObject full() {
        var links = new JsonObject();
        for (String service : new String[] {"u2c", "wdm", "apheleia", "metrics", "encryption"}) {
            name(links, service);
        }
        links.put("hydra", base + "/v1/");
        return new JsonObject().put("serviceLinks", links).put("hostCatalog", hosts());
    }

    private void name(JsonObject links, String service) {
        Fault.CatalogNames fault = faults.takeCatalog(service);
        if (fault == null) {
            links.put(service, base + "/" + service + "/api/v1");
        } else if (fault.url() != null) {
            links.put(service, fault.url());
        }
    }

    private JsonObject hosts() {
        var hosts = new JsonArray();
        host(hosts, options.host(), 1);
        options.alternateHosts().forEach(host -> host(hosts, host, hosts.size()));
        return new JsonObject().put(options.host(), hosts);
    }

    private static void host(JsonArray hosts, String host, int priority) {
        for (String service : new String[] {"wdm", "apheleia"}) {
            hosts.add(new JsonObject()
                    .put("host", host)
                    .put("ttl", -1)
                    .put("priority", priority)
                    .put("id", "urn:TEAM:local:" + service));
        }
    }
}
