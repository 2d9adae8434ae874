package io.presencesync.simulators.webex;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/// Serves the endpoints of the pretend cloud: faults first, then the token, then the call itself.
final class Api {
    private final Vertx vertx;
    private final Router router;
    private final InstantSource clock;
    private final Credentials credentials;
    private final Faults faults;
    private final RequestLog log;

    Api(Vertx vertx, Router router, InstantSource clock, Credentials credentials, Faults faults, RequestLog log) {
        this.clock = clock;
        this.vertx = vertx;
        this.router = router;
        this.credentials = credentials;
        this.faults = faults;
        this.log = log;
    }

    /// A call that wants a good bearer token.
    void route(HttpMethod method, String path, Endpoint endpoint, Consumer<Exchange> handler) {
        router.route(method, path).handler(bodies()).handler(context -> begin(context, endpoint, true, handler));
    }

    void open(HttpMethod method, String path, Endpoint endpoint, Consumer<Exchange> handler) {
        router.route(method, path).handler(bodies()).handler(context -> begin(context, endpoint, false, handler));
    }

    /// Like [#open(HttpMethod, String, Endpoint, Consumer)], but leaves the request unread, as an upgrade needs it.
    void upgrade(String path, Endpoint endpoint, Consumer<Exchange> handler) {
        router.route(HttpMethod.GET, path).handler(context -> handler.accept(exchange(context, endpoint, "")));
    }

    void closeRoutes() {
        router.route().handler(context -> exchange(context, Endpoint.ANY, "").fail(404, "no such path"));
    }

    private static BodyHandler bodies() {
        return BodyHandler.create(false).setBodyLimit(4 << 20);
    }

    private Exchange exchange(RoutingContext context, Endpoint endpoint, String caller) {
        return new Exchange(context, endpoint, log, caller);
    }

    private void begin(RoutingContext context, Endpoint endpoint, boolean token, Consumer<Exchange> handler) {
        Fault.OfCall fault = faults.takeCall(endpoint, host(context));
        Exchange exchange = exchange(context, endpoint, "");
        switch (fault) {
            case null -> serve(context, endpoint, token, handler);
            case Fault.Answer answer -> refuse(exchange, answer);
            case Fault.UpgradeRefused _ -> serve(context, endpoint, token, handler);
            case Fault.HostFails failing -> fail(exchange, failing);
            case Fault.Garbage _ -> exchange.garbage();
            case Fault.Hang _ -> exchange.hang();
            case Fault.Cut _ -> exchange.cut();
            case Fault.Slow slow ->
                vertx.setTimer(Math.max(1, slow.millis()), _ -> serve(context, endpoint, token, handler));
        }
    }

    void refuse(Exchange exchange, Fault.Answer answer) {
        Integer wait = answer.retryAfter();
        if (wait != null) {
            exchange.header("Retry-After", answer.asDate() ? httpDate(wait) : wait.toString());
        }
        String message = answer.message();
        exchange.fail(answer.status(), message == null ? "fault on demand: " + answer.status() : message);
    }

    private String httpDate(int seconds) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
    }

    void fail(Exchange exchange, Fault.HostFails failing) {
        if (failing.status() == 0) {
            exchange.cut();
        } else {
            exchange.fail(failing.status(), "fault on demand: " + failing.host() + " fails");
        }
    }

    static String host(RoutingContext context) {
        HostAndPort authority = context.request().authority();
        return authority == null ? "" : authority.host();
    }

    private void serve(RoutingContext context, Endpoint endpoint, boolean token, Consumer<Exchange> handler) {
        String owner = token ? credentials.owner(context.request().getHeader("authorization")) : "";
        if (owner == null) {
            exchange(context, endpoint, "")
                    .fail(401, "The request requires a valid access token set in the Authorization request header.");
            return;
        }
        Exchange exchange = exchange(context, endpoint, owner);
        try {
            handler.accept(exchange);
        } catch (Refusal e) {
            exchange.fail(e.status(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | ClassCastException e) {
            exchange.fail(400, String.valueOf(e.getMessage()));
        }
    }
}
