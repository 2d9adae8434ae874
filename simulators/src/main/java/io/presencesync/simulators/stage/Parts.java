package io.presencesync.simulators.stage;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was started and must be ended, newest first. Any thread may close it, also while others still add.
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /// Takes charge of it; ends it at once when everything ends already.
    ///
    /// @throws DemoFailure when everything ends already
    <T extends AutoCloseable> T add(T part) {
        synchronized (this) {
            if (!closed) {
                open.push(part);
                return part;
            }
        }
        end(part);
        throw new DemoFailure("stopped");
    }

    synchronized boolean closed() {
        return closed;
    }

    private synchronized Deque<AutoCloseable> takeAll() {
        closed = true;
        Deque<AutoCloseable> all = new ArrayDeque<>(open);
        open.clear();
        return all;
    }

    @Override
    public void close() {
        takeAll().forEach(Parts::end);
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception stuck) {
            System.err.println(part.getClass().getSimpleName() + " did not end cleanly: " + stuck);
        }
    }
}
