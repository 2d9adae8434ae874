package io.presencesync.simulation.world;

import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.simulation.history.Fact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Presence Sync as the world sees it. What comes while it is not running is lost.
public interface Product {
    boolean running();

    /// A report of a state.
    ///
    /// @param askedAt when it was asked for; null when it came by itself
    void state(int agent, Fact.Reached report, @Nullable Instant askedAt);

    /// States may have changed unseen.
    ///
    /// @param outage because Finesse itself was out of service
    void gap(int agent, boolean outage);

    void presence(int agent, Presence presence);

    /// A fact around the agent changed.
    void lookAgain(int agent);

    void reloaded(int agent);

    /// Finesse's clock was seen to be set back.
    void clockSetBack(int agent);

    /// What became of a request, as far as the channel knows.
    ///
    /// @param refused certainly not carried out
    void answered(int agent, String request, Outcome outcome, boolean refused);

    void readFailed(int agent);
}
