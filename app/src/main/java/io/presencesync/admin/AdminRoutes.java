package io.presencesync.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.presencesync.engine.AgentView;
import io.presencesync.engine.StatusView;
import io.presencesync.net.Routes;
import io.presencesync.presence.AgentMatch;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Health pages for everybody; agents for the user `admin`. Handlers run on the event loop and never block.
///
/// | path | who | answer |
/// |---|---|---|
/// | `/health` | all | 200 while alive, with the state of every link; for admin also the causes and the gadgets |
/// | `/health/live` | all | 200 while alive |
/// | `/health/ready` | all | 200 once every agent we could resolve is subscribed, else 503 |
/// | `/users`, `/user/{id}` | admin | presences as Webex delivered them |
/// | `/api/v1/agents`, `/api/v1/agents/{id}` | admin | agents |
/// | `/api/v1/gadgets` | admin | which signed-in agents have a gadget, which desktops were turned away |
///
/// `{id}` is the Finesse id, the login name or the Webex address.
/// HEAD is answered like GET, without a body.
public final class AdminRoutes {
    private static final Map<Integer, String> ERRORS = Map.of(
            400, "the request cannot be understood",
            404, "there is nothing here",
            413, "the request is too large",
            500, "this failed; the log says why");

    private final StatusView view;
    private final AdminGuard guard;
    private final Pages pages;

    private AdminRoutes(StatusView view, AdminGuard guard, Pages pages) {
        this.view = view;
        this.guard = guard;
        this.pages = pages;
    }

    /// Adds the routes and JSON bodies for errors that no route answers.
    ///
    /// @param clock never set; the service has run so long by it
    /// @param wall by which the view tells its times
    public static void mount(
            Router router, StatusView view, AdminGuard guard, String version, InstantSource clock, InstantSource wall) {
        AdminRoutes routes = new AdminRoutes(view, guard, new Pages(view, version, clock, wall));
        routes.health(router);
        routes.agents(router);
        router.errorHandler(405, context -> notOffered(router, context));
        ERRORS.forEach((status, text) -> router.errorHandler(status, context -> error(context, status, text)));
    }

    private static void notOffered(Router router, RoutingContext context) {
        String path = Objects.requireNonNullElse(context.request().path(), "");
        context.response().putHeader("Allow", Routes.allowed(router, path));
        error(context, 405, "this method is not offered here");
    }

    private void health(Router router) {
        Routes.get(router, "/health").handler(context -> json(context, 200, pages.health(isAdmin(context))));
        Routes.get(router, "/health/live")
                .handler(context ->
                        json(context, 200, JsonNodeFactory.instance.objectNode().put("status", "alive")));
        Routes.get(router, "/health/ready")
                .handler(context -> json(context, view.ready() ? 200 : 503, pages.readiness()));
    }

    private void agents(Router router) {
        Routes.get(router, "/users").handler(admin(context -> json(context, 200, pages.users())));
        Routes.get(router, "/user/:id").handler(admin(context -> one(context, Pages::user)));
        Routes.get(router, "/api/v1/agents").handler(admin(context -> json(context, 200, pages.agents())));
        Routes.get(router, "/api/v1/gadgets").handler(admin(context -> json(context, 200, pages.gadgets())));
        Routes.get(router, "/api/v1/agents/:id").handler(admin(context -> one(context, pages::agent)));
    }

    private void one(RoutingContext context, Function<AgentView, JsonNode> page) {
        String id = Objects.requireNonNullElse(context.pathParam("id"), "");
        switch (AgentLookup.byName(view.agents(), id)) {
            case AgentMatch.One<AgentView>(AgentView agent) -> json(context, 200, page.apply(agent));
            case AgentMatch.None<AgentView> _ -> {
                AgentLookup.Nobody found = AgentLookup.nobody(view, id);
                error(context, found.status(), found.words());
            }
            case AgentMatch.Several<AgentView> several -> error(context, 409, several.inWords());
        }
    }

    private Handler<RoutingContext> admin(Handler<RoutingContext> page) {
        return admin(guard, page);
    }

    /// Who gives no credential, or a wrong one, is a stranger; guessing counts here too.
    private boolean isAdmin(RoutingContext context) {
        return judge(guard, context) == AdminGuard.Verdict.LET_IN;
    }

    private static AdminGuard.Verdict judge(AdminGuard guard, RoutingContext context) {
        HttpServerRequest request = context.request();
        return guard.judge(
                request.remoteAddress().hostAddress(),
                request.getHeader("X-Forwarded-For"),
                request.getHeader("Authorization"));
    }

    static Handler<RoutingContext> admin(AdminGuard guard, Handler<RoutingContext> page) {
        return context -> {
            switch (judge(guard, context)) {
                case LET_IN -> page.handle(context);
                case ASK -> {
                    context.response()
                            .putHeader("WWW-Authenticate", "Basic realm=\"presence-sync\", charset=\"UTF-8\"");
                    error(context, 401, "sign in as admin");
                }
                case TOO_MANY -> {
                    context.response().putHeader("Retry-After", "60");
                    error(context, 429, "too many wrong passwords from this address; wait a minute");
                }
            }
        };
    }

    private static void error(RoutingContext context, int status, String text) {
        if (!context.response().ended() && !context.response().headWritten()) {
            json(context, status, JsonNodeFactory.instance.objectNode().put("error", text));
        }
    }

    private static void json(RoutingContext context, int status, JsonNode body) {
        answer(context, status, "application/json", body.toString());
    }

    static void answer(RoutingContext context, int status, String type, String body) {
        HttpServerResponse response = context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        Routes.end(response, Buffer.buffer(body));
    }
}
