package io.presencesync.simulators.finesse;

import io.presencesync.simulators.finesse.xmpp.XmppServer;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/// The control API under `/control`, for people and tests; no credentials, so it belongs on loopback. A wrong request
/// is answered 400, an unknown id 404, an action the agent's state does not allow 409, each with `{"error":…}`.
final class ControlRoutes {
    private final FinesseSimulator finesse;

    ControlRoutes(FinesseSimulator finesse) {
        this.finesse = finesse;
    }

    void mount(Router router) {
        String page = page();
        router.get("/control").handler(context -> {
            var _ = context.response()
                    .putHeader("Content-Type", "text/html;charset=UTF-8")
                    .end(page);
        });
        router.get("/control/agents").handler(json(_ -> agents()));
        router.post("/control/agents").handler(json(this::addAgent));
        router.get("/control/agents/:id").handler(json(context -> ControlJson.agent(agent(context))));
        router.put("/control/agents/:id").handler(json(this::changeAgent));
        router.delete("/control/agents/:id").handler(json(this::removeAgent));
        router.post("/control/agents/:id/:action").handler(json(this::act));
        router.post("/control/teams").handler(json(this::addTeam));
        router.get("/control/reasonCodes").handler(json(_ -> reasonCodes()));
        router.post("/control/reasonCodes").handler(json(this::addReasonCode));
        router.get("/control/faults").handler(json(_ -> faults()));
        router.post("/control/faults").handler(json(this::addFault));
        router.delete("/control/faults").handler(json(_ -> clearFaults()));
        router.delete("/control/faults/:number").handler(json(this::clearFault));
        router.get("/control/requests").handler(json(this::requests));
        router.delete("/control/requests").handler(json(_ -> clearRequests()));
        router.get("/control/node").handler(json(_ -> node()));
        router.put("/control/node").handler(json(this::changeNode));
        router.post("/control/failOver").handler(json(_ -> failOver()));
        router.get("/control/notifications").handler(json(_ -> notifications()));
        router.put("/control/notifications").handler(json(this::changeNotifications));
        router.post("/control/dropNotifications").handler(json(_ -> dropNotifications()));
        router.post("/control/dropEventStreams").handler(json(_ -> dropEventStreams()));
        router.post("/control/unblock").handler(json(_ -> unblock()));
    }

    private JsonObject agents() {
        return new JsonObject()
                .put(
                        "agents",
                        finesse.agents().stream()
                                .map(agent -> ControlJson.agent(finesse.agent(agent.loginId())))
                                .collect(array()));
    }

    private JsonObject addAgent(RoutingContext context) {
        UserProfile profile = ControlJson.profile(body(context));
        finesse.addUser(profile);
        return ControlJson.agent(finesse.agent(profile.loginId()));
    }

    private JsonObject changeAgent(RoutingContext context) {
        AgentControl agent = agent(context);
        finesse.changeUser(ControlJson.changed(agent.now().profile(), body(context)));
        return ControlJson.agent(agent);
    }

    private JsonObject removeAgent(RoutingContext context) {
        finesse.removeUser(part(context, "id"));
        return agents();
    }

    private JsonObject act(RoutingContext context) {
        AgentControl agent = agent(context);
        AgentActions.perform(agent, part(context, "action"), body(context));
        return ControlJson.agent(agent);
    }

    private AgentControl agent(RoutingContext context) {
        return finesse.agent(part(context, "id"));
    }

    private JsonObject addTeam(RoutingContext context) {
        JsonObject team = body(context);
        finesse.addTeam(ControlJson.required(team, "id"), ControlJson.required(team, "name"));
        return team;
    }

    private JsonObject reasonCodes() {
        return new JsonObject()
                .put(
                        "reasonCodes",
                        finesse.reasonCodes().all().stream()
                                .map(ControlJson::reasonCode)
                                .collect(array()));
    }

    private JsonObject addReasonCode(RoutingContext context) {
        JsonObject json = body(context);
        boolean forAll = json.getBoolean("forAll", true);
        ReasonCode code = finesse.addReasonCode(
                ReasonCode.Category.valueOf(json.getString("category", "NOT_READY")),
                json.getInteger("code", 0),
                ControlJson.required(json, "label"),
                forAll);
        if (!forAll) {
            finesse.assignReasonCode(ControlJson.required(json, "teamId"), code);
        }
        return ControlJson.reasonCode(code);
    }

    private JsonObject faults() {
        JsonArray faults = new JsonArray();
        finesse.faults().all().forEach((id, fault) -> faults.add(FaultJson.write(id, fault)));
        return new JsonObject().put("faults", faults);
    }

