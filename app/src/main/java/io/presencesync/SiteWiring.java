package io.presencesync;

import io.presencesync.config.SiteConfig;
import io.presencesync.config.SyncConfig;
import io.presencesync.engine.AgentChannel;
import io.presencesync.engine.AgentStateListener;
import io.presencesync.engine.AgentWishes;
import io.presencesync.engine.AutoChannel;
import io.presencesync.engine.Engine;
import io.presencesync.engine.EnginePorts;
import io.presencesync.engine.EngineStatus;
import io.presencesync.engine.PresenceSource;
import io.presencesync.finesse.FinesseLink;
import io.presencesync.finesse.RosterPlan;
import io.presencesync.finesse.xmpp.SmackPubSub;
import io.presencesync.gadget.GadgetChannel;
import io.presencesync.gadget.GadgetDoor;
import io.presencesync.gadget.GadgetServer;
import io.presencesync.gadget.Patience;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.SiteId;
import io.presencesync.rules.LiveRules;
import io.presencesync.rules.Settle;
import io.presencesync.store.Store;
import io.presencesync.webex.MercuryPresenceSource;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds the parts of one site, starts them in order and stops them in the opposite order. One method per part.
final class SiteWiring implements AutoCloseable {
    private static final int MOST_TASKS = 20_000;
    private static final int LEAST_TASKS = 5_000;

    private final SiteConfig config;
    private final Common common;
    private final Parts parts = new Parts();
    private final BoundedThreads threads;
    private final LateObserver observer = new LateObserver();
    private final SignIns signIns;
    private final LiveRules rules;
    private final FinesseLink finesse;
    private final PresenceSource webex;
    private final Engine engine;
    private final RosterKeeper roster;
    private final @Nullable GadgetServer gadgets;
    private final SiteStatus status;

