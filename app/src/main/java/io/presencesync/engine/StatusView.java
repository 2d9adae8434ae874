package io.presencesync.engine;

import io.presencesync.presence.ConnectionState;
import java.util.List;

/// What the service knows of itself, for showing. Any thread; never blocks; every answer is a snapshot.
public interface StatusView {
    List<ConnectionState> links();

    /// What links are made of, such as `webex.socket`.
    default List<ConnectionState> parts() {
        return List.of();
    }

    List<AgentView> agents();

    /// Every agent we could resolve is subscribed, and resolving is done.
    boolean ready();

    /// Agents that were asked for and not found, in Finesse or in Webex.
    List<Roster.Missing> unresolved();

    /// Reason labels that a team lacks, one sentence each.
    List<String> reasonCodeGaps();
}
