package io.presencesync.finesse;

import io.presencesync.engine.AgentStateReader;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads agents' states where a decision asks for them: by GET User, or many of one team that are asked for together
/// by one GET Team. A team's answer counts as a direct read where it was asked for after the question and lacks nothing
/// that GET User would tell; for whom it lacks something, GET User follows. While nobody knows whether a team's answers
/// tell reasons, releases wait for none of it; one is asked for beside them, to know. Any thread.
final class StateReads implements AgentStateReader {
    /// How long a team's read waits for more who ask.
    static final Duration GATHER = Duration.ofMillis(50);

    private static final Logger log = LoggerFactory.getLogger(StateReads.class);

    private record Key(String team, RequestPriority priority) {}

    private final SingleReads singles;
    private final Executor threads;
    private final Accounts accounts;
    private final TeamAnswers answers;
    private final Function<AgentId, String> teamOf;
    private final InstantSource clock;
    private final Duration gather;
    private final Map<Key, TeamReads> teams = new ConcurrentHashMap<>();

    /// @param threads where requests wait that nobody's own thread waits for
    /// @param answers what is known of the teams' answers, from whoever read them
    /// @param teamOf the empty text where the team is not known: its agents are read one by one
    /// @param gather how long a team's read waits for more who ask
    StateReads(
            UserReader reader,
            Executor threads,
            Accounts accounts,
            TeamAnswers answers,
            Function<AgentId, String> teamOf,
            InstantSource clock,
            Duration gather) {
        this.singles = new SingleReads(reader::read, threads, clock);
        this.threads = threads;
        this.accounts = accounts;
        this.answers = answers;
        this.teamOf = teamOf;
        this.clock = clock;
        this.gather = gather;
    }

    @Override
    public Reading read(AgentId agent) {
        return read(agent, RequestPriority.READ, false);
    }

    @Override
    public Reading readForWish(AgentId agent) {
        return read(agent, RequestPriority.READ_FOR_WISH, false);
    }

    /// The read before a release: nothing but the reason tells whether the agent's Not Ready is still ours. One that
    /// left since it was to be released, and because of which that could be decided just now, is this one already.
    Reading readForRelease(StateRequest request) {
        Instant since = request.dueSince();
        Reading known = since == null
                ? null
                : singles.since(
                        request.agent(),
                        since,
                        shown -> shown.stateChangeTime() != null
                                && request.onlyIf().objection(shown).isEmpty()
                                && tellsAll(shown));
        return known == null ? read(request.agent(), RequestPriority.READ_FOR_WISH, true) : known;
    }

    private Reading read(AgentId agent, RequestPriority priority, boolean reasonNeeded) {
        String team = teamOf.apply(agent);
        boolean forReason = priority.forWish() && !reasonNeeded && answers.untold(team, agent.user());
        if (team.isEmpty() || forReason) {
            return singles.read(agent, priority);
        }
        TeamReads reads = reads(team, priority);
        if (!reads.alone(reasonNeeded)) {
            return together(reads, agent, priority);
        }
        try {
            if (reasonNeeded && reads.manyAlone()) {
                findOut(team);
            }
            return singles.read(agent, priority);
        } finally {
            reads.aloneDone();
        }
    }

    /// In no release's place, for none waits for it.
    private void findOut(String team) {
        if (answers.tellReasons(team) == null) {
            try {
                threads.execute(reads(team, RequestPriority.READ)::findOut);
            } catch (RejectedExecutionException closed) {
                log.trace("the link is closed");
            }
        }
    }

    private TeamReads reads(String team, RequestPriority priority) {
        return teams.computeIfAbsent(new Key(team, priority), this::reads);
    }

    private TeamReads reads(Key key) {
        return new TeamReads(
                key.team(),
                leaving -> accounts.forTeams()
                        .orElseThrow(UserReader::noAccount)
                        .reading(key.priority())
                        .team(key.team(), leaving),
                answers,
                this::told,
                clock,
                gather);
    }

    private void told(List<FinesseUser> users, Instant left) {
        for (FinesseUser user : users) {
            AgentState state = state(user);
            if (state != null) {
                singles.told(user.loginId(), state, left);
            }
        }
    }

    private Reading together(TeamReads reads, AgentId agent, RequestPriority priority) {
        try {
            FinesseUser user = reads.member(agent.user());
            AgentState state = user == null ? null : state(user);
            return state == null ? singles.read(agent, priority) : new Reading.Known(state);
        } catch (FinesseFailure failure) {
            return new Reading.Failed(failure.failed());
        }
    }

    /// The state where nothing is lacking, told as the direct read that it stands for; else null.
    private @Nullable AgentState state(FinesseUser user) {
        AgentState state = user.agentState(StateSource.USER_GET, clock.instant());
        return tellsAll(state) ? state : null;
    }

    /// In a call the pending state counts, which summaries may leave out.
    private static boolean tellsAll(AgentState state) {
        if (state.stateChangeTime() == null) {
            return false;
        }
        return switch (state.state()) {
            case READY, WORK, WORK_READY, LOGOUT -> true;
            case NOT_READY -> TeamAnswers.tellsReason(state.reason());
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, TALKING, HOLD, UNKNOWN -> false;
        };
    }
}