    /// @throws IOException when the rules cannot be used
    /// @throws IllegalArgumentException when a file that the settings name cannot be used
    SiteWiring(SiteConfig config, Common common) throws IOException {
        this.config = config;
        this.common = common;
        this.threads = threads(config.id(), common.sites().size());
        this.signIns = new SignIns(common.clock());
        try {
            this.rules = parts.add(LiveRules.open(config.rules(), settle(config.sync()), others(), common.clock()));
            this.finesse = parts.add(finesse());
            this.webex = parts.add(webex());
            this.engine = parts.add(engine());
            this.roster = roster();
            this.gadgets = config.letsGadgetsIn() ? gadgetServer() : null;
            EngineStatus agents = new EngineStatus(engine);
            SiteInspection inspection = new SiteInspection(
                    config,
                    finesse,
                    rules.inForce(),
                    roster,
                    agents,
                    common.sessions(),
                    Optional.ofNullable(gadgets),
                    signIns,
                    common.clock().wall());
            this.status = new SiteStatus(webex, finesse, rules, roster, agents, inspection);
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /// Each site has threads of its own, so that one whose requests all hang takes none from the others.
    private static BoundedThreads threads(SiteId site, int sites) {
        int most = Math.max(LEAST_TASKS, MOST_TASKS / sites);
        return new BoundedThreads(sites > 1 ? "agent-" + site : "agent", most);
    }

    private static Settle settle(SyncConfig sync) {
        return new Settle(sync.settleHold(), sync.settleRelease());
    }

    private Set<SiteId> others() {
        Set<SiteId> others = new HashSet<>(common.sites());
        others.remove(config.id());
        return others;
    }

    /// A supervisor sets no reason codes.
    private Collection<ReasonLabel> neededLabels() {
        return config.sync().mode() == SyncConfig.Mode.SUPERVISOR
                ? List.of()
                : rules.inForce().labels();
    }

    private FinesseLink finesse() {
        return new FinesseLink(
                config.finesse(),
                config.webex().domain(),
                this::neededLabels,
                new FinesseLink.Surroundings(
                        common.vertx(),
                        common.timers(),
                        common.clock(),
                        common.clock().wall(),
                        common.random(),
                        SmackPubSub.opener(common.vertx()),
                        common.resource()));
    }

    private PresenceSource webex() {
        Store store = common.store();
        MercuryPresenceSource.Memories memories =
                new MercuryPresenceSource.Memories(store.personIds(config.id()), store.devices(config.id()));
        return WebexWiring.source(
                common.vertx(),
                config.webex(),
                memories,
                rules.inForce()::staleAfter,
                common.timers(),
                common.clock(),
                common.random());
    }

    private Engine engine() {
        EnginePorts ports = new EnginePorts(
                channel(),
                finesse.reader(),
                surroundings(),
                rules.inForce(),
                new SiteHolds(config.id(), common.holds(), common.store().holdLog()),
                common.store().journal(),
                common.timers(),
                common.clock(),
                common.clock().wall(),
                common.random(),
                threads,
                observer);
        return new Engine(ports, config.finesse().poll().multipliedBy(2));
    }

    private AgentChannel channel() {
        return switch (config.sync().mode()) {
            case GADGET -> gadgetChannel(Patience.ALONE);
            case SUPERVISOR -> finesse.channel();
            case AUTO ->
                new AutoChannel(
                        gadgetChannel(Patience.beforeAnother(config.gadget().answerWithin())),
                        finesse.channel(),
                        common.clock(),
                        common.timers(),
                        agent -> Objects.requireNonNull(engine).lookAgain(agent));
        };
    }

    private GadgetChannel gadgetChannel(Patience patience) {
        return new GadgetChannel(common.sessions(), finesse.reader(), patience);
    }

    private SiteSurroundings surroundings() {
        boolean canRead = config.finesse().admin() != null || config.finesse().supervisor() != null;
        return new SiteSurroundings(finesse, rules.inForce(), () -> Optional.ofNullable(gadgets), canRead);
    }

    private RosterKeeper roster() {
        AgentsFileWatch file = new AgentsFileWatch(config.agents());
        RosterPlan plan = new RosterPlan(config.agents(), config.webex().domain(), file::now);
        return new RosterKeeper(
                config,
                finesse.roster(plan),
                file,
                new Followers(engine, finesse, webex, common.store()),
                common.timers(),
                common.clock(),
                threads);
    }

    private GadgetServer gadgetServer() {
        byte[] key = common.key().of("gadgets of " + config.id());
        GadgetDoor door = new GadgetDoor(
                finesse.identityCheck(), key, common.clock(), common.clock().wall());
        GadgetServer.Ports ports = new GadgetServer.Ports(
                signIns.ofGadgets(engine),
                engine,
                roster,
                engine,
                common.proxies(),
                engine::heldFor,
                engine::lookAgain,
                engine::reloaded,
                common.timers(),
                threads,
                common.clock(),
                common.clock().wall());
        GadgetServer server = new GadgetServer(
                config.id(), common.sessions(), door, ports, config.gadget().legacy());
        observer.set(server);
        return server;
    }

    /// Begins to connect, to poll and to watch; waits for nobody.
    void start() {
        webex.start(engine);
        AgentStateListener told = common.sessions().onTheWayTo(signIns.onTheWayTo(engine));
        finesse.start(told, engine, common.sessions()::has, roster::readAgain);
        roster.start();
        rules.watch(common.timers(), threads, this::otherRules);
    }

    /// Nothing more is decided; the links still run.
    void stopDeciding() {
        engine.close();
    }

    /// Everybody is judged anew at once; reasons that other labels may need are looked up after it.
    private void otherRules() {
        engine.lookAgain();
        threads.execute(() -> {
            finesse.checkReasonCodes();
            engine.reloaded();
        });
    }

    void judgeAnew() {
        engine.lookAgain();
    }

    SiteStatus status() {
        return status;
    }

    AgentWishes wishes() {
        return engine;
    }

    /// Null where no gadgets are let in.
    @Nullable
    GadgetServer gadgets() {
        return gadgets;
    }

    @Override
    public void close() {
        parts.close();
    }
}
