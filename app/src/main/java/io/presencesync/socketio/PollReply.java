package io.presencesync.socketio;

/// The answer to one HTTP request of a polling client; used exactly once.
interface PollReply {
    /// Answers 200 with this text.
    void ok(String body);

    /// Answers the error as the protocol's JSON.
    void fail(EngineError error);
}
