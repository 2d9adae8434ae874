package io.presencesync.engine;

import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.SiteId;
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

    /// How far each site is; empty while there is one.
    default List<SiteReadiness> sites() {
        return List.of();
    }

    /// Whether one of several sites is ready.
    ///
    /// @param why what it waits for, in words; empty when it is ready
    record SiteReadiness(SiteId site, boolean ready, String why) {}

    /// Agents that were asked for and not found, in Finesse or in Webex.
    List<Roster.Missing> unresolved();

    /// Reason labels that a team lacks, one sentence each.
    List<String> reasonCodeGaps();
}
