package io.presencesync;

import io.presencesync.admin.AdminGuard;
import io.presencesync.admin.AdminPassword;
import io.presencesync.admin.AdminRoutes;
import io.presencesync.admin.JournalRoutes;
import io.presencesync.admin.PauseRoutes;
import io.presencesync.admin.PurgeRoutes;
import io.presencesync.admin.ReportRoutes;
import io.presencesync.agent.Memory;
import io.presencesync.cli.RunningService;
import io.presencesync.config.Configuration;
import io.presencesync.config.PemFiles;
import io.presencesync.config.SiteConfig;
import io.presencesync.config.TrustedProxies;
import io.presencesync.gadget.GadgetFiles;
import io.presencesync.gadget.GadgetRefusals;
import io.presencesync.gadget.GadgetRouter;
import io.presencesync.gadget.GadgetSessions;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.SiteId;
import io.presencesync.socketio.SocketIoOptions;
import io.presencesync.socketio.SocketIoServer;
import io.presencesync.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds what all sites share and the sites themselves, starts them in order and stops them in the opposite order.
final class Wiring implements RunningService {
    private static final Logger log = LoggerFactory.getLogger(Wiring.class);
    private static final int MOST_QUESTIONS = 200;
    /// A connection on which nobody says who he is.
    private static final Duration WHO_WITHIN = Duration.ofSeconds(10);

    private final Configuration config;
    private final SteadyClock clock = SteadyClock.system();
    private final Parts parts = new Parts();
    private final BoundedThreads threads = new BoundedThreads("admin", MOST_QUESTIONS);
    private final Vertx vertx;
    private final Store store;
    private final RealTimers timers;
    private final @Nullable OwnTls tls;
    private final TrustedProxies proxies;
    private final List<Site> sites;

