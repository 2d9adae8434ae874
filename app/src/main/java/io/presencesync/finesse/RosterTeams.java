package io.presencesync.finesse;

import io.presencesync.presence.FinesseUserId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The members of teams, read as their supervisor. A Team names its members without their login names, and perhaps
/// only those signed in: each member is read once by himself, a sixth of them again with every reading, and whoever is
/// no longer named is asked for by himself before he counts as gone. Not thread-safe.
final class RosterTeams {
    private static final int PARTS = 6;

    private final Map<FinesseUserId, FinesseUser> known = new LinkedHashMap<>();
    private int readings;
    private SingleFailures failures = new SingleFailures();

    /// Reads the teams once.
    ///
    /// @throws FinesseFailure when Finesse answered partly; nothing follows from that
    void gather(FinesseClient supervisor, List<String> wanted, RosterGathering found) throws FinesseFailure {
        readings++;
        failures = new SingleFailures();
        Set<String> ids = idsOf(supervisor.supervisedTeams(), wanted, found);
        Map<FinesseUserId, FinesseUser> named = new LinkedHashMap<>();
        for (String id : ids) {
            members(supervisor, id, found).forEach(member -> named.putIfAbsent(member.loginId(), member));
        }
        Map<FinesseUserId, FinesseUser> now = new LinkedHashMap<>();
        for (FinesseUser member : named.values()) {
            put(now, whole(supervisor, member, found));
        }
        for (FinesseUser before : List.copyOf(known.values())) {
            if (!named.containsKey(before.loginId())) {
                put(now, stillThere(supervisor, before, ids));
            }
        }
        failures.judge();
        known.clear();
        known.putAll(now);
        now.values().stream().filter(FinesseRoster::mayBeAgent).forEach(found::member);
    }

    private static void put(Map<FinesseUserId, FinesseUser> all, @Nullable FinesseUser user) {
        if (user != null) {
            all.put(user.loginId(), user);
        }
    }

    /// A word that is neither name nor id of a team he supervises is tried as an id where Finesse tells no teams.
    private static Set<String> idsOf(List<TeamName> supervised, List<String> wanted, RosterGathering found) {
        Set<String> ids = new LinkedHashSet<>();
        for (String word : wanted) {
            List<TeamName> teams =
                    supervised.stream().filter(team -> team.answersTo(word)).toList();
            teams.forEach(team -> ids.add(team.id()));
            if (supervised.isEmpty()) {
                ids.add(word);
            } else if (teams.isEmpty()) {
                found.miss(
                        "team " + word,
                        "the supervisor account supervises no team with this name or id, but "
                                + supervised.stream().map(TeamName::toString).collect(Collectors.joining(", ")));
            }
        }
        return ids;
    }

    private List<FinesseUser> members(FinesseClient supervisor, String id, RosterGathering found)
            throws FinesseFailure {
        try {
            List<FinesseUser> members = supervisor.wholeTeam(id);
            failures.read();
            return members;
        } catch (FinesseFailure failure) {
            FinesseFailure theirs = failures.ofThisOne(failure);
            String why = theirs.failed().message();
            if (theirs.brokenAnswer()) {
                found.unread("team " + id, "Finesse cannot tell its members: " + why);
            } else {
                found.miss("team " + id, "Finesse refuses it: " + why);
            }
            return List.of();
        }
    }

    private @Nullable FinesseUser whole(FinesseClient supervisor, FinesseUser summary, RosterGathering found)
            throws FinesseFailure {
        FinesseUser before = known.get(summary.loginId());
        boolean turn = Math.floorMod(summary.loginId().hashCode(), PARTS) == readings % PARTS;
        if (before != null && !turn && before.displayName().equals(named(summary, before))) {
            return before;
        }
        try {
            return read(supervisor, summary.loginId());
        } catch (FinesseFailure failure) {
            FinesseFailure theirs = failures.ofThisOne(failure);
            if (theirs.brokenAnswer() && before != null) {
                return before;
            }
            String who = summary.displayName() + " (" + summary.loginId() + ")";
            String why = "the supervisor account cannot read this agent: "
                    + theirs.failed().message();
            if (theirs.brokenAnswer()) {
                found.unread(who, why);
            } else {
                found.miss(who, why);
            }
            return null;
        }
    }

    private FinesseUser read(FinesseClient supervisor, FinesseUserId id) throws FinesseFailure {
        FinesseUser user = supervisor.user(id);
        failures.read();
        return user;
    }

    private static String named(FinesseUser summary, FinesseUser before) {
        boolean told = summary.firstName() != null || summary.lastName() != null;
        return told ? summary.displayName() : before.displayName();
    }

    private @Nullable FinesseUser stillThere(FinesseClient supervisor, FinesseUser before, Set<String> teams)
            throws FinesseFailure {
        try {
            FinesseUser now = read(supervisor, before.loginId());
            return now.teamId() != null && teams.contains(now.teamId()) ? now : null;
        } catch (FinesseFailure failure) {
            return failures.ofThisOne(failure).brokenAnswer() ? before : null;
        }
    }
}
