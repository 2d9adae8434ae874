package io.presencesync.finesse;

import io.presencesync.config.FinesseConfig;
import io.presencesync.engine.Roster;
import io.presencesync.net.Backoff;
import io.presencesync.presence.AgentId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a link does by itself once it has been started: it is told of agents' states or polls them, watches the nodes,
/// and picks up changed accounts. Any thread may call.
final class FinesseWork implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FinesseWork.class);
    private static final Duration DOWN_EVERY = Duration.ofSeconds(1);
    private static final Duration ACCOUNTS_EVERY = Duration.ofSeconds(2);
    private static final Duration REASONS_EVERY = Duration.ofMinutes(10);
    private static final Duration COVER_FIRST = Duration.ofSeconds(2);
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);

    /// The parts of the link that know the cluster.
    record Cluster(
            Accounts accounts,
            TeamAnswers teamAnswers,
            FinesseNodes nodes,
            NodeClocks clocks,
            ClockSkew skew,
            FinesseHealth health,
            NodeWatch nodeWatch,
            NotificationHealth notifications,
            Rounds<URI> watch) {}

    private final FinesseLink.Surroundings around;
    private final Cluster cluster;
    private final ScheduledExecutorService threads;
    private final LiveStates.Ears ears;
    private final LiveStates live;
    private final TeamPoller poller;
    private final @Nullable NotificationLoop loop;
    private final Set<AgentId> followed = ConcurrentHashMap.newKeySet();

    FinesseWork(
            FinesseConfig config,
            FinesseLink.Surroundings around,
            Cluster cluster,
            ScheduledExecutorService threads,
            LiveStates.Ears ears) {
        this.around = around;
        this.cluster = cluster;
        this.threads = threads;
        this.ears = ears;
        this.live = new LiveStates(ears, cluster.nodeWatch(), config.notifications());
        this.poller = new TeamPoller(
                cluster.accounts(),
                cluster.teamAnswers(),
                cluster.nodes(),
                config.poll(),
                threads,
                around.clock(),
                around.random(),
                live,
                ears.states());
        this.loop = loop(config);
        live.from(poller, loop);
    }

    private @Nullable NotificationLoop loop(FinesseConfig config) {
        FinesseClient supervisor = cluster.accounts().supervisor();
        if (supervisor == null || config.notifications() == FinesseConfig.Notifications.OFF) {
            cluster.notifications()
                    .off(supervisor == null ? "no supervisor account is set" : "switched off in the settings");
            return null;
        }
        NotificationPorts ports = new NotificationPorts(
                around.opener(),
                supervisor.account()::password,
                around.resource(),
                config.tls(),
                config.site(),
                cluster.clocks(),
                around.clock(),
                live,
                live,
                node -> cluster.watch().soon(node, Duration.ZERO));
        return new NotificationLoop(
                cluster.nodes(),
                new NotificationDoor(supervisor, cluster.nodeWatch()),
                cluster.notifications(),
                ports,
                around.timers(),
                new Backoff(around.random()));
    }

    /// @param reasons checks the reason codes of those followed
    /// @param cover looks which teams the supervisor account supervises, when that is due
    /// @param unfollowed looks who is signed in, while nobody is followed
    void begin(Collection<Roster.Entry> agents, Runnable reasons, Runnable cover, Runnable unfollowed) {
        FinesseNodes nodes = cluster.nodes();
        nodes.listen(this::nodesChanged);
        cluster.clocks().listen(this::clockMeasured);
        nodes.all()
                .forEach(node -> cluster.watch()
                        .begin(node, () -> cluster.nodeWatch().look(node), () -> lookAgain(node), Duration.ZERO));
        follow(agents);
        if (loop != null) {
            loop.start();
        }
        repeat(this::renewAccounts, ACCOUNTS_EVERY, ACCOUNTS_EVERY);
        repeat(reasons, Duration.ofSeconds(1), REASONS_EVERY);
        repeat(cover, COVER_FIRST, EVERY_MINUTE);
        repeat(unfollowed, EVERY_MINUTE, EVERY_MINUTE);
    }

    private void renewAccounts() {
        List<Account> renewed = cluster.accounts().all().filter(Account::renew).toList();
        renewed.forEach(cluster.health()::accountRenewed);
        if (!renewed.isEmpty()) {
            lookAtAll();
        }
    }

    private Duration lookAgain(URI node) {
        Duration pace = cluster.nodes().isDown(node) ? DOWN_EVERY : FinesseLink.HEALTH_EVERY;
        double spread = 0.75 + around.random().nextDouble() / 2;
        return Duration.ofMillis((long) (pace.toMillis() * spread));
    }

    /// Called where a request just failed or succeeded, so the work is done elsewhere.
    private void nodesChanged() {
        try {
            threads.execute(this::lookAtAll);
        } catch (RejectedExecutionException closed) {
            log.trace("the link is closed");
        }
    }

    /// While no node serves, and when one serves again or another one does, what was known of the agents may be out of
    /// date: it is read again before anything is sent.
    private void lookAtAll() {
        followed.forEach(ears.states()::gap);
        cluster.clocks().compareAnew();
        FinesseNodes nodes = cluster.nodes();
        nodes.all().stream()
                .filter(nodes::isDown)
                .forEach(node -> cluster.watch().soon(node, DOWN_EVERY));
        if (!nodes.serving()) {
            return;
        }
        cluster.watch().soon(nodes.current(), Duration.ZERO);
        poller.allSoon();
        if (loop != null) {
            loop.tryAnew();
        }
    }

    /// States known before may have later times than what happens from now on, and what happened since then may have
    /// been taken for older: the teams are asked.
    private void clockMeasured(URI node, boolean setBack) {
        var _ = cluster.skew().state();
        if (setBack) {
            followed.forEach(ears.states()::clockSetBack);
            poller.teamsSoon();
        }
    }

    private void repeat(Runnable task, Duration first, Duration pause) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException fault) {
                log.error("watching Finesse failed unexpectedly; it goes on", fault);
            }
        };
        var _ = threads.scheduleWithFixedDelay(guarded, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void follow(Collection<Roster.Entry> agents) {
        agents.forEach(entry -> followed.add(entry.agent()));
        poller.follow(agents);
        lookForTeams();
    }

    void unfollow(Collection<AgentId> agents) {
        followed.removeAll(Set.copyOf(agents));
        poller.unfollow(agents);
        lookForTeams();
    }

    private void lookForTeams() {
        if (loop != null) {
            loop.look();
        }
    }

    void pollSoon(AgentId agent) {
        poller.pollSoon(agent);
    }

    /// The empty text while not known.
    String teamOf(AgentId agent) {
        return poller.teamOf(agent);
    }

    /// The teams of the followed agents, as far as they are known.
    Set<String> teams() {
        return live.teams();
    }

    /// Since when this agent's states reach us without asking; null when they do not.
    @Nullable
    Instant since(AgentId agent) {
        return live.since(agent);
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
    }
}
