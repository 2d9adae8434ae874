package io.presencesync.simulators.stage;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps other web sites in the user's browser from playing: the host must be this machine by name, and a change must
/// come from a page of this same server.
final class LoopbackOnly implements Handler<RoutingContext> {
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");

    @Override
    public void handle(RoutingContext context) {
        @Nullable HostAndPort host = context.request().authority();
        if (host == null || !NAMES.contains(host.host())) {
            refuse(context, "open this page as http://127.0.0.1");
        } else if (!context.request().method().equals(HttpMethod.GET) && !sameOrigin(context, host)) {
            refuse(context, "changes are made by the page itself");
        } else {
            context.next();
        }
    }

    private static boolean sameOrigin(RoutingContext context, HostAndPort host) {
        @Nullable String origin = context.request().getHeader("Origin");
        return origin == null || origin.equals("http://" + host);
    }

    private static void refuse(RoutingContext context, String why) {
        context.response().setStatusCode(403).end(why + "\n");
    }
}
