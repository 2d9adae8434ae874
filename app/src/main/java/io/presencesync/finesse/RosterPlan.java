package io.presencesync.finesse;

import io.presencesync.config.AgentAddresses;
import io.presencesync.config.AgentsConfig;
import io.presencesync.config.AgentsFile;
import java.util.List;
import java.util.function.Supplier;

/// Whom to find, and by what addresses Webex knows them.
///
/// @param domain the Webex mail domain; empty when none is set
/// @param file what the mapping file says now; asked for every reading
public record RosterPlan(AgentsConfig agents, String domain, Supplier<AgentsFile> file) {
    static RosterPlan list(List<String> users, String domain) {
        return new RosterPlan(AgentsConfig.list(users), domain, () -> AgentsFile.NONE);
    }

    AgentAddresses addresses(AgentsFile now) {
        return new AgentAddresses(agents.address(), domain, now);
    }
}
