package io.presencesync.simulators.finesse;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The session cookies one node has given, one for each user; they stand beside credentials and never for them.
final class NodeCookies {
    private static final String NAME = "JSESSIONID";

    private final Map<String, String> ofUsers = new ConcurrentHashMap<>();

    boolean carried(RoutingContext context, String user) {
        @Nullable String mine = ofUsers.get(user);
        return mine != null
                && context.request().headers().getAll("Cookie").stream()
                        .flatMap(header -> Stream.of(header.split(";", -1)))
                        .anyMatch(cookie -> cookie.strip().equals(NAME + "=" + mine));
    }

    /// Gives the user his cookie when the request came without it.
    void give(RoutingContext context, String user) {
        if (user.isEmpty() || carried(context, user)) {
            return;
        }
        String value =
                ofUsers.computeIfAbsent(user, _ -> UUID.randomUUID().toString().replace("-", ""));
        context.response().addCookie(Cookie.cookie(NAME, value).setPath("/").setHttpOnly(true));
    }
}
