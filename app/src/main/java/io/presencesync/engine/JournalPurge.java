package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentName;
import io.presencesync.presence.WebexAddress;
import java.io.IOException;
import java.util.List;

/// Port: forgets a person's history. Blocks its virtual thread for the database; nothing is half forgotten silently.
public interface JournalPurge {
    /// Every agent the store has heard of, followed now or once.
    List<AgentName> known();

    /// How many entries of an agent there are.
    ///
    /// @throws IOException when the history cannot be reached now
    long count(AgentId agent) throws IOException;

    /// Whether the store remembers which Webex person the address belongs to.
    boolean remembers(WebexAddress address);

    /// Removes all history of an agent recorded before the call; gives the number of entries removed.
    ///
    /// @throws IOException when the history cannot be reached now; part of it may be gone already
    long purge(AgentId agent) throws IOException;

    /// Removes all history of every agent with this address, and which Webex person the address belongs to.
    ///
    /// @throws IOException when the history cannot be reached now; part of it may be gone already
    long purge(WebexAddress address) throws IOException;
}
