package io.presencesync.simulators.finesse;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets scripts of listed origins use the REST API. Origins must match exactly, port included; as on Finesse by
/// default, no answer header is exposed to them.
final class Cors implements Handler<RoutingContext> {
    private static final String METHODS = "GET,PUT,POST,DELETE";
    private static final String HEADERS = "Content-Type,X-Requested-With,accept,Origin,Authorization,"
            + "Access-Control-Request-Method,Access-Control-Request-Headers,requestId,Range";

    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = origins;
    }

    @Override
    public void handle(RoutingContext context) {
        @Nullable String origin = context.request().getHeader("Origin");
        if (origin == null || !origins.contains(origin)) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response()
                .putHeader("Access-Control-Allow-Origin", origin)
                .putHeader("Access-Control-Allow-Credentials", "true")
                .putHeader("Vary", "Origin");
        if (context.request().method().equals(HttpMethod.OPTIONS)) {
            var _ = response.putHeader("Access-Control-Allow-Methods", METHODS)
                    .putHeader("Access-Control-Allow-Headers", HEADERS)
                    .end();
        } else {
            context.next();
        }
    }
}
