package io.presencesync;

import io.presencesync.admin.AdminGuard;
import io.presencesync.admin.AdminPassword;
import io.presencesync.admin.AdminRoutes;
import io.presencesync.admin.JournalRoutes;
import io.presencesync.admin.PurgeRoutes;
import io.presencesync.cli.RunningService;
import io.presencesync.config.Configuration;
import io.presencesync.config.FinesseConfig;
import io.presencesync.config.SyncConfig;
import io.presencesync.engine.AgentChannel;
import io.presencesync.engine.Engine;
import io.presencesync.engine.EnginePorts;
import io.presencesync.engine.EngineStatus;
import io.presencesync.engine.PresenceSource;
import io.presencesync.engine.Surroundings;
import io.presencesync.finesse.FinesseLink;
import io.presencesync.finesse.ReasonCodeReport;
import io.presencesync.finesse.xmpp.SmackPubSub;
import io.presencesync.gadget.GadgetChannel;
import io.presencesync.gadget.GadgetDoor;
import io.presencesync.gadget.GadgetFiles;
import io.presencesync.gadget.GadgetServer;
import io.presencesync.gadget.GadgetSessions;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Platform;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.rules.LiveRules;
import io.presencesync.rules.Settle;
import io.presencesync.socketio.SocketIoOptions;
import io.presencesync.socketio.SocketIoServer;
import io.presencesync.store.Store;
import io.presencesync.webex.MercuryPresenceSource;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds the parts, starts them in order and stops them in the opposite order. One method per part.
final class Wiring implements RunningService {
    private static final Logger log = LoggerFactory.getLogger(Wiring.class);
    private static final int MOST_TASKS = 20_000;

    private final Configuration config;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final BoundedThreads threads = new BoundedThreads("agent", MOST_TASKS);
    private final GadgetSessions sessions = new GadgetSessions();
    private final LateObserver observer = new LateObserver();
    private final Vertx vertx;
    private final RealTimers timers;
    private final Store store;
    private final LiveRules rules;
    private final FinesseLink finesse;
    private final PresenceSource webex;
    private final Engine engine;
    private final RosterKeeper roster;
    private volatile @Nullable GadgetServer gadgetServer;

    private Wiring(Configuration config) throws IOException {
        this.config = config;
        this.store = part(Store.open(config.store(), config.data(), clock));
        this.rules = part(LiveRules.open(config.rules(), settle(config.sync()), clock));
        this.vertx = Vertx.vertx(withoutFileCache());
        parts.push(() -> vertx.close().await(4, TimeUnit.SECONDS));
        this.timers = part(new RealTimers());
        this.finesse = part(new FinesseLink(
                config.finesse(),
                config.webex().domain(),
                rules.inForce()::labels,
                new FinesseLink.Surroundings(
                        vertx,
                        timers,
                        clock,
                        random,
                        SmackPubSub.opener(vertx),
                        Installation.resource(config.data(), random))));
        this.webex = part(WebexWiring.source(
                vertx, config.webex(), memories(), rules.inForce()::staleAfter, timers, clock, random));
        this.engine = engine();
        this.roster = new RosterKeeper(config, engine, finesse, webex, store, timers, threads);
    }

    /// Our files come from memory; a cache folder would only be left behind by a killed process.
    private static VertxOptions withoutFileCache() {
        FileSystemOptions files =
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return new VertxOptions().setFileSystemOptions(files);
    }

