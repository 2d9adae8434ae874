package io.presencesync.simulators.bench;

import io.vertx.core.http.WebSocket;
import org.jspecify.annotations.Nullable;

/// A connection that is a WebSocket from the start.
final class GadgetsSocket implements GadgetsWire {
    private final GadgetsNet net;
    private final Ear ear;
    private @Nullable WebSocket socket;
    private boolean over;

    GadgetsSocket(GadgetsNet net, Ear ear) {
        this.net = net;
        this.ear = ear;
    }

    @Override
    public void open() {
        net.socket("").onSuccess(this::opened).onFailure(_ -> gone());
    }

    private void opened(WebSocket open) {
        if (over) {
            var _ = open.close();
            return;
        }
        socket = open;
        open.textMessageHandler(this::received);
        open.closeHandler(_ -> gone());
        open.exceptionHandler(_ -> gone());
    }

    private void received(String text) {
        if (!over) {
            ear.packet(text, System.nanoTime());
        }
    }

    private void gone() {
        if (!over) {
            over = true;
            ear.gone();
        }
    }

    @Override
    public void send(String packet) {
        if (socket != null && !over) {
            socket.writeTextMessage(packet);
        }
    }

    @Override
    public void close() {
        over = true;
        if (socket != null) {
            var _ = socket.close();
        }
    }
}
