package io.presencesync.finesse;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.StateName;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the poller remembers of one agent. Its lock is never held while anybody is called.
final class Watched {
    private static final Duration READ_AGAIN = Duration.ofSeconds(60);

    private final AgentId agent;
    private @Nullable String teamId;
    private @Nullable AgentState last;
    private @Nullable Instant readAt;
    private @Nullable Instant readFor;
    private boolean absent;
    private boolean missed;
    private int turn = -1;

    Watched(AgentId agent, @Nullable String teamId) {
        this.agent = agent;
        this.teamId = teamId;
    }

    AgentId agent() {
        return agent;
    }

    /// The team to poll; the empty text when not known.
    synchronized String team() {
        return teamId == null ? "" : teamId;
    }

    synchronized void team(@Nullable String known) {
        teamId = known == null ? teamId : known;
    }

    /// A read failed: states may have changed unseen.
    synchronized void missed() {
        missed = true;
    }

    /// Whether states may have changed unseen since the last report: a read failed, or another node answers now.
    synchronized boolean gap(int nodeTurn) {
        return missed || (turn >= 0 && turn != nodeTurn);
    }

    synchronized void reported(AgentState state, int nodeTurn) {
        last = state;
        missed = false;
        turn = nodeTurn;
    }

    /// Notes a read of the single user; whatever comes of it, he is not read again at once for the same cause.
    synchronized void reading(Instant now) {
        readAt = now;
        readFor = last == null ? null : last.stateChangeTime();
    }

    /// The team answer does not list him: read him once, then once a minute.
    synchronized boolean absentAndDue(Instant now) {
        boolean justGone = !absent && (last == null || last.state() != StateName.LOGOUT);
        absent = true;
        return justGone || stale(now);
    }

    /// The team answer lists him, perhaps Not Ready without the reason: read it once per state change, then once a
    /// minute.
    synchronized boolean presentAndReasonDue(AgentState state, Instant now) {
        absent = false;
        boolean unknown = state.state() == StateName.NOT_READY
                && (state.reason() == null || state.reason().none());
        boolean changed = last == null
                || last.state() != StateName.NOT_READY
                || !Objects.equals(state.stateChangeTime(), readFor);
        return unknown && (changed || stale(now));
    }

    private boolean stale(Instant now) {
        return readAt == null || !readAt.plus(READ_AGAIN).isAfter(now);
    }
}
