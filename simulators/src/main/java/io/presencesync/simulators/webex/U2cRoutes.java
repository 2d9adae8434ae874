package io.presencesync.simulators.webex;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/// Service discovery: the limited catalog for everybody, the full one for a good token; and the metrics sink.
final class U2cRoutes {
    private final String base;

    U2cRoutes(Api api, String base) {
        this.base = base;
        api.open(HttpMethod.GET, "/u2c/api/v1/limited/catalog", Endpoint.CATALOG_LIMITED, call -> call.ok(limited()));
        api.route(HttpMethod.GET, "/u2c/api/v1/catalog", Endpoint.CATALOG, call -> call.ok(full()));
        api.open(HttpMethod.POST, "/metrics/api/v1/*", Endpoint.METRICS, call -> call.ok(new JsonObject()));
    }

    private JsonObject limited() {
        var links = new JsonObject().put("u2c", base + "/u2c/api/v1").put("metrics", base + "/metrics/api/v1");
        return new JsonObject().put("serviceLinks", links).put("hostCatalog", new JsonObject());
    }

    private JsonObject full() {
        var links = new JsonObject();
        for (String service : new String[] {"u2c", "wdm", "apheleia", "metrics"}) {
            links.put(service, base + "/" + service + "/api/v1");
        }
        links.put("hydra", base + "/v1/");
        return new JsonObject().put("serviceLinks", links).put("hostCatalog", hosts());
    }

    private JsonObject hosts() {
        String host = URI.create(base).getHost();
        var hosts = new JsonArray();
        for (String service : new String[] {"wdm", "apheleia"}) {
            hosts.add(new JsonObject()
                    .put("host", host)
                    .put("ttl", -1)
                    .put("priority", 1)
                    .put("id", "urn:TEAM:local:" + service));
        }
        return new JsonObject().put(host, hosts);
    }
}
