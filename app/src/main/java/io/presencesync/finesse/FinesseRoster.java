package io.presencesync.finesse;

import io.presencesync.engine.Roster;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the configured users: all at once with the administrator account, else one by one as supervisor. Names are
/// login names or login ids; spaces and capitals do not matter, a name given twice counts once.
final class FinesseRoster implements Roster {
    private static final Logger log = LoggerFactory.getLogger(FinesseRoster.class);

    private final SiteId site;
    private final List<String> wanted;
    private final String domain;
    private final Accounts accounts;

    /// @param domain appended to a login name to make the Webex address, unless the name is an address already
    FinesseRoster(SiteId site, List<String> users, String domain, Accounts accounts) {
        this.site = site;
        this.wanted = tidied(users);
        this.domain = domain;
        this.accounts = accounts;
    }

    private static List<String> tidied(List<String> users) {
        Map<String, String> once = new LinkedHashMap<>();
        for (String user : users) {
            String name = user.strip();
            if (name.isEmpty()) {
                continue;
            }
            String before = once.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (before != null) {
                log.warn("Finesse user \"{}\" is listed twice (also as \"{}\"); he counts once", name, before);
            }
        }
        return List.copyOf(once.values());
    }

    @Override
    public Listing load() {
        if (wanted.isEmpty()) {
            return new Listing(List.of(), List.of(), null);
        }
        FinesseClient admin = accounts.admin();
        if (admin != null) {
            return fromAll(admin);
        }
        FinesseClient supervisor = accounts.supervisor();
        return supervisor == null ? failed(UserReader.noAccount()) : oneByOne(supervisor);
    }

    private Listing fromAll(FinesseClient admin) {
        try {
            FinesseUserIndex users = new FinesseUserIndex(admin.users());
            Gathering found = new Gathering();
            wanted.forEach(name -> found.add(name, users.find(name), "no Finesse user has this login name or id"));
            return found.listing(null);
        } catch (FinesseFailure failure) {
            return failed(failure);
        }
    }

    private static Listing failed(FinesseFailure failure) {
        return new Listing(List.of(), List.of(), failure.failed());
    }

    private Listing oneByOne(FinesseClient supervisor) {
        Gathering found = new Gathering();
        for (String name : wanted) {
            try {
                found.add(name, supervisor.userByLogin(name), "");
            } catch (FinesseFailure failure) {
                if (failure.failed().failure() != Outcome.Failure.THIS_AGENT_ONLY) {
                    return found.listing(failure.failed());
                }
                found.miss(
                        name,
                        "the supervisor account cannot read him: "
                                + failure.failed().message()
                                + "; check the name, or set FINESSE_ADMIN_TOKEN");
            }
        }
        return found.listing(null);
    }

    /// Sorts what Finesse gave into agents and missing.
    private final class Gathering {
        private final Map<AgentId, Entry> agents = new LinkedHashMap<>();
        private final List<Missing> missing = new ArrayList<>();

        void add(String name, @Nullable FinesseUser user, String whyNot) {
            if (user == null) {
                miss(name, whyNot);
            } else if (isSupervisorAccount(user)) {
                miss(name, "this is the supervisor account, which is never followed as an agent");
            } else {
                take(name, user);
            }
        }

        private void take(String name, FinesseUser user) {
            Entry before = agents.putIfAbsent(new AgentId(site, user.loginId()), entry(user));
            if (before != null) {
                log.warn("Finesse user \"{}\" is agent {}, listed already; he counts once", name, user.loginId());
            } else if (!name.equals(user.login()) && !name.equals(user.loginId().value())) {
                log.info("Finesse user \"{}\" was found as \"{}\"", name, user.login());
            }
        }

        void miss(String name, String why) {
            missing.add(new Missing(name, why));
        }

        Listing listing(Outcome.@Nullable Failed failure) {
            return new Listing(List.copyOf(agents.values()), List.copyOf(missing), failure);
        }
    }

    private boolean isSupervisorAccount(FinesseUser user) {
        FinesseClient supervisor = accounts.supervisor();
        return supervisor != null && user.answersTo(supervisor.account().user());
    }

    private Entry entry(FinesseUser user) {
        String login = user.login();
        String address = login.contains("@") ? login : login + "@" + domain;
        return new Entry(
                new AgentId(site, user.loginId()),
                login,
                user.displayName(),
                user.teamId(),
                user.teamName(),
                new WebexAddress(address));
    }
}
