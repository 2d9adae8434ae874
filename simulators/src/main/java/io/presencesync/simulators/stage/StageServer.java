package io.presencesync.simulators.stage;

import io.presencesync.simulators.LeanVertx;
import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.webex.WebexSimulator;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Serves the stage page on 127.0.0.1, with what it shows as server-sent events and what it does as POST requests.
///
/// | path | |
/// |---|---|
/// | `/` | the page |
/// | `/stage/setting` | addresses, and how to open each agent's desktop |
/// | `/stage/events` | server-sent events: all the page shows, at once and after each change |
/// | `/stage/people/{id}/presence/{word}` | POST: the person's Webex presence |
/// | `/stage/agents/{id}/{word}` | POST: what the agent does |
final class StageServer implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8");
    private static final List<String> FILES = List.of("index.html", "stage.css", "stage.js", "desktops.js", "words.js");

    private final WebexSimulator webex;
    private final FinesseSimulator finesse;
    private final Map<Mode, ProductProcess> products;
    private final Vertx vertx = LeanVertx.start(1);
    private final Set<HttpServerResponse> audience = ConcurrentHashMap.newKeySet();
    private final HttpServer server = vertx.createHttpServer();
    private final Watch watch;
    private volatile String latest = "{}";

    private StageServer(int port, WebexSimulator webex, FinesseSimulator finesse, Map<Mode, ProductProcess> products)
            throws TimeoutException {
        this.webex = webex;
        this.finesse = finesse;
        this.products = products;
        server.requestHandler(router()).listen(port, "127.0.0.1").await(10, TimeUnit.SECONDS);
        this.watch = Watch.start(webex, finesse, this::show);
    }

    static StageServer start(
            int port, WebexSimulator webex, FinesseSimulator finesse, Map<Mode, ProductProcess> products) {
        try {
            return new StageServer(port, webex, finesse, products);
        } catch (TimeoutException slow) {
            throw new IllegalStateException("the stage did not start in time", slow);
        }
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(new LoopbackOnly());
        router.get("/").handler(file("index.html"));
        FILES.forEach(name -> router.get("/" + name).handler(file(name)));
        router.get("/stage/setting").handler(context -> context.json(setting()));
        router.get("/stage/events").handler(this::attend);
        router.post("/stage/people/:id/presence/:word")
                .handler(act((role, word) -> webex.setPresences(List.of(PresenceWord.change(role, word)))));
        router.post("/stage/agents/:id/:word")
                .handler(act((role, word) -> AgentDeeds.perform(finesse.agent(role.loginId()), word)));
        return router;
    }

    private interface Deed {
        void perform(Role role, String word);
    }

    /// On a thread of its own, because the simulators' methods block.
    private static Handler<RoutingContext> act(Deed deed) {
        return context -> Thread.ofVirtual().start(() -> perform(context, deed));
    }

    private static void perform(RoutingContext context, Deed deed) {
        try {
            Role role = Cast.role(Objects.requireNonNull(context.pathParam("id")));
            deed.perform(role, Objects.requireNonNull(context.pathParam("word")));
            context.response().setStatusCode(204).end();
        } catch (IllegalStateException notAllowed) {
            refuse(context, 409, notAllowed);
        } catch (NoSuchElementException | IllegalArgumentException unknown) {
            refuse(context, 404, unknown);
        }
    }

    private static void refuse(RoutingContext context, int status, RuntimeException why) {
        context.response().setStatusCode(status);
        context.json(new JsonObject().put("error", why.getMessage()));
    }

    private JsonObject setting() {
        JsonArray links = new JsonArray()
                .add(link("Pretend Webex", webex.baseUrl() + "/"))
                .add(link("Pretend Finesse", finesse.baseUrl() + "/control"));
        products.forEach((_, product) -> links.add(link(product.name() + ", health", product.url() + "/health")));
        return new JsonObject()
                .put("desktop", finesse.baseUrl() + "/desktop/")
                .put("ciscoLibrary", ciscoLibrary())
                .put(
                        "agents",
                        new JsonArray(Cast.ROLES.stream().map(this::account).toList()))
                .put("links", links);
    }

    private static JsonObject link(String text, String url) {
        return new JsonObject().put("text", text).put("url", url);
    }

    private JsonObject account(Role role) {
        @Nullable ProductProcess product = products.get(role.mode());
        return new JsonObject()
                .put("id", role.loginId())
                .put("followed", product != null)
                .put("password", role.password())
                .put("token", role.token())
                .put(
                        "gadget",
                        product == null || role.mode() != Mode.GADGET
                                ? null
                                : product.url() + "/WebexPresenceConnector_1.xml");
    }

    /// Cisco's library of release 10.5 knows passwords only, and these are shared by all desktops of a browser tab.
    private static boolean ciscoLibrary() {
        @Nullable String file = System.getProperty("FINESSE_JS", System.getenv("FINESSE_JS"));
        return file != null && !file.isBlank();
    }

    private void attend(RoutingContext context) {
        HttpServerResponse response = context.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store");
        response.closeHandler(_ -> audience.remove(response));
        audience.add(response);
        response.write("data: " + latest + "\n\n");
    }

    /// On the event loop, as [#attend], so that nobody gets an older one after a newer one.
    private void show(String json) {
        vertx.runOnContext(_ -> {
            latest = json;
            audience.forEach(response -> response.write("data: " + json + "\n\n"));
        });
    }

    private static Handler<RoutingContext> file(String name) {
        try (InputStream in = Objects.requireNonNull(StageServer.class.getResourceAsStream("/stage/" + name), name)) {
            Buffer content = Buffer.buffer(in.readAllBytes());
            String type = Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
            return context -> context.response()
                    .putHeader("Content-Type", type)
                    .putHeader("Cache-Control", "no-store")
                    .end(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/";
    }

    @Override
    public void close() {
        watch.close();
        try {
            vertx.close().await(5, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            throw new IllegalStateException("the stage did not stop in time", slow);
        }
    }
}
