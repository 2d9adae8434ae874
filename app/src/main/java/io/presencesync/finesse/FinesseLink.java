package io.presencesync.finesse;

import io.presencesync.config.AccountConfig;
import io.presencesync.config.FinesseConfig;
import io.presencesync.config.FinesseConfig.Platform;
import io.presencesync.engine.AgentChannel;
import io.presencesync.engine.AgentStateListener;
import io.presencesync.engine.AgentStateReader;
import io.presencesync.engine.IdentityCheck;
import io.presencesync.engine.OutcomeListener;
import io.presencesync.engine.Roster;
import io.presencesync.engine.Timers;
import io.presencesync.finesse.xmpp.PubSub;
import io.presencesync.net.Http;
import io.presencesync.net.Tls;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.ReasonLabel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The link to one Finesse cluster: builds its parts and hands them out. Nothing is sent before [#start] except what
/// the parts are asked for. Its own work (polling, reason codes) runs on at most three virtual threads named
/// `finesse-poll-…`, which also bounds how many reads are in flight; each node is watched by one `finesse-watch-…`,
/// and each read of a single agent that a decision asks for waits on a `finesse-read-…`. Any thread may call.
public final class FinesseLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FinesseLink.class);
    private static final int THREADS = 3;
    static final int CONNECTIONS_PER_NODE = 32;
    private static final int CONNECT_TIMEOUT_MILLIS = 5000;
    /// Shorter than Tomcat's own 20 s, so that no request runs into a connection just being closed.
    private static final int KEEP_ALIVE_SECONDS = 15;

    static final Duration HEALTH_EVERY = Duration.ofSeconds(10);

    private final FinesseConfig config;
    private final InstantSource clock;
    private final FinesseNodes nodes;
    private final NodeClocks clocks;
    private final ClockSkew skew;
    private final FinesseHealth health;
    private final Http http;
    private final NodeQueues queues;
    private final FinesseTransport transport;
    private final Accounts accounts;
    private final TeamAnswers teamAnswers;
    private final StateReads reader;
    private final SupervisorChannel channel;
    private final FinesseRoster roster;
    private final FinesseIdentityCheck identity;
    private final ReasonCodeCheck reasons;
    private final SupervisorCover cover;
    private final SignedInLook signedIn;
    private final Map<AgentId, Roster.Entry> followed = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads;
    private final ScheduledExecutorService watches;
    private final ExecutorService reads;
    private final Rounds<URI> watch;
    private final NodeWatch nodeWatch;
    private final NotificationHealth notifications;
    private final Surroundings around;
    private volatile @Nullable FinesseWork work;

    /// What the link works with.
    ///
    /// @param clock by which everything waits; never set
    /// @param wall what people call the time; compared with Finesse's
    /// @param opener how notification sessions are opened
    /// @param resource the part of our XMPP address that is this installation's alone
    public record Surroundings(
            Vertx vertx,
            Timers timers,
            InstantSource clock,
            InstantSource wall,
            RandomGenerator random,
            PubSub.Opener opener,
            String resource) {
        /// Where the clock on the wall is never set.
        public Surroundings(
                Vertx vertx,
                Timers timers,
                InstantSource clock,
                RandomGenerator random,
                PubSub.Opener opener,
                String resource) {
            this(vertx, timers, clock, clock, random, opener, resource);
        }
    }

    /// @param domain the Webex mail domain, appended to login names
    /// @param needed labels of the Not Ready reason codes the rules in force use; asked before every check
    /// @throws IllegalArgumentException when the CA file cannot be used or no node is set
    public FinesseLink(
            FinesseConfig config,
            String domain,
            Supplier<? extends Collection<ReasonLabel>> needed,
            Surroundings around) {
        this.config = config;
        this.around = around;
        this.clock = around.clock();
        this.nodes = new FinesseNodes(config.nodes());
        this.clocks = new NodeClocks(nodes.current());
        this.skew = new ClockSkew(nodes, clocks, clock, around.wall());
        this.health = new FinesseHealth(nodes, clock, HEALTH_EVERY);
        this.notifications = new NotificationHealth(clock, () -> health.state().healthy());
        this.http = new Http(around.vertx(), options(config), CONNECTIONS_PER_NODE);
        this.queues = new NodeQueues(nodes.all(), clock);
        this.watches = pool("finesse-watch-", nodes.all().size());
        this.watch = new Rounds<>(watches);
        this.transport = new FinesseTransport(http, nodes, health, queues, node -> watch.soon(node, Duration.ZERO));
        FinesseClient admin = client(Account.Role.ADMIN, config.admin(), null);
        this.accounts = new Accounts(admin, client(Account.Role.SUPERVISOR, config.supervisor(), admin));
        this.teamAnswers = new TeamAnswers(clock);
        this.reads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("finesse-read-", 0).factory());
        this.reader = new StateReads(
                new UserReader(accounts, clock), reads, accounts, teamAnswers, this::teamOf, clock, StateReads.GATHER);
        this.channel = new SupervisorChannel(accounts.supervisor(), reader, nodes, queues, turnstiles(config));
        this.roster = new FinesseRoster(config.site(), RosterPlan.list(config.users(), domain), accounts);
        this.identity = new FinesseIdentityCheck(transport, clock);
        this.reasons = new ReasonCodeCheck(accounts.admin(), needed, clock);
        this.cover = new SupervisorCover(accounts.supervisor(), clock);
        this.signedIn = new SignedInLook(accounts, clock);
        this.nodeWatch = new NodeWatch(config.platform(), accounts, transport, health, clocks, clock);
        this.threads = pool("finesse-poll-", THREADS);
    }

    private static ScheduledExecutorService pool(String name, int threads) {
        return Executors.newScheduledThreadPool(
                threads, Thread.ofVirtual().name(name, 0).factory());
    }

    private static HttpClientOptions options(FinesseConfig config) {
        if (Tls.acceptsAnything(config.tls())) {
            log.warn("FINESSE_REJECT_UNAUTHORIZED=false: ANY certificate is accepted from Finesse, so anybody on the "
                    + "network path can read its passwords. Set FINESSE_CA_FILE or a fingerprint instead.");
        }
        return Tls.options(config.tls())
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setTcpNoDelay(true);
    }

    private @Nullable FinesseClient client(
            Account.Role role, @Nullable AccountConfig account, @Nullable FinesseClient admin) {
        return account == null
                ? null
                : new FinesseClient(transport, clocks, new Account(role, account, health::accountStopped), admin);
    }

    private Map<URI, Turnstile> turnstiles(FinesseConfig settings) {
        Map<URI, Turnstile> turnstiles = new LinkedHashMap<>();
        settings.nodes().forEach(node -> turnstiles.put(node, turnstile(node, settings)));
        return turnstiles;
    }

    /// Whoever waits for a node that rests goes on at once when another one is to be asked.
    private Turnstile turnstile(URI node, FinesseConfig settings) {
        return new Turnstile(
                settings.putsPerSecond(),
                settings.putBurst(),
                clock,
                () -> queues.target(nodes).equals(node) ? queues.rest(node) : Duration.ZERO);
    }

    /// The same where neither outcomes nor gadgets nor changed users matter.
    public void start(AgentStateListener listener) {
        start(listener, (agent, request, outcome) -> {}, agent -> false, () -> {});
    }

    /// Begins to be told of the followed agents' states, or to poll them, to watch the nodes and to check the reason
    /// codes. Called once.
    ///
    /// @param states told every state seen, on the link's threads
    /// @param outcomes told what is learned of requests after their answer
    /// @param reporting whether an agent's own gadget tells his states
    /// @param usersChanged called when Finesse tells that a user was added or removed
    public void start(
            AgentStateListener states, OutcomeListener outcomes, Predicate<AgentId> reporting, Runnable usersChanged) {
        FinesseWork started = new FinesseWork(
                config,
                around,
                new FinesseWork.Cluster(
                        accounts, teamAnswers, nodes, clocks, skew, health, nodeWatch, notifications, watch),
                threads,
                new LiveStates.Ears(states, outcomes, reporting, usersChanged));
        work = started;
        started.begin(
                followed.values(),
                () -> reasons.check(List.copyOf(followed.values())),
                () -> cover.lookWhenDue(started.teams()),
                this::lookForUnfollowed);
    }

    private void lookForUnfollowed() {
        if (followed.isEmpty()) {
            signedIn.look();
        } else {
            signedIn.rest();
        }
    }

    /// The supervisor's way to set states.
    public AgentChannel channel() {
        return channel;
    }

    public AgentStateReader reader() {
        return reader;
    }

    /// The users of the settings, with login name and domain as their addresses.
    public Roster roster() {
        return roster;
    }

    /// Others, found with the accounts of this link.
    public Roster roster(RosterPlan plan) {
        return new FinesseRoster(config.site(), plan, accounts);
    }

    public IdentityCheck identityCheck() {
        return identity;
    }

    /// Adds agents to be told of; naming one again does no harm.
    public void follow(Collection<Roster.Entry> agents) {
        agents.forEach(entry -> followed.put(entry.agent(), entry));
        FinesseWork running = work;
        if (running != null) {
            running.follow(agents);
        }
    }

    public void unfollow(Collection<AgentId> agents) {
        agents.forEach(followed::remove);
        FinesseWork running = work;
        if (running != null) {
            running.unfollow(agents);
        }
    }

    /// Reads this followed agent as soon as possible and reports what is seen.
    public void pollSoon(AgentId agent) {
        FinesseWork running = work;
        if (running != null) {
            running.pollSoon(agent);
        }
    }

    public ConnectionState health() {
        return health.state();
    }

    /// How Finesse tells us of agents' states; not part of the link's own health, for polling does as well, later.
    public ConnectionState notifications() {
        return notifications.state();
    }

    /// How far Finesse's clock and ours are apart, where that is worth knowing; not part of the link's own health.
    public Optional<ConnectionState> clockSkew() {
        return skew.state();
    }

    /// Finesse's clock less the one on our wall; zero while not known.
    public Duration clockAhead() {
        return skew.ahead();
    }

    /// Since when this agent's states reach us without asking; null when they do not.
    public @Nullable Instant liveSince(AgentId agent) {
        FinesseWork running = work;
        return running == null ? null : running.since(agent);
    }

    /// The last time that Finesse itself was out of service; null when it never was, as far as we know.
    public @Nullable FinesseOutage outage() {
        return health.outage();
    }

    /// As configured, or as SystemInfo said; AUTO while not known.
    public Platform platform() {
        return nodeWatch.platform();
    }

    /// The reason code Finesse stamps on a supervisor's Not Ready; empty while the platform is not known.
    public OptionalInt supervisorReasonCode() {
        return switch (platform()) {
            case CCE -> OptionalInt.of(999);
            case CCX -> OptionalInt.of(33);
            case AUTO -> OptionalInt.empty();
        };
    }

    /// Which teams the supervisor account supervises, as last found; never blocks.
    public SupervisorCover cover() {
        return cover;
    }

    /// The team of a followed agent, by its id; the empty text while not known.
    public String teamOf(AgentId agent) {
        FinesseWork running = work;
        return running == null ? "" : running.teamOf(agent);
    }

    /// How many agents were signed in for a minute when last looked, where nobody is followed yet; else 0.
    public int signedInUnfollowed() {
        return followed.isEmpty() ? signedIn.found() : 0;
    }

    /// What the last check of the reason codes found; never blocks.
    public ReasonCodeReport reasonCodes() {
        return reasons.latest();
    }

    /// Checks the reason codes now. Blocks its virtual thread.
    public ReasonCodeReport checkReasonCodes() {
        return reasons.check(List.copyOf(followed.values()));
    }

    @Override
    public void close() {
        FinesseWork running = work;
        if (running != null) {
            running.close();
        }
        watches.shutdownNow();
        threads.shutdownNow();
        reads.shutdownNow();
        http.close();
    }
}
