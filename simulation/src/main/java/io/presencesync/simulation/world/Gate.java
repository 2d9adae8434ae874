package io.presencesync.simulation.world;

/// What is asked of Presence Sync before one of its requests leaves.
public interface Gate {
    /// Whether the process that made it still runs: nobody else hears that it has not left.
    boolean alive();

    /// Whether it may leave now.
    boolean mayLeave();

    /// It leaves now.
    void left();

    /// Whether it is still wanted once it has left.
    boolean stillWanted();
}
