package io.presencesync.simulators.stage;

/// The demo cannot go on; the message is for the user and may have several lines.
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }

    DemoFailure(String message, String log) {
        super(message + ". The end of its log:\n" + log);
    }
}