    private JsonObject addFault(RoutingContext context) {
        Fault fault = FaultJson.read(body(context));
        return FaultJson.write(finesse.faults().add(fault), fault);
    }

    private JsonObject clearFaults() {
        finesse.faults().clear();
        return faults();
    }

    private JsonObject clearFault(RoutingContext context) {
        String number = part(context, "number");
        if (!ReasonCodeRoutes.parseId(number).map(finesse.faults()::clear).orElse(false)) {
            throw new NoSuchElementException("no fault has the number " + number);
        }
        return faults();
    }

    private JsonObject requests(RoutingContext context) {
        @Nullable String method = context.request().getParam("method");
        @Nullable String path = context.request().getParam("path");
        return new JsonObject()
                .put(
                        "requests",
                        finesse.requests().all().stream()
                                .filter(each -> method == null || each.method().equals(method))
                                .filter(each -> path == null || each.path().equals(path))
                                .map(ControlJson::request)
                                .collect(array()))
                .put("dropped", finesse.requests().dropped());
    }

    private JsonObject clearRequests() {
        finesse.requests().clear();
        return new JsonObject().put("requests", new JsonArray());
    }

    private JsonObject node() {
        return new JsonObject()
                .put("platform", finesse.platform().name())
                .put("inService", !finesse.faults().outOfService())
                .put("effectDelayMillis", finesse.effectDelay().toMillis())
                .put("clockAheadSeconds", finesse.clockSet().toSeconds())
                .put("actions", new JsonArray(java.util.List.copyOf(AgentActions.names())));
    }

    private JsonObject changeNode(RoutingContext context) {
        JsonObject wanted = body(context);
        @Nullable Long delay = wanted.getLong("effectDelayMillis");
        if (delay != null) {
            finesse.effectDelay(Duration.ofMillis(delay));
        }
        @Nullable Long ahead = wanted.getLong("clockAheadSeconds");
        if (ahead != null) {
            finesse.setClock(Duration.ofSeconds(ahead));
        }
        @Nullable Boolean inService = wanted.getBoolean("inService");
        if (inService != null) {
            var _ = inService ? finesse.comeBack() : finesse.goOutOfService();
        }
        return node();
    }

    private JsonObject failOver() {
        finesse.failOver();
        return agents();
    }

    private JsonObject dropEventStreams() {
        finesse.dropEventStreams();
        return node();
    }

    private JsonObject notifications() {
        return new JsonObject()
                .put("sessions", new JsonArray(finesse.notifications().sessions()))
                .put("sent", finesse.notifications().sent());
    }

    /// `{"refuse":503,"mute":false,"cdata":true,"webApplication":true}`, each left as it is when absent.
    private JsonObject changeNotifications(RoutingContext context) {
        JsonObject wanted = body(context);
        XmppServer service = finesse.notifications();
        Optional.ofNullable(wanted.getInteger("refuse")).ifPresent(service::refuse);
        Optional.ofNullable(wanted.getBoolean("mute")).ifPresent(service::mute);
        Optional.ofNullable(wanted.getBoolean("cdata")).ifPresent(service::cdata);
        Optional.ofNullable(wanted.getBoolean("webApplication")).ifPresent(service::webApplication);
        return notifications();
    }

    private JsonObject dropNotifications() {
        finesse.notifications().dropSessions();
        return notifications();
    }

    private JsonObject unblock() {
        finesse.unblockUsers();
        return node();
    }

    private static Handler<RoutingContext> json(Function<RoutingContext, JsonObject> route) {
        return context -> {
            try {
                answer(context, 200, route.apply(context));
            } catch (NoSuchElementException unknown) {
                answer(context, 404, error(unknown));
            } catch (IllegalStateException notAllowed) {
                answer(context, 409, error(notAllowed));
            } catch (IllegalArgumentException | DecodeException | ClassCastException wrong) {
                answer(context, 400, error(wrong));
            }
        };
    }

    private static JsonObject error(RuntimeException failure) {
        return new JsonObject().put("error", failure.getMessage());
    }

    private static void answer(RoutingContext context, int status, JsonObject body) {
        var _ = context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }

    private static JsonObject body(RoutingContext context) {
        @Nullable String text = context.body().asString();
        return text == null || text.isBlank() ? new JsonObject() : new JsonObject(text);
    }

    private static String part(RoutingContext context, String name) {
        return Objects.requireNonNull(context.pathParam(name));
    }

    private static Collector<JsonObject, JsonArray, JsonArray> array() {
        return Collector.of(JsonArray::new, JsonArray::add, JsonArray::addAll);
    }

    private static String page() {
        try (InputStream page =
                Objects.requireNonNull(ControlRoutes.class.getResourceAsStream("control.html"), "control.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
