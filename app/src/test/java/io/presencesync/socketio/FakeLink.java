package io.presencesync.socketio;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/// A WebSocket that keeps what was written.
final class FakeLink implements WebSocketLink {
    final List<Object> written = new ArrayList<>();
    boolean full;
    boolean closed;

    @Override
    public void text(String frame) {
        written.add(frame);
    }

    @Override
    public void binary(Buffer frame) {
        written.add(frame);
    }

    @Override
    public boolean full() {
        return full;
    }

    @Override
    public void close() {
        closed = true;
    }
}
