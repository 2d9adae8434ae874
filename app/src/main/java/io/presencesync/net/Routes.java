package io.presencesync.net;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

/// Routes that answer what everybody expects of a page.
public final class Routes {
    private Routes() {}

    /// A page that may be read: GET, and HEAD with the same status and headers and no body. Any other method is
    /// answered 405 with `Allow`, unless a route of its own takes it.
    public static Route get(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }
}
