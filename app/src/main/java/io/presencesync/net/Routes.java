package io.presencesync.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Routes that answer what everybody expects of a page.
public final class Routes {
    private Routes() {}

    /// The methods that routes for this path take, as the header `Allow` wants them: `DELETE, GET, HEAD`.
    public static String allowed(Router router, String path) {
        String[] asked = path.split("/", -1);
        return router.getRoutes().stream()
                .filter(route -> route.methods() != null && matches(route.getName(), asked))
                .flatMap(route -> route.methods().stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /// @param name a route's path, where `:id` stands for any one part
    private static boolean matches(String name, String[] asked) {
        String[] parts = name.split("/", -1);
        return parts.length == asked.length
                && IntStream.range(0, parts.length)
                        .allMatch(i -> parts[i].startsWith(":") || parts[i].equals(asked[i]));
    }

    /// Ends an answer. Its length is told to HEAD too, which the server by itself leaves out.
    public static void end(HttpServerResponse response, Buffer body) {
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        var _ = response.end(body);
    }

    /// A page that may be read: GET, and HEAD with the same status and headers and no body. Any other method is
    /// answered 405 with `Allow`, unless a route of its own takes it.
    public static Route get(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }
}
