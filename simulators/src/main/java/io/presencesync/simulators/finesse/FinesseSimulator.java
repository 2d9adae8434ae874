package io.presencesync.simulators.finesse;

import io.presencesync.simulators.FreePort;
import io.presencesync.simulators.LeanVertx;
import io.presencesync.simulators.finesse.xmpp.XmppServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A pretend Finesse node with its cluster behind it, on one HTTP port: the REST API under `/finesse/api`,
/// notifications under `/sim/events`, and controls for people and tests under `/control`.
///
/// All methods may be called from any thread; starting and closing block for a moment. Users, teams and codes may be
/// added at any time.
public final class FinesseSimulator implements AutoCloseable {
    private static final long MAX_BODY = 1_000_000;

    private final FinesseSimulatorOptions options;
    private final Cluster cluster;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final EventFeed events;
    private final XmppServer notifications;
    private final SystemRoutes system;
    private final Vertx vertx = LeanVertx.start(2);
    private final Node node;
    private final Router router;
    private final List<FinesseSimulator> others = new CopyOnWriteArrayList<>();
    private volatile HttpServer server;
    private volatile Duration effectDelay;

    private FinesseSimulator(FinesseSimulatorOptions options, Cluster cluster) {
        this.options = options;
        this.effectDelay = options.effectDelay();
        this.cluster = cluster;
        this.node = new Node(options.hostName(), !cluster.nodes.isEmpty());
        this.node.healthWhileOut = options.systemInfoWhileOut();
        cluster.nodes.add(node);
        this.system = new SystemRoutes(cluster, node, options, faults);
        this.events = new EventFeed(cluster.updates, faults, node, this::after);
        this.notifications = new XmppServer(new NotificationAccess(cluster, node.host), vertx);
        events.subscribe(notifications::publish);
        this.router = router();
        this.server = vertx.createHttpServer(serverOptions(options));
    }

    /// Starts and listens; throws {@link IllegalStateException} when the port is taken.
    public static FinesseSimulator start(FinesseSimulatorOptions options) {
        return started(new FinesseSimulator(options, new Cluster(options)), options);
    }

    /// Starts the second node of this one's cluster: the same users, states, codes and lock-outs, but a port, faults,
    /// requests and notification service of its own. Of the options only those of a node count.
    public FinesseSimulator secondNode(FinesseSimulatorOptions nodeOptions) {
        FinesseSimulator second = started(new FinesseSimulator(nodeOptions, cluster), nodeOptions);
        others.add(second);
        return second;
    }

    private static FinesseSimulator started(FinesseSimulator simulator, FinesseSimulatorOptions options) {
        try {
            simulator.listen(FreePort.of(options.port()));
            return simulator;
        } catch (Exception failure) {
            simulator.close();
            throw new IllegalStateException("cannot listen on " + options.host() + ":" + options.port(), failure);
        }
    }

    private void listen(int port) throws Exception {
        server.requestHandler(router)
                .listen(port, options.host())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        node.port = server.actualPort();
    }

    /// The node is gone at once: nothing listens on its port, open connections are cut.
    public FinesseSimulator kill() {
        events.dead(true);
        try {
            notifications.dropSessions();
            server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            FreePort.awaitReleased(options.host(), node.port);
            return this;
        } catch (Exception failure) {
            throw new IllegalStateException("the node could not be killed", failure);
        }
    }

    /// The killed node is there again, on its port.
    public FinesseSimulator revive() {
        try {
            server = vertx.createHttpServer(serverOptions(options));
            listen(node.port);
            events.dead(false);
            return this;
        } catch (Exception failure) {
            throw new IllegalStateException("the node could not be revived", failure);
        }
    }

    /// How far this node's clock is ahead: what it tells of times is that much later.
    public FinesseSimulator clockAhead(Duration ahead) {
        node.ahead = ahead;
        return this;
    }

    /// Sets the clock of all nodes: what happens from now on is stamped by it, and SystemInfo shows it.
    ///
    /// @param ahead of the right time; negative: it is set back
    public FinesseSimulator setClock(Duration ahead) {
        cluster.clock.set(ahead);
        return this;
    }

    /// How far the clock of all nodes is ahead of the right time.
    public Duration clockSet() {
        return cluster.clock.ahead();
    }

    private Router router() {
        RestPipeline rest = new RestPipeline(cluster, node, faults, requests);
        Router routes = Router.router(vertx);
        notifications.mount(routes);
        if (!options.allowedOrigins().isEmpty()) {
            routes.route("/finesse/api/*").handler(new Cors(Set.copyOf(options.allowedOrigins())));
        }
        routes.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
        routes.route().handler(RestPipeline::noteArrival);
        system.mount(routes, rest);
        new UserRoutes(cluster, new StateRequests(cluster, this::later)).mount(routes, rest);
        new TeamRoutes(cluster).mount(routes, rest);
        new ReasonCodeRoutes(cluster.reasonCodes).mount(routes, rest);
        new LayoutRoutes(cluster).mount(routes, rest);
        events.mount(routes);
        new ControlRoutes(this).mount(routes);
        options.mounts().forEach(mount -> mount.accept(routes));
        routes.route("/finesse/api/*").handler(rest.open(call -> {
            throw ApiException.notFound(call.context().normalizedPath());
        }));
        return routes;
    }

    private static HttpServerOptions serverOptions(FinesseSimulatorOptions options) {
        HttpServerOptions http = new HttpServerOptions().addWebSocketSubProtocol("xmpp");
        @Nullable PemPair tls = options.tls();
        if (tls != null) {
            http.setSsl(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .addCertValue(Buffer.buffer(tls.certificate()))
                            .addKeyValue(Buffer.buffer(tls.key())));
        }
        return http;
    }

