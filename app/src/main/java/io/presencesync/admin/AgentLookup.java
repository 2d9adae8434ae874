package io.presencesync.admin;

import io.presencesync.engine.AgentView;
import io.presencesync.presence.AgentId;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Finds agents by what people call them. Agents of two sites may have the same Finesse id: `1001` is then the one of
/// the site `main`, and `emea/1001` that of another.
final class AgentLookup {
    private AgentLookup() {}

    /// Several when the name does not say which of them is meant.
    static List<AgentView> byId(Collection<AgentView> agents, String id) {
        List<AgentView> exact = matching(
                agents,
                agent -> agent.id().toString().equals(id) || withSite(agent).equals(id));
        return exact.isEmpty()
                ? matching(agents, agent -> agent.id().user().value().equals(id))
                : exact;
    }

    /// The same; an id counts before a login name, a login name before a Webex address.
    static List<AgentView> byName(Collection<AgentView> agents, String name) {
        List<AgentView> byId = byId(agents, name);
        if (!byId.isEmpty()) {
            return byId;
        }
        List<AgentView> byLogin = matching(agents, agent -> agent.loginName().equalsIgnoreCase(name));
        return byLogin.isEmpty()
                ? matching(agents, agent -> agent.address().value().equalsIgnoreCase(name.strip()))
                : byLogin;
    }

    private static List<AgentView> matching(Collection<AgentView> agents, Predicate<AgentView> filter) {
        return agents.stream().filter(filter).toList();
    }

    /// The site `main` may be named too.
    private static String withSite(AgentView agent) {
        return agent.id().site() + "/" + agent.id().user();
    }

    static String inWords(List<AgentView> several) {
        return several.stream().map(AgentView::id).map(AgentId::toString).collect(Collectors.joining(", "));
    }
}
