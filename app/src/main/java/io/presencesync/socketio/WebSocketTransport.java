package io.presencesync.socketio;

import io.vertx.core.buffer.Buffer;

/// One packet a frame; waits when the connection is full.
final class WebSocketTransport implements EngineTransport {
    private final WebSocketLink link;
    private boolean closed;

    WebSocketTransport(WebSocketLink link) {
        this.link = link;
    }

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public void flush(OutgoingQueue queue) {
        while (!closed && !queue.isEmpty() && !link.full()) {
            send(queue.take());
        }
    }

    void send(EnginePacket packet) {
        switch (packet) {
            case EnginePacket.Text text -> link.text(text.encode());
            case EnginePacket.Binary(Buffer data) -> link.binary(data);
        }
    }

    @Override
    public void close(OutgoingQueue queue) {
        flush(queue);
        if (!closed) {
            closed = true;
            link.close();
        }
    }
}
