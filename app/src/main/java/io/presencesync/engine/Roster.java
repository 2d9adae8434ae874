package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.WebexAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Port: who the agents are.
public interface Roster {
    /// Blocks until Finesse has answered once; a failure is part of the answer, never an exception.
    Listing load();

    /// What was found.
    ///
    /// @param agents those found
    /// @param missing those asked for and not found, each with the reason in words
    /// @param remarks what is worth saying once: names given twice, one address of two agents
    /// @param failure set when Finesse could not be asked at all: try again later
    record Listing(List<Entry> agents, List<Missing> missing, List<String> remarks, Outcome.@Nullable Failed failure) {}

    /// One agent.
    ///
    /// @param name display name, or the login name when Finesse gives none
    record Entry(
            AgentId agent,
            String loginName,
            String name,
            @Nullable String teamId,
            @Nullable String teamName,
            WebexAddress address) {
        /// An agent the name of whose team is not known.
        public Entry(AgentId agent, String loginName, String name, @Nullable String teamId, WebexAddress address) {
            this(agent, loginName, name, teamId, null, address);
        }

        /// The same agent with another address.
        public Entry at(WebexAddress other) {
            return new Entry(agent, loginName, name, teamId, teamName, other);
        }
    }

    /// Somebody who was asked for and is not followed.
    ///
    /// @param why in words
    /// @param unread Finesse could not tell of them just now: ask again sooner than usual
    record Missing(String wanted, String why, boolean unread) {
        public Missing(String wanted, String why) {
            this(wanted, why, false);
        }
    }
}
