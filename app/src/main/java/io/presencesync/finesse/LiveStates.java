package io.presencesync.finesse;

import io.presencesync.config.FinesseConfig.Notifications;
import io.presencesync.engine.AgentStateListener;
import io.presencesync.engine.OutcomeListener;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.Outcome;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings together the ways by which agents' states reach us: Finesse's notifications, the agent's own gadget, and
/// polling for whom neither tells. Any thread; nothing here blocks.
final class LiveStates implements NotificationPorts.Followed, NotificationListener, TeamPoller.Coverage {
    /// Who is told.
    ///
    /// @param reporting whether an agent's gadget tells his states
    /// @param usersChanged called when Finesse tells that a user was added or removed
    record Ears(
            AgentStateListener states, OutcomeListener outcomes, Predicate<AgentId> reporting, Runnable usersChanged) {}

    private final Ears ears;
    private final NodeWatch watch;
    private final Notifications wanted;
    private volatile @Nullable TeamPoller poller;
    private volatile @Nullable NotificationLoop loop;

    LiveStates(Ears ears, NodeWatch watch, Notifications wanted) {
        this.ears = ears;
        this.watch = watch;
        this.wanted = wanted;
    }

    /// Made after us, for both need us.
    ///
    /// @param telling null where Finesse tells nothing by itself
    void from(TeamPoller polling, @Nullable NotificationLoop telling) {
        poller = polling;
        loop = telling;
    }

    /// Since when this agent's states reach us without asking; null when they do not.
    @Nullable
    Instant since(AgentId agent) {
        NotificationLoop telling = loop;
        TeamPoller polling = poller;
        return telling == null || polling == null ? null : telling.since(polling.teamOf(agent));
    }

    @Override
    public boolean told(AgentId agent) {
        return since(agent) != null || ears.reporting().test(agent);
    }

    @Override
    public Set<String> teams() {
        TeamPoller polling = poller;
        return polling == null
                ? Set.of()
                : polling.teams().stream().filter(team -> !team.isEmpty()).collect(Collectors.toSet());
    }

    @Override
    public Set<String> users() {
        TeamPoller polling = poller;
        return polling == null || wanted != Notifications.AUTO
                ? Set.of()
                : polling.agents().stream().map(agent -> agent.user().value()).collect(Collectors.toSet());
    }

    /// What happened before the subscription was not told: the team is read once.
    @Override
    public void told(String team) {
        TeamPoller polling = poller;
        if (polling != null) {
            polling.soon(team);
        }
    }

    @Override
    public void lost() {
        TeamPoller polling = poller;
        if (polling != null) {
            polling.allSoon();
        }
    }

    /// A state with the number of a request says that Finesse took that one, should its answer be late or lost.
    @Override
    public void seen(AgentId agent, AgentState state) {
        String requestId = state.requestId();
        if (requestId != null) {
            ears.outcomes().learned(agent, requestId, new Outcome.Accepted());
        }
        ears.states().seen(agent, state);
    }

    @Override
    public void failed(AgentId agent, @Nullable String requestId, ApiError error) {
        TeamPoller polling = poller;
        if (requestId != null) {
            ears.outcomes().learned(agent, requestId, Failures.of(error));
        } else if (polling != null) {
            polling.pollSoon(agent);
        }
    }

    @Override
    public void system(URI node, SystemInfo info) {
        watch.note(node, info);
    }

    @Override
    public void usersChanged() {
        ears.usersChanged().run();
    }
}
