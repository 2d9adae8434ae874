package io.presencesync.acceptance;

import io.presencesync.simulators.desktop.DesktopPages;
import io.presencesync.simulators.finesse.AgentControl;
import io.presencesync.simulators.finesse.AgentState;
import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.LoggedRequest;
import io.presencesync.simulators.finesse.Platform;
import io.presencesync.simulators.finesse.UserProfile;
import io.presencesync.simulators.webex.WebexSimulator;
import io.presencesync.simulators.webex.WebexSimulatorOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A pretend Webex cloud and a pretend Finesse with the same people in both: agents `agent1001` … of one team, each
/// with the address `agent1001@example.com`, and a supervisor over the team. Everything signed in and READY at the
/// start.
final class World implements AutoCloseable {
    static final String TEAM = "500";
    static final String SUPERVISOR = "900";
    static final int FIRST = 1001;

    final WebexSimulator webex;
    final FinesseSimulator finesse;
    private final List<String> agents = new ArrayList<>();

    World(int count) {
        this(count, Platform.CCE);
    }

    World(int count, Platform platform) {
        this(count, new FinesseSimulatorOptions().platform(platform));
    }

    World(int count, FinesseSimulatorOptions options) {
        this(count, options, WebexSimulatorOptions.defaults());
    }

    World(int count, FinesseSimulatorOptions options, WebexSimulatorOptions cloud) {
        webex = WebexSimulator.start(cloud);
        finesse = FinesseSimulator.start(options.mount(DesktopPages::mount));
        finesse.addTeam(TEAM, "Sales");
        finesse.addUser(UserProfile.supervisor(SUPERVISOR, "boss", "boss-secret", TEAM, List.of(TEAM)));
        for (int id = FIRST; id < FIRST + count; id++) {
            addAgent(Integer.toString(id));
        }
    }

    private void addAgent(String id) {
        agents.add(id);
        finesse.addAgents(TEAM, Integer.parseInt(id), 1);
        finesse.agent(id).signIn().ready();
        webex.addPerson(address(id), "Agent " + id);
        webex.setPresence(address(id), "active");
    }

    static String address(String id) {
        return "agent" + id + "@example.com";
    }

    AgentControl agent(String id) {
        return finesse.agent(id);
    }

    World presence(String id, String status) {
        webex.setPresence(address(id), status);
        return this;
    }

    World meeting(String id) {
        webex.setPresence(address(id), "meeting", "online", null);
        return this;
    }

    List<LoggedRequest> puts(String id) {
        return finesse.requests().putsFor(id);
    }

    /// What Finesse shows: `READY`, or `NOT_READY Lunch`.
    String shown(String id) {
        AgentControl agent = agent(id);
        String label = agent.reasonLabel();
        return agent.state() + (agent.state() == AgentState.NOT_READY && label != null ? " " + label : "");
    }

    void awaitShown(String id, String shown) {
        Await.until("agent " + id + " shows " + shown, () -> shown(id).equals(shown), () -> shown(id));
    }

    /// The playbook's `.env` for server mode, with short times.
    Map<String, String> serverMode() {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("WEBEX_ACCESS_TOKEN", webex.botToken());
        env.put("WEBEX_DOMAIN", "example.com");
        env.put("U2C_SERVICE_URL", webex.u2cServiceUrl());
        env.put("HYDRA_SERVICE_URL", webex.hydraServiceUrl());
        env.put("FINESSE_USERS", String.join(",", logins()));
        env.put("FINESSE_BASE_URL", finesse.baseUrl());
        env.put("FINESSE_ORIGIN", finesse.baseUrl());
        env.put("FINESSE_ADMIN_TOKEN", Product.credentials("administrator", "admin-secret"));
        env.put("FINESSE_SUPERVISOR_TOKEN", Product.credentials("boss", "boss-secret"));
        env.put("GADGET_MODE", "false");
        env.put("PRESENCE_SYNC_SETTLE_HOLD", "0s");
        env.put("PRESENCE_SYNC_SETTLE_RELEASE", "200ms");
        env.put("PRESENCE_SYNC_FINESSE_POLL", "250ms");
        return env;
    }

    /// What the settings of several sites have in common, with short times.
    static Map<String, String> ofSites(String names) {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("PRESENCE_SYNC_SITES", names);
        env.put("WEBEX_DOMAIN", "example.com");
        env.put("PRESENCE_SYNC_SETTLE_HOLD", "0s");
        env.put("PRESENCE_SYNC_SETTLE_RELEASE", "200ms");
        env.put("PRESENCE_SYNC_FINESSE_POLL", "250ms");
        return env;
    }

    /// This world's links as those of one of several sites; accounts are the caller's.
    void addTo(Map<String, String> env, String site) {
        env.put(ofSite(site, "WEBEX_TOKEN"), webex.botToken());
        env.put(ofSite(site, "WEBEX_U2C_URL"), webex.u2cServiceUrl());
        env.put(ofSite(site, "WEBEX_HYDRA_URL"), webex.hydraServiceUrl());
        env.put(ofSite(site, "FINESSE_NODES"), finesse.baseUrl());
        env.put(ofSite(site, "FINESSE_USERS"), String.join(",", logins()));
    }

    private List<String> logins() {
        return agents.stream().map(id -> "agent" + id).toList();
    }

    static String ofSite(String site, String key) {
        return "PRESENCE_SYNC_SITES_" + site.toUpperCase(Locale.ROOT) + "_" + key;
    }

    /// The same for gadget mode.
    Map<String, String> gadgetMode() {
        Map<String, String> env = serverMode();
        env.put("GADGET_MODE", "true");
        return env;
    }

    /// Names the supervisor by the user id: on CCX it is the only name there is, on CCE it does as well.
    static void supervisorById(Map<String, String> env) {
        env.put("FINESSE_SUPERVISOR_TOKEN", Product.credentials(SUPERVISOR, "boss-secret"));
    }

    /// The same where the supervisor acts for those without a gadget.
    Map<String, String> autoMode() {
        Map<String, String> env = serverMode();
        env.remove("GADGET_MODE");
        env.put("PRESENCE_SYNC_MODE", "auto");
        env.put("PRESENCE_SYNC_GADGET_ANSWER_WITHIN", "2s");
        return env;
    }

    @Override
    public void close() {
        webex.close();
        finesse.close();
    }
}