    private Wiring(Configuration config) throws IOException {
        this.config = config;
        this.store = parts.add(Store.openFiles(config.store(), config.data(), clock.wall(), clock));
        this.vertx = Vertx.vertx(withoutFileCache());
        parts.add(() -> vertx.close().await(4, TimeUnit.SECONDS));
        this.timers = parts.add(new RealTimers());
        this.proxies = config.server().trustedProxies();
        PemFiles pair = config.server().tls();
        try {
            this.tls = pair == null ? null : new OwnTls(pair, clock.wall(), clock);
            this.sites = sites();
        } catch (IOException | RuntimeException failed) {
            parts.close();
            throw failed;
        }
        parts.add(this::closeSites);
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
            throw new IllegalStateException(StartProblem.inWords(failed, config), failed);
        }
    }

    private List<Site> sites() throws IOException {
        SecureRandom random = new SecureRandom();
        String resource = Installation.resource(config.data(), random);
        Set<SiteId> ids = config.sites().stream().map(SiteConfig::id).collect(Collectors.toUnmodifiableSet());
        Map<AgentId, Memory.Durable> holds = store.holdLog().load();
        warnOfForeignHolds(holds, ids);
        InstallationKey key = InstallationKey.of(config.data(), random);
        Common common = new Common(
                vertx, store, holds, timers, new GadgetSessions(), clock, random, resource, key, proxies, ids);
        return config.sites().stream().map(site -> Site.build(site, common)).toList();
    }

    /// Nobody will ever release them: sites were named, renamed or taken away since.
    private static void warnOfForeignHolds(Map<AgentId, Memory.Durable> holds, Set<SiteId> ids) {
        holds.entrySet().stream()
                .filter(each -> each.getValue().phase().hold() != null)
                .map(each -> each.getKey().site())
                .filter(site -> !ids.contains(site))
                .collect(Collectors.groupingBy(site -> site, Collectors.counting()))
                .forEach((site, count) -> log.warn(
                        "{} agent(s) of the site {} were put Not Ready by us, but there is no such site any more: they"
                                + " stay so until they change it themselves",
                        count,
                        site));
    }

    private void start() throws IOException, TimeoutException {
        try {
            refuseNothing();
            listen();
            store.awaitDatabase();
            parts.add(() -> sites.forEach(Site::stopDeciding));
            sites.forEach(Site::start);
            new WallClockWatch(clock, timers, () -> sites.forEach(Site::judgeAnew)).start();
        } catch (IOException | TimeoutException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /// With no site to work for we would only look alive.
    private void refuseNothing() throws IOException {
        List<ConnectionState> faults =
                sites.stream().map(Site::fault).filter(Objects::nonNull).toList();
        if (faults.size() == sites.size()) {
            throw new IOException(
                    faults.stream().map(ConnectionState::message).distinct().collect(Collectors.joining("; ")));
        }
    }

    private HttpServerOptions tls(HttpServerOptions options) {
        return tls == null ? options : options.setSsl(true).setKeyCertOptions(tls.options());
    }

    private void listen() throws IOException, TimeoutException {
        Router router = Router.router(vertx);
        SocketIoOptions socketIo =
                SocketIoOptions.defaults().withOrigins(origins()).withConnectTimeout(WHO_WITHIN);
        boolean letsGadgetsIn = config.sites().stream().anyMatch(SiteConfig::letsGadgetsIn);
        GadgetRefusals refusals = new GadgetRefusals(origins(), letsGadgetsIn, clock);
        refusals.watch(router);
        if (letsGadgetsIn) {
            gadgets(router, socketIo, refusals);
        }
        admin(router, refusals);
        HttpServer server = listening(vertx.createHttpServer(tls(socketIo.applyTo(new HttpServerOptions())))
                .requestHandler(router));
        log.info(
                "Listening on {} port {}{}",
                config.server().host(),
                server.actualPort(),
                tls == null ? "" : " with TLS");
        if (tls != null) {
            tls.watch(server, timers, threads);
        }
    }

    /// Waiting for a future throws what it failed with, checked or not.
    private HttpServer listening(HttpServer server) throws IOException, TimeoutException {
        try {
            return server.listen(config.server().port(), config.server().host()).await(10, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            throw slow;
        } catch (Exception refused) {
            throw StartProblem.listening(config.server(), refused);
        }
    }

    /// The desktops' of all sites, and our own: browsers name it on our own pages too.
    private Set<String> origins() {
        Set<String> origins = new LinkedHashSet<>();
        config.sites().forEach(site -> origins.addAll(site.gadget().origins()));
        URI own = config.server().publicUrl();
        if (own != null) {
            origins.add(own.getScheme() + "://" + own.getRawAuthority());
        }
        return origins;
    }

    private void gadgets(Router router, SocketIoOptions options, GadgetRefusals refusals) {
        Set<SiteId> ids = sites.stream().map(Site::id).collect(Collectors.toUnmodifiableSet());
        GadgetFiles.mount(router, publicUrl(), ids, config.server().languages());
        GadgetRouter gadgets =
                new GadgetRouter(sites.stream().map(Site::entrance).toList());
        SocketIoServer server = SocketIoServer.mount(router, options, gadgets, refusals::origin);
        parts.add(server::close);
    }

    private URI publicUrl() {
        return Objects.requireNonNull(config.server().publicUrl(), "the settings are checked: a gadget needs it");
    }

    private void admin(Router router, GadgetRefusals refusals) throws IOException {
        AdminGuard guard =
                new AdminGuard(AdminPassword.resolve(config.server().adminPassword(), config.data()), clock, proxies);
        ServiceStatus status = new ServiceStatus(store, sites, tls, refusals, clock);
        JournalOnWall told = new JournalOnWall(store.journalReader(), clock);
        JournalRoutes.mount(router, status, guard, store.journalReader(), told, threads, clock.wall());
        PurgeRoutes.mount(router, status, guard, store.purge(), threads);
        ReportRoutes.mount(router, guard, store.reportReader(), store.journalReader(), threads, clock.wall());
        PauseRoutes.mount(router, status, guard, new ServiceWishes(sites), clock.wall());
        AdminRoutes.mount(router, status, guard, Main.version(), clock, clock.wall());
    }

    /// All at once: each takes its time to leave Webex.
    private void closeSites() throws InterruptedException {
        List<Thread> closing = sites.stream()
                .map(site -> Thread.ofPlatform()
                        .daemon()
                        .name("closing-" + site.id())
                        .start(site::close))
                .toList();
        for (Thread each : closing) {
            each.join();
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
