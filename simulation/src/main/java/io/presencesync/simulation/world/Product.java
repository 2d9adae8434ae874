package io.presencesync.simulation.world;

import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.Shown;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Presence Sync as the world sees it. What comes while it is not running is lost.
public interface Product {
    boolean running();

    /// @param askedAt when it was asked for; null when it was told by itself
    void state(int agent, Shown shown, boolean reasonTold, StateSource source, @Nullable Instant askedAt);

    /// The clock by which Finesse tells times was set back.
    void clockSetBack(int agent);

    void gap(int agent);

    void presence(int agent, Presence presence);

    /// A fact around the agent changed.
    void lookAgain(int agent);

    void reloaded(int agent);

    /// What became of a request, as far as the channel knows.
    ///
    /// @param refused certainly not carried out
    void answered(int agent, String request, Outcome outcome, boolean refused);

    void readFailed(int agent);
}
