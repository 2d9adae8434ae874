package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.Pause;

/// Port: what an agent, or an administrator for him, may want of us. Any thread; returns at once.
public interface AgentWishes {
    /// Leaves an agent alone for a while; replaces an earlier pause.
    ///
    /// @return whether he is followed
    boolean pause(AgentId agent, Pause pause);

    /// Looks after an agent again, if he was left alone.
    ///
    /// @return whether he is followed
    boolean resume(AgentId agent);

    /// He says that what we did, or did not do, is wrong; for the administrator's list.
    ///
    /// @param note his words; may be empty
    /// @return the id of the journal entry that keeps it
    String report(AgentId agent, String note);
}
