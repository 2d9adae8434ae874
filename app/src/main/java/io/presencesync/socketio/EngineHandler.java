package io.presencesync.socketio;

/// What sits on top of an Engine.IO session. Called on the session's loop; must not block.
interface EngineHandler {
    /// A message came: text of type MESSAGE, or binary. Throwing closes the session as broken by the peer.
    void onMessage(EnginePacket message) throws ProtocolException;

    /// The session ended. Called once; nothing follows.
    void onClose(DisconnectReason reason);

    /// Makes the handler of a session that was just opened; on the session's loop.
    interface Factory {
        EngineHandler open(EngineSession session);
    }
}
