package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.SiteId;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /// What the health of each site is judged by.
    default List<SiteFacts> facts() {
        return List.of();
    }

    /// Whether the agent's gadget is connected; null where no gadgets are let in.
    default @Nullable Boolean hasGadget(AgentId agent) {
        return null;
    }

    /// Web origins whose pages wanted to connect and may not.
    default Refusals refusedOrigins() {
        return Refusals.NONE;
    }

    /// Addresses asked for that look like the gadget's and are none of its files.
    default Refusals unknownPaths() {
        return Refusals.NONE;
    }
}
