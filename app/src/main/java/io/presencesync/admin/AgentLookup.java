package io.presencesync.admin;

import io.presencesync.engine.AgentView;
import io.presencesync.engine.SiteFacts;
import io.presencesync.engine.StatusView;
import io.presencesync.presence.AgentMatch;
import io.presencesync.presence.AgentName;
import java.util.Collection;

/// Finds agents by what people call them. Agents of two sites may have the same Finesse id: `1001` is then the one of
/// the site `main`, and `emea/1001` that of another.
final class AgentLookup {
    private AgentLookup() {}

    static AgentMatch<AgentView> byName(Collection<AgentView> agents, String name) {
        return AgentMatch.find(agents, AgentLookup::named, name);
    }

    static AgentName named(AgentView agent) {
        return new AgentName(agent.id(), agent.loginName(), agent.address());
    }

    static String nobody(String name) {
        return "no agent has the id, login name or Webex address \"" + name + "\"";
    }

    /// Why nobody is found by the name: while it is not known who the agents are, nobody can say that there is none.
    static Nobody nobody(StatusView view, String name) {
        return view.facts().stream()
                .map(SiteFacts::following)
                .filter(following -> following.failure() != null)
                .findFirst()
                .map(following -> new Nobody(
                        503,
                        "it is not known whether \"" + name + "\" is an agent: "
                                + HealthTexts.unreadable(following).message()))
                .orElseGet(() -> new Nobody(404, nobody(name)));
    }

    /// The answer about a name.
    ///
    /// @param status of HTTP
    record Nobody(int status, String words) {}
}
