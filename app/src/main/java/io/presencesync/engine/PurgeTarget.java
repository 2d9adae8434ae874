package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentMatch;
import io.presencesync.presence.AgentName;
import io.presencesync.presence.WebexAddress;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whose history would be removed, and how much of it there is.
///
/// @param entries entries of all these agents together
/// @param address set when the wish was about a Webex address: its Webex id is forgotten too; null otherwise
/// @param webexId the Webex id of that address is known
public record PurgeTarget(
        List<AgentName> agents, long entries, @Nullable WebexAddress address, boolean webexId) {
    /// Somebody gave a name that several agents have; the message is for people.
    public static final class Ambiguous extends Exception {
        private static final long serialVersionUID = 1;

        Ambiguous(String message) {
            super(message);
        }
    }

    /// The agent somebody means. An id that nobody is known by counts while entries of it are left.
    ///
    /// @param followed whom the service follows now; they count before those it followed once
    /// @param name Finesse id, login name or Webex address, with a site in front or not
    public static Optional<PurgeTarget> agent(JournalPurge journal, Collection<AgentName> followed, String name)
            throws IOException, Ambiguous {
        AgentMatch<AgentName> match = AgentMatch.find(followed, one -> one, name);
        if (match instanceof AgentMatch.None<AgentName>) {
            match = AgentMatch.find(journal.known(), one -> one, name);
        }
        return switch (match) {
            case AgentMatch.One<AgentName>(AgentName agent) -> Optional.of(of(journal, agent));
            case AgentMatch.None<AgentName> _ -> unknown(journal, name);
            case AgentMatch.Several<AgentName> several -> throw new Ambiguous(several.inWords());
        };
    }

    private static PurgeTarget of(JournalPurge journal, AgentName agent) throws IOException {
        return new PurgeTarget(List.of(agent), journal.count(agent.id()), null, false);
    }

    private static Optional<PurgeTarget> unknown(JournalPurge journal, String name) throws IOException {
        if (name.isBlank() || name.strip().endsWith("/")) {
            return Optional.empty();
        }
        PurgeTarget found = of(journal, new AgentName(AgentId.parse(name.strip()), null, null));
        return found.entries() == 0 ? Optional.empty() : Optional.of(found);
    }

    /// All agents with this address.
    public static Optional<PurgeTarget> address(JournalPurge journal, WebexAddress address) throws IOException {
        List<AgentName> agents = journal.known().stream()
                .filter(agent -> address.equals(agent.address()))
                .toList();
        long entries = 0;
        for (AgentName agent : agents) {
            entries += journal.count(agent.id());
        }
        boolean webexId = journal.remembers(address);
        return agents.isEmpty() && !webexId
                ? Optional.empty()
                : Optional.of(new PurgeTarget(agents, entries, address, webexId));
    }

    /// Removes it; gives the number of entries removed.
    public long purge(JournalPurge journal) throws IOException {
        if (address != null) {
            return journal.purge(address);
        }
        long removed = 0;
        for (AgentName agent : agents) {
            removed += journal.purge(agent.id());
        }
        return removed;
    }
}
