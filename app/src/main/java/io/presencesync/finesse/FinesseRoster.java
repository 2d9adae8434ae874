package io.presencesync.finesse;

import io.presencesync.config.AgentsFile;
import io.presencesync.config.Tidy;
import io.presencesync.engine.Roster;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.SiteId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the agents: those named, all at once with the administrator account or else one by one as supervisor; or every
/// user who is an agent; or the members of teams. Names are login names or login ids; spaces, quotes and capitals do
/// not matter, a name given twice counts once.
final class FinesseRoster implements Roster {
    private final SiteId site;
    private final RosterPlan plan;
    private final Accounts accounts;
    private final RosterTeams teams = new RosterTeams();
    private final Map<String, FinesseUser> lastRead = new HashMap<>();

    FinesseRoster(SiteId site, RosterPlan plan, Accounts accounts) {
        this.site = site;
        this.plan = plan;
        this.accounts = accounts;
    }

    @Override
    public synchronized Listing load() {
        AgentsFile file = plan.file().get();
        RosterGathering found = new RosterGathering(site, plan.addresses(file), this::isSupervisorAccount);
        try {
            gather(file, found);
            return found.listing(null);
        } catch (FinesseFailure failure) {
            return found.listing(failure.failed());
        }
    }

    private void gather(AgentsFile file, RosterGathering found) throws FinesseFailure {
        switch (plan.agents().from()) {
            case LIST -> named(plan.agents().users(), found);
            case FILE -> file(file, found);
            case ALL ->
                new FinesseUserIndex(everybody(required(accounts.admin()), found), found::remark)
                        .all().stream().filter(FinesseRoster::mayBeAgent).forEach(found::member);
            case TEAMS -> teams(found);
            case GADGETS -> {}
        }
    }

    private static FinesseClient required(@Nullable FinesseClient client) throws FinesseFailure {
        if (client == null) {
            throw UserReader.noAccount();
        }
        return client;
    }

    /// Users of whom no role is told count as agents.
    static boolean mayBeAgent(FinesseUser user) {
        return user.roles().isEmpty()
                || user.roles().stream().anyMatch(role -> role.strip().equalsIgnoreCase("Agent"));
    }

    /// An empty answer is no answer: whoever asks is a user himself.
    private static List<FinesseUser> everybody(FinesseClient admin, RosterGathering found) throws FinesseFailure {
        List<FinesseUser> users = admin.users(found::remark);
        if (users.isEmpty()) {
            throw FinesseFailure.noAnswer(Outcome.Failure.RETRY, "no_users", "Finesse listed no users at all");
        }
        return users;
    }

    private void file(AgentsFile file, RosterGathering found) throws FinesseFailure {
        if (file.lines().isEmpty()) {
            throw FinesseFailure.noAnswer(Outcome.Failure.RETRY, "empty", file.name() + " names nobody");
        }
        named(file.logins(), found);
    }

    private void named(List<String> users, RosterGathering found) throws FinesseFailure {
        List<String> wanted = tidied(users, found);
        FinesseClient admin = accounts.admin();
        if (wanted.isEmpty()) {
            return;
        }
        if (admin == null) {
            oneByOne(required(accounts.supervisor()), wanted, found);
        } else {
            FinesseUserIndex index = new FinesseUserIndex(everybody(admin, found), found::remark);
            wanted.forEach(name -> found.named(name, index.find(name), "no Finesse user has this login name or id"));
        }
    }

    private static List<String> tidied(List<String> users, RosterGathering found) {
        Map<String, String> once = new LinkedHashMap<>();
        for (String user : users) {
            String name = Tidy.name(user);
            if (!name.equals(user.strip())) {
                found.remark("Finesse user \"" + name + "\" was written with signs that a name does not have, such as"
                        + " quotation marks or unbreakable spaces; they are passed over");
            }
            String before = name.isEmpty() ? null : once.putIfAbsent(Tidy.folded(name), name);
            if (before != null) {
                found.remark(
                        "Finesse user \"" + name + "\" is listed twice (also as \"" + before + "\"); counted once");
            }
        }
        return List.copyOf(once.values());
    }

    private void oneByOne(FinesseClient supervisor, List<String> wanted, RosterGathering found) throws FinesseFailure {
        SingleFailures failures = new SingleFailures();
        for (String name : wanted) {
            try {
                FinesseUser user = supervisor.userByLogin(name);
                failures.read();
                lastRead.put(name, user);
                found.named(name, List.of(user), "");
            } catch (FinesseFailure failure) {
                unread(name, failures.ofThisOne(failure), found);
            }
        }
        failures.judge();
    }

    /// Whom Finesse cannot tell of just now stays as known.
    private void unread(String name, FinesseFailure failure, RosterGathering found) {
        String why = "the supervisor account cannot read this agent: "
                + failure.failed().message();
        FinesseUser before = lastRead.get(name);
        if (!failure.brokenAnswer()) {
            lastRead.remove(name);
            found.miss(name, why + "; check the name, or set FINESSE_ADMIN_TOKEN");
        } else if (before == null) {
            found.unread(name, why);
        } else {
            found.named(name, List.of(before), "");
            found.remark(name + ": " + why + "; followed as known before");
        }
    }

    private void teams(RosterGathering found) throws FinesseFailure {
        FinesseClient admin = accounts.admin();
        if (admin == null) {
            teams.gather(required(accounts.supervisor()), plan.agents().teams(), found);
            return;
        }
        List<FinesseUser> users = new FinesseUserIndex(everybody(admin, found), found::remark).all();
        Set<FinesseUser> members = new LinkedHashSet<>();
        for (String team : plan.agents().teams()) {
            List<FinesseUser> some =
                    users.stream().filter(user -> belongs(user, team)).toList();
            members.addAll(some);
            if (some.isEmpty()) {
                found.miss("team " + team, "no Finesse user belongs to a team with this name or id");
            }
        }
        members.stream().filter(FinesseRoster::mayBeAgent).forEach(found::member);
    }

    private static boolean belongs(FinesseUser user, String team) {
        String id = user.teamId();
        String name = user.teamName();
        return id != null && new TeamName(id, name == null ? id : name).answersTo(team);
    }

    private boolean isSupervisorAccount(FinesseUser user) {
        FinesseClient supervisor = accounts.supervisor();
        return supervisor != null && user.answersTo(supervisor.account().user());
    }
}