    static RunningService start(Configuration config) {
        try {
            Wiring wiring = new Wiring(config);
            wiring.start();
            return wiring;
        } catch (IOException | TimeoutException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    private static Settle settle(SyncConfig sync) {
        return new Settle(sync.settleHold(), sync.settleRelease());
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    private MercuryPresenceSource.Memories memories() {
        return new MercuryPresenceSource.Memories(store.personIds(), store.devices());
    }

    private boolean gadgetMode() {
        return config.sync().mode() == SyncConfig.Mode.GADGET;
    }

    private Engine engine() {
        AgentChannel channel = gadgetMode() ? new GadgetChannel(sessions, finesse.reader()) : finesse.channel();
        EnginePorts ports = new EnginePorts(
                channel,
                finesse.reader(),
                new FinesseSurroundings(),
                rules.inForce(),
                store.holdLog(),
                store.journal(),
                timers,
                clock,
                random,
                threads,
                observer);
        return new Engine(ports, config.finesse().poll().multipliedBy(2));
    }

    private final class FinesseSurroundings implements Surroundings {
        @Override
        public Platform platform() {
            return finesse.platform() == FinesseConfig.Platform.CCX ? Platform.CCX : Platform.CCE;
        }

        /// Missing is what neither Finesse's lists nor his own gadget have: his gadget may have looked later, and one
        /// that
        /// is asked in vain says so.
        @Override
        public Set<ReasonLabel> missing(AgentId agent) {
            ReasonCodeReport report = finesse.reasonCodes();
            Set<ReasonLabel> needed = rules.inForce().labels();
            GadgetServer server = gadgetServer;
            Optional<Set<String>> own = server == null ? Optional.empty() : server.labelsOf(agent);
            if (report.failure() != null && own.isEmpty()) {
                return Set.of();
            }
            Set<String> has = own.orElse(Set.of());
            return (report.failure() == null ? report.missingFor(agent, needed) : needed)
                    .stream().filter(label -> !has.contains(label.value())).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Map<String, String> reasonIds() {
            return finesse.reasonCodes().labels();
        }

        @Override
        public @Nullable Instant liveSince(AgentId agent) {
            return finesse.liveSince(agent);
        }

        @Override
        public boolean canRead() {
            return config.finesse().admin() != null || config.finesse().supervisor() != null;
        }
    }

    private void start() throws IOException, TimeoutException {
        try {
            listen();
            store.awaitDatabase();
            webex.start(engine);
            finesse.start(engine, engine, sessions::has, () -> {});
            roster.start();
            rules.watch(timers, threads, this::otherRules);
        } catch (IOException | TimeoutException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /// Everybody is judged anew at once; reasons that other labels may need are looked up after it.
    private void otherRules() {
        engine.lookAgain();
        threads.execute(() -> {
            finesse.checkReasonCodes();
            engine.reloaded();
        });
    }

    private void listen() throws IOException, TimeoutException {
        Router router = Router.router(vertx);
        SocketIoOptions socketIo = SocketIoOptions.defaults().withOrigins(origins());
        if (gadgetMode()) {
            gadgets(router, socketIo);
        }
        admin(router);
        HttpServer server = vertx.createHttpServer(socketIo.applyTo(new HttpServerOptions()))
                .requestHandler(router)
                .listen(config.server().port(), config.server().host())
                .await(10, TimeUnit.SECONDS);
        log.info("Listening on {} port {}", config.server().host(), server.actualPort());
    }

    /// The desktops', and our own: browsers name it on our own pages too.
    private Set<String> origins() {
        Set<String> origins = new LinkedHashSet<>(config.gadget().origins());
        URI own = config.server().publicUrl();
        if (own != null) {
            origins.add(own.getScheme() + "://" + own.getRawAuthority());
        }
        return origins;
    }

    private void gadgets(Router router, SocketIoOptions options) {
        GadgetFiles.mount(router, publicUrl());
        GadgetDoor door = new GadgetDoor(finesse.identityCheck(), random.generateSeed(32), clock);
        GadgetServer.Ports ports = new GadgetServer.Ports(
                engine, engine, roster, engine::heldFor, engine::lookAgain, engine::reloaded, timers, threads, clock);
        GadgetServer gadgets =
                new GadgetServer(sessions, door, ports, config.gadget().legacy());
        observer.set(gadgets);
        gadgetServer = gadgets;
        SocketIoServer server = SocketIoServer.mount(router, options, gadgets);
        parts.push(server::close);
    }

    private URI publicUrl() {
        return Objects.requireNonNull(config.server().publicUrl(), "the settings are checked: a gadget needs it");
    }

    private void admin(Router router) throws IOException {
        AdminGuard guard = new AdminGuard(AdminPassword.resolve(config.server().adminPassword(), config.data()), clock);
        ServiceStatus status = new ServiceStatus(webex, finesse, store, rules, roster, new EngineStatus(engine));
        JournalRoutes.mount(router, status, guard, store.journalReader(), threads, clock);
        PurgeRoutes.mount(router, status, guard, store.purge(), threads);
        AdminRoutes.mount(router, status, guard, Main.version(), clock);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception stuck) {
                log.warn("{} did not close cleanly: {}", part.getClass().getSimpleName(), stuck.toString());
            }
        }
    }
}
