package io.presencesync.simulation.history;

import java.time.Instant;

/// Told of everything that happens, in its order.
@FunctionalInterface
public interface Witness {
    /// One thing, just now.
    ///
    /// @param agent 0 and up
    void see(Instant now, int agent, Fact fact);

    /// Both, this one first.
    default Witness and(Witness other) {
        return (now, agent, fact) -> {
            see(now, agent, fact);
            other.see(now, agent, fact);
        };
    }
}
