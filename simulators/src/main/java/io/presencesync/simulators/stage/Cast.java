package io.presencesync.simulators.stage;

import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.UserProfile;
import io.presencesync.simulators.webex.WebexSimulator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who plays: team Sales by gadget, team Service by supervisor, and the supervisor's account.
final class Cast {
    static final String SALES = "1";
    static final String SERVICE = "2";
    static final Map<String, String> TEAMS = Map.of(SALES, "Sales", SERVICE, "Service");
    static final UserProfile SUPERVISOR = UserProfile.supervisor(
                    "2001900", "presence-sync", "demo-supervisor", SERVICE, List.of(SERVICE))
            .named("Presence", "Sync");

    private static final Role BEN = Role.of("1001002", "Ben", "Okafor", Mode.GADGET);
    private static final Role DIEGO = Role.of("1001004", "Diego", "Ramos", Mode.GADGET);
    private static final Role HANNA = Role.of("1002003", "Hanna", "Lindqvist", Mode.SUPERVISOR);
    static final List<Role> ROLES = List.of(
            Role.of("1001001", "Alice", "Moreau", Mode.GADGET),
            BEN,
            Role.of("1001003", "Chiara", "Conti", Mode.GADGET),
            DIEGO,
            Role.of("1002001", "Emil", "Berger", Mode.SUPERVISOR),
            Role.of("1002002", "Farah", "Haddad", Mode.SUPERVISOR),
            HANNA);

    private static final Map<String, Role> BY_ID =
            ROLES.stream().collect(Collectors.toUnmodifiableMap(Role::loginId, Function.identity()));

    private Cast() {}

    static Role role(String loginId) {
        Role role = BY_ID.get(loginId);
        if (role == null) {
            throw new java.util.NoSuchElementException("nobody has the id " + loginId);
        }
        return role;
    }

    static boolean knows(String loginId) {
        return BY_ID.containsKey(loginId);
    }

    static List<Role> of(Mode mode) {
        return ROLES.stream().filter(role -> role.mode() == mode).toList();
    }

    /// Ben and Hanna are at lunch, Diego is signed out, all others are ready; everybody is active in Webex.
    static void takePlaces(WebexSimulator webex, FinesseSimulator finesse) {
        TEAMS.forEach(finesse::addTeam);
        finesse.addUser(SUPERVISOR);
        ROLES.forEach(role -> takePlace(role, webex, finesse));
    }

    private static void takePlace(Role role, WebexSimulator webex, FinesseSimulator finesse) {
        webex.addPerson(role.email(), role.name());
        webex.setPresence(role.email(), "active");
        finesse.addUser(role.profile()).addToken(role.token(), role.loginId());
        var agent = finesse.agent(role.loginId());
        if (role.equals(DIEGO)) {
            return;
        }
        agent.signIn();
        var _ = role.equals(BEN) || role.equals(HANNA) ? agent.notReady("Lunch") : agent.ready();
    }
}
