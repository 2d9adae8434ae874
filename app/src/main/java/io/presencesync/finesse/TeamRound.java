package io.presencesync.finesse;

import io.presencesync.engine.AgentStateListener;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One look at one team, or at one agent, and what to report of it. Knows no timers; the poller calls it.
///
/// While nothing is answered, only one question per poll interval is asked for the whole cluster. A broken answer (500,
/// or no document that can be read) concerns its team or agent alone: the team's agents are read one by one, and reads
/// of agents rest only when three in a row are broken. What was missed meanwhile is reported as a gap, before the first
/// state seen again.
final class TeamRound {
    private static final Logger log = LoggerFactory.getLogger(TeamRound.class);

    private final Accounts accounts;
    private final UserReader reader;
    private final TeamAnswers answers;
    private final FinesseNodes nodes;
    private final InstantSource clock;
    private final AgentStateListener listener;
    private final Consumer<Watched> readLater;
    private final Silence silence;
    private final BrokenReads brokenReads;

    /// @param readLater queues a GET User for an agent
    TeamRound(
            Accounts accounts,
            TeamAnswers answers,
            FinesseNodes nodes,
            Duration poll,
            InstantSource clock,
            AgentStateListener listener,
            Consumer<Watched> readLater) {
        this.accounts = accounts;
        this.reader = new UserReader(accounts, clock);
        this.answers = answers;
        this.nodes = nodes;
        this.silence = new Silence(poll, clock);
        this.brokenReads = new BrokenReads(poll, clock);
        this.clock = clock;
        this.listener = listener;
        this.readLater = readLater;
    }

    /// @param team the empty text for agents whose team is not known: they are read one by one
    void look(String team, Collection<Watched> members) {
        if (!nodes.serving() || !silence.mayAsk()) {
            members.forEach(Watched::missed);
        } else if (team.isEmpty() || answers.isRefused(team)) {
            members.forEach(readLater);
        } else {
            askTeam(team, members);
        }
    }

    private void askTeam(String team, Collection<Watched> members) {
        try {
            FinesseClient client = accounts.forTeams().orElseThrow(UserReader::noAccount);
            Instant askedAt = clock.instant();
            Map<String, FinesseUser> found = new HashMap<>();
            List<FinesseUser> users = client.team(team);
            answers.seen(team, users);
            users.forEach(user -> found.put(user.loginId().value(), user));
            silence.end();
            members.forEach(
                    member -> compare(member, found.get(member.agent().user().value()), askedAt));
        } catch (FinesseFailure failure) {
            failed(team, members, failure);
        }
    }

    private void failed(String team, Collection<Watched> members, FinesseFailure failure) {
        if (failure.brokenAnswer()) {
            silence.end();
            answers.broken(team, failure);
            members.forEach(Watched::missed);
            members.forEach(readLater);
            return;
        }
        switch (failure.failed().failure()) {
            case RETRY -> {
                silence.begin();
                members.forEach(Watched::missed);
            }
            case ACCOUNT_STOPPED, CHANNEL_GONE -> members.forEach(Watched::missed);
            case THIS_AGENT_ONLY, WAIT_FOR_STATE -> {
                silence.end();
                answers.refused(team, failure);
                members.forEach(readLater);
            }
        }
    }

    private void compare(Watched member, @Nullable FinesseUser user, Instant askedAt) {
        Instant now = clock.instant();
        if (user == null) {
            if (member.absentAndDue(now)) {
                readLater.accept(member);
            }
            return;
        }
        AgentState state = user.agentState(StateSource.TEAM_GET, now);
        boolean reasonDue = member.presentAndReasonDue(state, now);
        report(member, state, askedAt);
        if (reasonDue) {
            readLater.accept(member);
        }
    }

    /// GET User of one agent.
    void read(Watched member) {
        if (!silence.mayAsk() || !brokenReads.mayAsk()) {
            member.missed();
            return;
        }
        Instant askedAt = clock.instant();
        member.reading(askedAt);
        try {
            FinesseUser user = reader.user(member.agent(), RequestPriority.READ);
            silence.end();
            brokenReads.read();
            member.team(user.teamId());
            report(member, user.agentState(StateSource.USER_GET, clock.instant()), askedAt);
        } catch (FinesseFailure failure) {
            unread(member, failure);
        }
    }

    private void unread(Watched member, FinesseFailure failure) {
        if (failure.brokenAnswer()) {
            brokenReads.broken();
        } else if (failure.outage()) {
            silence.begin();
        }
        member.missed();
        log.debug(
                "agent {} could not be read: {}",
                member.agent(),
                failure.failed().message());
    }

    /// A gap told twice does no harm; a state seen before its gap would.
    private void report(Watched member, AgentState state, Instant askedAt) {
        int turn = nodes.turn();
        if (member.gap(turn)) {
            listener.gap(member.agent());
        }
        member.reported(state, turn);
        listener.seen(member.agent(), state, askedAt);
    }

    /// The outage is over: nobody waits any more.
    void askAgain() {
        silence.end();
    }
}
