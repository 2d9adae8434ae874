package io.presencesync.simulation;

import io.presencesync.simulation.drive.Machine;
import io.presencesync.simulation.history.Situation;
import java.util.Set;

/// What is played with each seed of a batch.
///
/// @param situations those that may occur; one alone occurs in every run, of several each in half of the runs
record Plan(Machine machine, Set<Situation> situations) {
    /// The machine as it is, with everything that is switched on.
    static final Plan REAL = new Plan(Machine.REAL, Situation.PLAYED);

    Plan with(Machine other) {
        return new Plan(other, situations);
    }
}
