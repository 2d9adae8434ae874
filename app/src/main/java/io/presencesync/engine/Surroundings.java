package io.presencesync.engine;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseOutage;
import io.presencesync.presence.Platform;
import io.presencesync.presence.ReasonLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Port: facts about the Finesse cluster that decisions depend on and that are learned at run time.
public interface Surroundings {
    /// Which contact center; a guess (CCE) until Finesse has told.
    Platform platform();

    /// Labels of the known Not Ready reason codes by their database id; empty while unknown.
    Map<String, String> reasonIds();

    /// Labels known to be missing for the agent's team; empty while unknown.
    Set<ReasonLabel> missing(AgentId agent);

    /// Since when every change of this agent's state reaches us by itself; null when it does not. A state seen since
    /// then
    /// is as it was told, however long ago.
    @Nullable
    Instant liveSince(AgentId agent);

    /// The last time that Finesse itself was out of service; null when it never was, as far as we know.
    default @Nullable FinesseOutage outage() {
        return null;
    }

    /// How much Finesse's clock is ahead of ours, the one on the wall; negative when behind, zero while not known.
    default Duration clockAhead() {
        return Duration.ZERO;
    }

    /// Whether an agent's state can be read directly (some account for reading is set and works).
    boolean canRead();
}
