package io.presencesync.socketio;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/// A [WebSocketLink] over Vert.x. Writes after the close are dropped; failed ones show as a close.
record VertxWebSocketLink(ServerWebSocket socket) implements WebSocketLink {
    @Override
    public void text(String frame) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(frame);
        }
    }

    @Override
    public void binary(Buffer frame) {
        if (!socket.isClosed()) {
            socket.writeBinaryMessage(frame);
        }
    }

    @Override
    public boolean full() {
        return !socket.isClosed() && socket.writeQueueFull();
    }

    @Override
    public void close() {
        if (!socket.isClosed()) {
            socket.close();
        }
    }
}
