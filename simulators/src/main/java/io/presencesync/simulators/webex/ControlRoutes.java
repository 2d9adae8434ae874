package io.presencesync.simulators.webex;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// The controls under `/control/…` and the page at `/`; open to programs and to web pages of this machine only.
final class ControlRoutes {
    private static final String LOOPBACK = "https?://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d+)?";

    private final Router router;
    private final WebexSimulator simulator;

    ControlRoutes(Router router, WebexSimulator simulator) {
        this.router = router;
        this.simulator = simulator;
        router.route("/control/*")
                .handler(cors())
                .handler(BodyHandler.create(false))
                .failureHandler(context ->
                        context.response().setStatusCode(context.statusCode()).end());
        router.get("/").handler(page());
        people();
        faults();
        sockets();
        log();
        router.route().handler(context -> context.response().setStatusCode(404).end("no such path\n"));
    }

    private static CorsHandler cors() {
        return CorsHandler.create()
                .addOriginWithRegex(LOOPBACK)
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE))
                .allowedHeader("content-type");
    }

    private void people() {
        on(HttpMethod.GET, "/control/state", _ -> state());
        on(HttpMethod.GET, "/control/people", _ -> list());
        on(HttpMethod.POST, "/control/people", context -> add(body(context)));
        on(HttpMethod.PUT, "/control/people/:person/presence", this::presence);
        on(HttpMethod.PUT, "/control/people/:person/sharing", this::sharing);
        on(HttpMethod.POST, "/control/presence", this::presences);
    }

    private void faults() {
        on(HttpMethod.GET, "/control/faults", _ -> faultList());
        on(HttpMethod.POST, "/control/faults", context -> {
            Fault fault = FaultJson.read(body(context));
            return FaultJson.write(simulator.addFault(fault), fault);
        });
        on(HttpMethod.DELETE, "/control/faults", _ -> {
            simulator.clearFaults();
            return new JsonObject();
        });
        on(
                HttpMethod.DELETE,
                "/control/faults/:id",
                context -> new JsonObject().put("cleared", simulator.clearFault(parameter(context, "id"))));
    }

    private void sockets() {
        act("/control/sockets/close", this::close);
        act("/control/sockets/silence", _ -> simulator.silenceSockets());
        act("/control/sockets/ping", _ -> simulator.pingSockets());
        act("/control/sockets/shutdown", _ -> simulator.announceShutdown());
        act("/control/sockets/event", body -> simulator.sendEvent(body.encode()));
        act("/control/devices/forget", this::forgetDevices);
        act(
                "/control/devices/foreign",
                body -> simulator.addForeignDevices(text(body, "name"), body.getInteger("count", 1)));
        act("/control/subscriptions/forget", _ -> simulator.forgetSubscriptions());
        act("/control/cloud/down", this::down);
        on(HttpMethod.GET, "/control/limits", _ -> LimitsJson.write(simulator.limits()));
        on(HttpMethod.PUT, "/control/limits", context -> {
            simulator.limit(LimitsJson.read(body(context), simulator.limits()));
            return LimitsJson.write(simulator.limits());
        });
        on(HttpMethod.POST, "/control/token/change", _ -> new JsonObject().put("token", simulator.changeToken()));
        act("/control/token/revoke", _ -> simulator.revokeToken());
        act("/control/token/restore", _ -> simulator.restoreToken());
    }

    private void close(JsonObject body) {
        int code = body.getInteger("code", 1001);
        String reason = body.getString("reason", "");
        String device = body.getString("device");
        if (device != null) {
            simulator.closeSockets(device, code, reason);
        } else if (body.getBoolean("handshake", true)) {
            simulator.closeSockets(code, reason);
        } else {
            simulator.closeWithoutHandshake(code, reason);
        }
    }

    private void forgetDevices(JsonObject body) {
        if (body.getBoolean("silently", false)) {
            simulator.forgetDevicesSilently();
        } else {
            simulator.forgetDevices();
        }
    }

    /// The controls go down with the cloud, so the way back is told at once. The answer still arrives.
    private void down(JsonObject body) {
        Duration howLong = Duration.ofMillis(body.getLong("millis", 10_000L));
        Duration answering = Duration.ofMillis(100);
        Thread.ofVirtual().name("cloud-down").start(() -> {
            try {
                Thread.sleep(answering);
                simulator.down();
                Thread.sleep(howLong);
                simulator.up();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void log() {
        on(HttpMethod.GET, "/control/log", this::entries);
        on(HttpMethod.GET, "/control/counters", _ -> counters());
        on(HttpMethod.DELETE, "/control/log", _ -> {
            simulator.log().clear();
            return new JsonObject();
        });
    }

    private void act(String path, Consumer<JsonObject> action) {
        on(HttpMethod.POST, path, context -> {
            action.accept(context.body().isEmpty() ? new JsonObject() : body(context));
            return new JsonObject();
        });
    }

    private void on(HttpMethod method, String path, Function<RoutingContext, JsonObject> handler) {
        router.route(method, path).handler(context -> {
            try {
                context.json(handler.apply(context));
            } catch (IllegalArgumentException | ClassCastException | DecodeException e) {
                context.response().setStatusCode(400);
                context.json(new JsonObject().put("message", String.valueOf(e.getMessage())));
            }
        });
    }

    private JsonObject state() {
        var state = new JsonObject()
                .put("orgId", simulator.orgId())
                .put("u2cServiceUrl", simulator.u2cServiceUrl())
                .put("hydraServiceUrl", simulator.hydraServiceUrl())
                .put("tokenRevoked", simulator.tokenRevoked());
        simulator.sizes().forEach(state::put);
        return state;
    }

    private JsonObject list() {
        var people = new JsonArray();
        simulator.people().forEach(person -> people.add(json(person)));
        return new JsonObject().put("people", people);
    }

    private JsonObject add(JsonObject body) {
        String email = text(body, "email");
        Person person = simulator.addPerson(
                List.of(email),
                body.getString("displayName", email),
                body.getString("orgId", simulator.orgId()),
                body.getString("type", "person"),
                body.getBoolean("sharing", true));
        if (body.containsKey("status")) {
            simulator.setPresences(List.of(change(person.uuid(), body)));
        }
        return json(simulator.person(person.uuid()));
    }

    private JsonObject presence(RoutingContext context) {
        String person = parameter(context, "person");
        simulator.setPresences(List.of(change(person, body(context))));
        return json(simulator.person(person));
    }

    private JsonObject presences(RoutingContext context) {
        JsonArray changes = body(context).getJsonArray("changes", new JsonArray());
        simulator.setPresences(changes.stream()
                .map(JsonObject.class::cast)
                .map(each -> change(text(each, "person"), each))
                .toList());
        return new JsonObject().put("changed", changes.size());
    }

    private JsonObject sharing(RoutingContext context) {
        String person = parameter(context, "person");
        simulator.setSharing(person, body(context).getBoolean("sharing", true));
        return json(simulator.person(person));
    }

    private JsonObject faultList() {
        var faults = new JsonArray();
        simulator.faults().forEach((id, fault) -> faults.add(FaultJson.write(id, fault)));
        return new JsonObject().put("faults", faults);
    }

    private JsonObject entries(RoutingContext context) {
        String after = context.queryParams().get("after");
        var entries = new JsonArray();
        simulator
                .log()
                .entriesAfter(after == null ? 0 : Long.parseLong(after))
                .forEach(each -> entries.add(json(each)));
        return new JsonObject().put("entries", entries);
    }

    private JsonObject counters() {
        var counters = new JsonObject();
        simulator.log().counters().forEach(counters::put);
        return counters;
    }

    private static PresenceChange change(String person, JsonObject body) {
        return new PresenceChange(
                person, text(body, "status"), body.getString("meetingType"), body.getString("category"));
    }

    private static JsonObject json(Person person) {
        return new JsonObject()
                .put("uuid", person.uuid())
                .put("emails", new JsonArray(person.emails()))
                .put("displayName", person.displayName())
                .put("orgId", person.orgId())
                .put("type", person.type())
                .put("sharing", person.sharing())
                .put("status", person.presence().status())
                .put("meetingType", person.presence().meetingType())
                .put("category", person.presence().category())
                .put("since", person.presence().since().toString());
    }

    private static JsonObject json(LogEntry entry) {
        return new JsonObject()
                .put("number", entry.number())
                .put("endpoint", entry.endpoint().label())
                .put("method", entry.method())
                .put("path", entry.path())
                .put("query", entry.query())
                .put("status", entry.status())
                .put("nanos", entry.nanos())
                .put("trackingId", entry.trackingId());
    }

    private static JsonObject body(RoutingContext context) {
        JsonObject body = context.body().asJsonObject();
        if (body == null) {
            throw new IllegalArgumentException("the body is missing");
        }
        return body;
    }

    private static String text(JsonObject body, String key) {
        String text = body.getString(key);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return text;
    }

    private static String parameter(RoutingContext context, String name) {
        return Objects.requireNonNull(context.pathParam(name));
    }

    private static Handler<RoutingContext> page() {
        try (var in = Objects.requireNonNull(ControlRoutes.class.getResourceAsStream("page.html"))) {
            Buffer page = Buffer.buffer(in.readAllBytes());
            return context -> context.response()
                    .putHeader("content-type", "text/html;charset=UTF-8")
                    .end(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
