package io.presencesync.finesse;

import io.presencesync.finesse.xmpp.PubSub;
import io.presencesync.finesse.xmpp.PubSubFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the nodes one session is subscribed to in line with those it should be, a few at a time. Used by the loop's
/// thread; only [#since] and [#count] may be asked by any.
///
/// A team's node tells the states of all its members; an agent's own node tells besides what a request of ours led to.
/// So teams come first, and it matters little when own nodes are refused.
final class Subscriptions {
    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);
    private static final Pattern TEAM_NODE = Pattern.compile("/finesse/api/Team/[^/]+/Users");
    private static final int AT_A_TIME = 100;
    private static final int REFUSALS_THAT_TELL = 3;

    private final PubSub session;
    private final InstantSource clock;
    private final Consumer<String> teamTold;
    private final Map<String, Instant> had = new ConcurrentHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> announced = new HashSet<>();

    /// @param teamTold told each team whose states reach us from now on
    Subscriptions(PubSub session, InstantSource clock, Consumer<String> teamTold) {
        this.session = session;
        this.clock = clock;
        this.teamTold = teamTold;
    }

    private static String teamNode(String team) {
        return "/finesse/api/Team/" + team + "/Users";
    }

    static String userNode(String user) {
        return "/finesse/api/User/" + user;
    }

    /// What an earlier session with our full JID left behind counts as ours; where the service does not tell, we
    /// subscribe to all.
    void recall() throws PubSubFailure, InterruptedException {
        try {
            Instant now = clock.instant();
            PubSub.Standing standing = session.subscriptions();
            standing.ours().forEach(node -> had.put(node, now));
            for (String node : standing.bare()) {
                endLeftOver(node);
            }
        } catch (PubSubFailure failure) {
            unlessPassedOver(failure, "the list of subscriptions");
        }
    }

    /// Somebody once subscribed our account without a resource: every session of it would hear that team for ever. Only
    /// team nodes: those of the user and of the system are Finesse's own doing.
    private void endLeftOver(String node) throws PubSubFailure, InterruptedException {
        if (!TEAM_NODE.matcher(node).matches()) {
            return;
        }
        try {
            session.unsubscribeBare(node);
            log.info("{}: a left-over subscription of our account without resource is ended", node);
        } catch (PubSubFailure failure) {
            unlessPassedOver(failure, node);
        }
    }

    /// Does some of what is left to do.
    ///
    /// @return whether anything is left
    boolean sync(Set<String> teams, Set<String> users) throws PubSubFailure, InterruptedException {
        Set<String> own = users.stream().map(Subscriptions::userNode).collect(Collectors.toSet());
        Set<String> wanted = new LinkedHashSet<>();
        teams.forEach(team -> wanted.add(teamNode(team)));
        if (!ownNodesRefused(own)) {
            wanted.addAll(own);
        }
        List<String> changes = Stream.concat(
                        wanted.stream().filter(node -> !had.containsKey(node) && !refused.contains(node)),
                        had.keySet().stream().filter(node -> !wanted.contains(node)))
                .toList();
        for (String node : changes.subList(0, Math.min(AT_A_TIME, changes.size()))) {
            if (wanted.contains(node)) {
                subscribe(node);
            } else {
                leave(node);
            }
        }
        announced.retainAll(teams);
        teams.forEach(this::announce);
        return changes.size() > AT_A_TIME;
    }

    private void announce(String team) {
        if (had.containsKey(teamNode(team)) && announced.add(team)) {
            teamTold.accept(team);
        }
    }

    /// Some refused and none granted: the rest will be refused too.
    private boolean ownNodesRefused(Set<String> own) {
        return own.stream().filter(refused::contains).limit(REFUSALS_THAT_TELL).count() == REFUSALS_THAT_TELL
                && own.stream().noneMatch(had::containsKey);
    }

    private void subscribe(String node) throws PubSubFailure, InterruptedException {
        try {
            session.subscribe(node);
            had.put(node, clock.instant());
        } catch (PubSubFailure failure) {
            unlessPassedOver(failure, node);
            refused.add(node);
        }
    }

    private void leave(String node) throws PubSubFailure, InterruptedException {
        had.remove(node);
        try {
            session.unsubscribe(node);
        } catch (PubSubFailure failure) {
            unlessPassedOver(failure, node);
        }
    }

    private static void unlessPassedOver(PubSubFailure failure, String what) throws PubSubFailure {
        switch (failure.kind()) {
            case FORBIDDEN, NOT_FOUND -> log.info("Finesse refuses us {}: {}", what, failure.getMessage());
            default -> throw failure;
        }
    }

    /// Since when the states of this team reach us; null when they do not.
    @Nullable
    Instant since(String team) {
        return had.get(teamNode(team));
    }

    /// How many nodes we are subscribed to.
    int count() {
        return had.size();
    }

    /// Takes all of them back: they would outlive us.
    void leaveAll() throws PubSubFailure, InterruptedException {
        for (String node : List.copyOf(had.keySet())) {
            leave(node);
        }
    }
}
