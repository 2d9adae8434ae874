package io.presencesync.finesse;

import io.presencesync.engine.AgentStateListener;
import io.presencesync.engine.Roster;
import io.presencesync.presence.AgentId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks every team that has followed agents, again and again, on the link's few threads: at the configured pace while
/// the state of somebody in it reaches us in no other way, else once a minute, to be sure. Single agents are
/// read from a queue, at most twenty a second and one at a time. Any thread may call.
final class TeamPoller {
    private static final Logger log = LoggerFactory.getLogger(TeamPoller.class);
    private static final Duration BETWEEN_READS = Duration.ofMillis(50);
    private static final Duration TO_BE_SURE = Duration.ofSeconds(60);

    /// Whether an agent's states reach us without asking.
    interface Coverage {
        boolean told(AgentId agent);
    }

    private final ScheduledExecutorService threads;
    private final Duration poll;
    private final RandomGenerator random;
    private final TeamRound round;
    private final Map<AgentId, Watched> watched = new ConcurrentHashMap<>();
    private final Set<String> teams = ConcurrentHashMap.newKeySet();
    private final Rounds<String> rounds;
    private final Coverage coverage;
    private final SequencedSet<Watched> toRead = new LinkedHashSet<>();
    private boolean draining;

    TeamPoller(
            Accounts accounts,
            TeamAnswers answers,
            FinesseNodes nodes,
            Duration poll,
            ScheduledExecutorService threads,
            InstantSource clock,
            RandomGenerator random,
            Coverage coverage,
            AgentStateListener listener) {
        this.threads = threads;
        this.rounds = new Rounds<>(threads);
        this.coverage = coverage;
        this.poll = poll;
        this.random = random;
        this.round = new TeamRound(accounts, answers, nodes, poll, clock, listener, member -> readLater(member, false));
    }

    /// Adds agents; one named again keeps what is known of him and may have changed his team.
    void follow(Collection<Roster.Entry> agents) {
        for (Roster.Entry entry : agents) {
            Watched member = watched.computeIfAbsent(entry.agent(), agent -> new Watched(agent, entry.teamId()));
            member.team(entry.teamId());
        }
        watchTeams();
    }

    void unfollow(Collection<AgentId> agents) {
        agents.forEach(watched::remove);
    }

    /// Reads this agent before all others that wait to be read.
    void pollSoon(AgentId agent) {
        Watched member = watched.get(agent);
        if (member != null) {
            readLater(member, true);
        }
    }

    /// The first look comes at once, three teams at a time: a presence that is known before the state costs a read.
    private void watchTeams() {
        for (Watched member : watched.values()) {
            String team = member.team();
            if (teams.add(team)) {
                rounds.begin(team, () -> look(team), () -> pause(team), Duration.ZERO);
            }
        }
    }

    /// Everybody's state may have changed unseen: every team is asked at once, though not all in the same moment.
    void allSoon() {
        round.askAgain();
        watched.values().forEach(Watched::missed);
        teams.forEach(team -> rounds.soon(team, spread(poll)));
    }

    /// Every team is asked at once, though not all in the same moment; nothing was missed.
    void teamsSoon() {
        teams.forEach(team -> rounds.soon(team, spread(poll)));
    }

    /// This team is asked at once.
    void soon(String team) {
        rounds.soon(team, Duration.ZERO);
    }

    /// The followed agents.
    Set<AgentId> agents() {
        return Set.copyOf(watched.keySet());
    }

    /// The team of an agent; the empty text when it is not known.
    String teamOf(AgentId agent) {
        Watched member = watched.get(agent);
        return member == null ? "" : member.team();
    }

    /// The teams of the followed agents; the empty text stands for those whose team is not known.
    Set<String> teams() {
        return watched.values().stream().map(Watched::team).collect(Collectors.toSet());
    }

    private Duration spread(Duration most) {
        return Duration.ofMillis(random.nextLong(1 + Math.min(1000, most.toMillis())));
    }

    private List<Watched> members(String team) {
        return watched.values().stream()
                .filter(member -> member.team().equals(team))
                .toList();
    }

    private void look(String team) {
        List<Watched> members = members(team);
        if (members.isEmpty()) {
            rounds.end(team);
            teams.remove(team);
            watchTeams();
        } else {
            round.look(team, members);
        }
    }

    /// A tenth more or less, so that teams do not ask in step.
    private Duration pause(String team) {
        boolean told = members(team).stream().allMatch(member -> coverage.told(member.agent()));
        Duration pace = told && poll.compareTo(TO_BE_SURE) < 0 ? TO_BE_SURE : poll;
        return Duration.ofNanos((long) (pace.toNanos() * (0.9 + 0.2 * random.nextDouble())));
    }

    private void readLater(Watched member, boolean first) {
        synchronized (toRead) {
            if (first) {
                toRead.addFirst(member);
            } else {
                toRead.add(member);
            }
            if (draining) {
                return;
            }
            draining = true;
        }
        schedule(this::readNext, Duration.ZERO);
    }

    private void readNext() {
        Watched next = next();
        if (next == null) {
            return;
        }
        try {
            String before = next.team();
            round.read(next);
            if (!before.equals(next.team())) {
                watchTeams();
            }
        } finally {
            schedule(this::readNext, BETWEEN_READS);
        }
    }

    private @Nullable Watched next() {
        synchronized (toRead) {
            draining = !toRead.isEmpty();
            return draining ? toRead.removeFirst() : null;
        }
    }

    private void schedule(Runnable task, Duration delay) {
        try {
            var _ = threads.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            log.trace("the link is closed");
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            log.error("polling failed unexpectedly; it goes on", fault);
        }
    }
}
