package io.presencesync.socketio;

import io.vertx.core.buffer.Buffer;

/// Reads WebSocket messages: only parses and hands over to the session's loop.
record PacketReader(EngineSession session, WebSocketTransport from, int maxPayload) {
    void text(String frame) {
        try {
            checkSize(frame.length());
            hand(EnginePacket.decode(frame));
        } catch (ProtocolException broken) {
            fail(broken);
        }
    }

    void binary(Buffer frame) {
        try {
            checkSize(frame.length());
            hand(new EnginePacket.Binary(frame));
        } catch (ProtocolException broken) {
            fail(broken);
        }
    }

    private void hand(EnginePacket packet) {
        session.loop().execute(() -> session.receive(from, packet));
    }

    private void fail(ProtocolException broken) {
        session.loop().execute(() -> session.webSocketBroken(from, broken));
    }

    private void checkSize(int size) throws ProtocolException {
        if (size > maxPayload) {
            throw new ProtocolException("message of %d is larger than %d bytes".formatted(size, maxPayload));
        }
    }
}
