package io.presencesync.simulators.bench;

/// The bench cannot go on; the message is for the user and may have several lines.
final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchFailure(String message) {
        super(message);
    }
}
