package io.presencesync.cli;

/// A started service.
public interface RunningService extends AutoCloseable {
    /// Stops everything, cleanly, within five seconds. Called once.
    @Override
    void close();
}
