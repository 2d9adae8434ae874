package io.presencesync.simulators.finesse;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// All users and their states. Changes happen one at a time and are published in the order they happened.
final class Agents {
    private final Map<String, Agent> agents = new ConcurrentHashMap<>();
    private final Map<String, String> idsByName = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Updates updates;

    Agents(InstantSource clock, Updates updates) {
        this.clock = clock;
        this.updates = updates;
    }

    synchronized void add(UserProfile profile) {
        Agent agent = new Agent(profile, AgentStatus.SIGNED_OUT, null, profile.extension(), false);
        agents.put(profile.loginId(), agent);
        idsByName.put(profile.loginName(), profile.loginId());
        updates.userChanged(agent, "POST", "");
    }

    synchronized void remove(String loginId) {
        Agent agent = get(loginId);
        agents.remove(loginId);
        idsByName.remove(agent.profile().loginName());
        updates.userChanged(agent, "DELETE", "");
    }

    /// Renames him or moves him to another team; his state stays.
    synchronized void reconfigure(UserProfile profile) {
        Agent agent = get(profile.loginId());
        idsByName.remove(agent.profile().loginName());
        idsByName.put(profile.loginName(), profile.loginId());
        force(profile.loginId(), each -> each.as(profile));
    }

    Optional<Agent> find(String loginId) {
        return Optional.ofNullable(agents.get(loginId));
    }

    Optional<Agent> byLoginName(String loginName) {
        return Optional.ofNullable(idsByName.get(loginName)).flatMap(this::find);
    }

    Agent get(String loginId) {
        return find(loginId).orElseThrow(() -> new NoSuchElementException("no user with id " + loginId));
    }

    List<Agent> all() {
        return agents.values().stream()
                .sorted(Comparator.comparing(Agent::loginId))
                .toList();
    }

    List<Agent> ofTeam(String teamId) {
        return agents.values().stream()
                .filter(agent -> agent.profile().teamId().equals(teamId))
                .sorted(Comparator.comparing(Agent::loginId))
                .toList();
    }

    /// Runs one step of the state machine and publishes what comes of it.
    synchronized Outcome step(String loginId, String requestId, Function<AgentStatus, Outcome> rule) {
        Agent agent = get(loginId);
        Outcome outcome = rule.apply(agent.status());
        switch (outcome) {
            case Outcome.Change change -> take(agent, change, requestId);
            case Outcome.Unchanged _ -> {}
            case Outcome.Refused refused -> updates.refused(agent, refused.error(), requestId);
            case Outcome.RefusedLater refused -> updates.refused(agent, refused.error(), requestId);
        }
        return outcome;
    }

    /// Changes a setting without a notification.
    synchronized void set(String loginId, UnaryOperator<Agent> change) {
        agents.put(loginId, change.apply(get(loginId)));
    }

    /// Replaces an agent as it is given, time included, and notifies.
    synchronized void force(String loginId, UnaryOperator<Agent> change) {
        force(loginId, "", change);
    }

    /// The same where a request is behind it.
    synchronized void force(String loginId, String requestId, UnaryOperator<Agent> change) {
        Agent next = change.apply(get(loginId));
        agents.put(loginId, next);
        updates.userChanged(next, "PUT", requestId);
        updates.stateChanged(next);
    }

    /// Gives every signed-in user to one node again, as Finesse does when its contact center is back.
    synchronized void republish(Consumer<Update> node) {
        all().stream().filter(Agent::signedIn).forEach(agent -> {
            node.accept(updates.user(agent, "PUT", ""));
            node.accept(updates.team(agent));
        });
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void take(Agent agent, Outcome.Change change, String requestId) {
        AgentStatus next = change.next();
        boolean same = next.state() == agent.status().state()
                && next.reason().equals(agent.status().reason());
        Agent changed = agent.to(next, same ? agent.changedAt() : now());
        agents.put(agent.loginId(), changed);
        if (change.published()) {
            updates.userChanged(changed, "PUT", requestId);
            if (!same) {
                updates.stateChanged(changed);
            }
        }
    }
}
