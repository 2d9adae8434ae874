package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.LoggedRequest;
import io.presencesync.simulators.finesse.UserProfile;
import io.presencesync.simulators.webex.FrameWritten;
import io.presencesync.simulators.webex.PresenceChange;
import io.presencesync.simulators.webex.WebexSimulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Both simulators with that many agents, all signed in, READY, and active in Webex; teams of 25.
final class Site implements AutoCloseable {
    static final String DOMAIN = "example.com";
    private static final int FIRST = 100_001;
    private static final int TEAM = 25;
    private static final String STATE_REQUEST = "/finesse/api/User/";

    private final WebexSimulator webex = WebexSimulator.start();
    private final FinesseSimulator finesse = FinesseSimulator.start(new FinesseSimulatorOptions());
    private @Nullable FinesseSimulator second;
    private final List<UserProfile> agents = new ArrayList<>();
    private final Map<String, String> idsByPerson = new HashMap<>();
    private final boolean[] busy;
    private final UserProfile supervisor;

    Site(int count) {
        busy = new boolean[count];
        TreeSet<String> teams = new TreeSet<>();
        for (int number = 0; number < count; number++) {
            String team = Integer.toString(1 + number / TEAM);
            if (teams.add(team)) {
                finesse.addTeam(team, "Team " + team);
            }
            add(Integer.toString(FIRST + number), team);
        }
        supervisor = UserProfile.supervisor("900001", "presence-sync", "bench-secret", "1", List.copyOf(teams));
        finesse.addUser(supervisor);
    }

    /// The same with a second Finesse node.
    static Site ofTwoNodes(int count) {
        Site site = new Site(count);
        site.second = site.finesse.secondNode(new FinesseSimulatorOptions());
        return site;
    }

    FinesseSimulator second() {
        return Objects.requireNonNull(second);
    }

    /// The nodes' addresses, comma separated.
    String nodes() {
        return finesse.baseUrl() + (second == null ? "" : "," + second.baseUrl());
    }

    private void add(String id, String team) {
        UserProfile agent = UserProfile.agent(id, "agent" + id, "secret-" + id, team);
        agents.add(agent);
        finesse.addUser(agent).agent(id).signIn().ready();
        idsByPerson.put(webex.addPerson(address(agent), "Agent " + id).uuid(), id);
    }

    private static String address(UserProfile agent) {
        return agent.loginName() + "@" + DOMAIN;
    }

    WebexSimulator webex() {
        return webex;
    }

    FinesseSimulator finesse() {
        return finesse;
    }

    List<UserProfile> agents() {
        return List.copyOf(agents);
    }

    UserProfile supervisor() {
        return supervisor;
    }

    /// Notes every presence as it is written.
    void noteEvents(Ledger ledger) {
        webex.onFrameWritten(frame -> note(ledger, frame));
    }

    private void note(Ledger ledger, FrameWritten frame) {
        String id = idsByPerson.get(frame.subject());
        if (id != null) {
            ledger.event(id, Kind.ofPresence(frame.status()), frame.nanos());
        }
    }

    /// Notes every state request of the supervisor as its last byte has come.
    void noteRequests(Ledger ledger) {
        finesse.requests().onPut(request -> note(ledger, request));
    }

    private static void note(Ledger ledger, LoggedRequest request) {
        if (request.path().startsWith(STATE_REQUEST)) {
            String state = request.body().replaceAll("(?s).*<state>(\\w+)</state>.*", "$1");
            ledger.answer(request.path().substring(STATE_REQUEST.length()), Kind.ofState(state), request.nanoTime());
        }
    }

    /// The agent goes from active to do-not-disturb, or back.
    void toggle(int number) {
        webex.setPresences(List.of(turned(number)));
    }

    /// All agents at once.
    void toggleAll() {
        List<PresenceChange> all = new ArrayList<>();
        for (int number = 0; number < busy.length; number++) {
            all.add(turned(number));
        }
        webex.setPresences(all);
    }

    private PresenceChange turned(int number) {
        busy[number] = !busy[number];
        Kind kind = busy[number] ? Kind.HOLD : Kind.RELEASE;
        return PresenceChange.of(address(agents.get(number)), kind.presence());
    }

    List<String> addresses() {
        return agents.stream().map(Site::address).toList();
    }

    /// Agents whose state in Finesse is not what their presence asks for.
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        for (int number = 0; number < busy.length; number++) {
            String id = agents.get(number).loginId();
            String wanted = busy[number] ? "NOT_READY" : "READY";
            if (!finesse.agent(id).state().name().equals(wanted)) {
                wrong.add(id + " should be " + wanted);
            }
        }
        return wrong;
    }

    int subscribed() {
        return webex.sizes().getOrDefault("subscriptions", 0);
    }

    @Override
    public void close() {
        webex.close();
        if (second != null) {
            second.close();
        }
        finesse.close();
    }
}