    private void later(Runnable change) {
        after(effectDelay, change);
    }

    private void after(Duration delay, Runnable task) {
        if (delay.toMillis() == 0) {
            vertx.runOnContext(_ -> task.run());
        } else {
            var _ = vertx.setTimer(delay.toMillis(), _ -> task.run());
        }
    }

    public int port() {
        return node.port;
    }

    /// For example `http://127.0.0.1:41234`, without a path.
    public String baseUrl() {
        return (options.tls() == null ? "http://" : "https://") + options.host() + ":" + port();
    }

    public FinesseSimulator addTeam(String id, String name) {
        cluster.teams.add(new Team(id, name));
        return this;
    }

    public Platform platform() {
        return cluster.platform;
    }

    /// Real time between a 202 and its effect.
    public Duration effectDelay() {
        return effectDelay;
    }

    public FinesseSimulator effectDelay(Duration delay) {
        effectDelay = delay;
        return this;
    }

    /// Adds a signed-out user and publishes him.
    public FinesseSimulator addUser(UserProfile profile) {
        cluster.agents.add(profile);
        return this;
    }

    /// Changes who a user is or where he belongs; his state stays, and the change is published.
    public FinesseSimulator changeUser(UserProfile profile) {
        cluster.agents.reconfigure(profile);
        return this;
    }

    /// Deletes a user and publishes that.
    public FinesseSimulator removeUser(String loginId) {
        cluster.agents.remove(loginId);
        return this;
    }

    /// Adds that many agents with consecutive ids; login name `agent` and password `secret-`, each with the id behind.
    public FinesseSimulator addAgents(String teamId, int firstId, int count) {
        for (int id = firstId; id < firstId + count; id++) {
            addUser(UserProfile.agent(Integer.toString(id), "agent" + id, "secret-" + id, teamId));
        }
        return this;
    }

    /// Adds a code; refuses what Finesse would refuse.
    public ReasonCode addReasonCode(ReasonCode.Category category, int code, String label, boolean forAll) {
        try {
            return cluster.reasonCodes.add(category, code, label, forAll);
        } catch (ReasonCodes.Invalid invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    /// Gives a code that is not global to a team, besides those it has.
    public FinesseSimulator assignReasonCode(String teamId, ReasonCode code) {
        Set<Integer> ids = new java.util.HashSet<>(Set.of(code.id()));
        cluster.reasonCodes.ofTeam(teamId, code.category()).forEach(each -> ids.add(each.id()));
        cluster.reasonCodes.assign(teamId, code.category(), ids);
        return this;
    }

    public ReasonCodes reasonCodes() {
        return cluster.reasonCodes;
    }

    /// The agent's desk and phone; throws {@link java.util.NoSuchElementException} for an unknown id.
    public AgentControl agent(String loginId) {
        return new AgentControl(cluster, loginId, options.wrapUpTime(), this::after);
    }

    public List<Agent> agents() {
        return cluster.agents.all();
    }

    /// Lets a bearer token stand for a user, as single sign-on does.
    public FinesseSimulator addToken(String token, String loginId) {
        cluster.credentials.addToken(token, loginId);
        return this;
    }

    /// Ends every lock-out.
    public FinesseSimulator unblockUsers() {
        cluster.credentials.unblockAll();
        return this;
    }

    /// Gets that user's notifications, each a whole `<Update>` document on one line; runs in order on one thread.
    /// Closing the returned handle ends it.
    public Subscription subscribe(String loginId, Consumer<String> updateXml) {
        return events.subscribe("/finesse/api/User/" + loginId, updateXml)::run;
    }

    /// Ends a subscription.
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /// The notification service: XMPP with pubsub over WebSocket at `/ws`.
    public XmppServer notifications() {
        return notifications;
    }

    public Faults faults() {
        return faults;
    }

    public RequestLog requests() {
        return requests;
    }

    /// The node loses its contact center: 503 for every request, no notifications but SystemInfo's.
    public FinesseSimulator goOutOfService() {
        faults.outOfService(true);
        events.deliver(Updates.systemChanged(system.systemInfo("systemInfo", false)));
        return this;
    }

    /// The node is back; the last states are published again.
    public FinesseSimulator comeBack() {
        faults.outOfService(false);
        events.deliver(Updates.systemChanged(system.systemInfo("systemInfo", true)));
        cluster.agents.republish(events::deliver);
        return this;
    }

    /// The whole cluster loses its contact center; call it on the first node.
    public FinesseSimulator allOutOfService() {
        others.forEach(FinesseSimulator::goOutOfService);
        return goOutOfService();
    }

    /// The whole cluster is back; call it on the first node.
    public FinesseSimulator allComeBack() {
        others.forEach(FinesseSimulator::comeBack);
        return comeBack();
    }

    /// As if another node took over every signed-in user: see {@link AgentControl#failOver}.
    public FinesseSimulator failOver() {
        cluster.agents.all().stream()
                .filter(Agent::signedIn)
                .forEach(agent -> agent(agent.loginId()).failOver());
        return this;
    }

    /// Ends every open event stream; clients may come again.
    public FinesseSimulator dropEventStreams() {
        events.dropStreams();
        return this;
    }

    @Override
    public void close() {
        events.dead(true);
        others.forEach(FinesseSimulator::close);
        others.clear();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException("the simulator did not stop", failure);
        } finally {
            cluster.nodes.remove(node);
            if (!node.secondary) {
                cluster.close();
            }
        }
    }
}
