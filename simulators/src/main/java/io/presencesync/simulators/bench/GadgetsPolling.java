package io.presencesync.simulators.bench;

import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A connection that begins with HTTP long-polling and goes over to a WebSocket, as socket.io-client does it: what is
/// to
/// be sent meanwhile goes by POST, and waits from the server's answer to the probe until the polling has come to rest.
final class GadgetsPolling implements GadgetsWire {
    private static final String NOOP = "6";

    private final GadgetsNet net;
    private final Ear ear;
    private final Deque<String> waiting = new ArrayDeque<>();
    private String sid = "";
    private boolean polling;
    private boolean posting;
    private boolean probed;
    private boolean upgraded;
    private boolean over;
    private @Nullable WebSocket socket;

    GadgetsPolling(GadgetsNet net, Ear ear) {
        this.net = net;
        this.ear = ear;
    }

    @Override
    public void open() {
        poll();
    }

    private void poll() {
        polling = true;
        net.get(sid).onSuccess(this::polled).onFailure(_ -> gone());
    }

    private void polled(String body) {
        polling = false;
        long now = System.nanoTime();
        for (String packet : body.split("\u001e", -1)) {
            take(packet, now);
        }
        if (!over) {
            goOn();
        }
    }

    private void take(String packet, long nanos) {
        if (over || packet.equals(NOOP)) {
            return;
        }
        if (packet.startsWith("0")) {
            sid = new JsonObject(packet.substring(1)).getString("sid");
            net.socket(sid).onSuccess(this::probe).onFailure(_ -> net.log().notUpgraded());
        }
        if (packet.equals("1")) {
            gone();
        } else {
            ear.packet(packet, nanos);
        }
    }

    private void probe(WebSocket open) {
        if (over) {
            var _ = open.close();
            return;
        }
        socket = open;
        open.textMessageHandler(this::received);
        open.closeHandler(_ -> gone());
        open.exceptionHandler(_ -> gone());
        open.writeTextMessage("2probe");
    }

    private void received(String text) {
        if (text.equals("3probe")) {
            probed = true;
            goOn();
        } else if (!over) {
            ear.packet(text, System.nanoTime());
        }
    }

    /// Polls again, or goes over when nothing is under way any more.
    private void goOn() {
        if (upgraded || polling) {
            return;
        }
        if (!probed) {
            poll();
        } else if (!posting) {
            upgraded = true;
            write("5");
            net.log().upgraded();
            flush();
        }
    }

    @Override
    public void send(String packet) {
        waiting.add(packet);
        flush();
    }

    private void flush() {
        if (upgraded) {
            waiting.forEach(this::write);
            waiting.clear();
        } else if (!probed && !posting && !waiting.isEmpty() && !over) {
            posting = true;
            String body = String.join("\u001e", waiting);
            waiting.clear();
            net.post(sid, body).onSuccess(_ -> posted()).onFailure(_ -> gone());
        }
    }

    private void posted() {
        posting = false;
        flush();
        if (probed && !over) {
            goOn();
        }
    }

    private void write(String packet) {
        if (socket != null && !over) {
            socket.writeTextMessage(packet);
        }
    }

    private void gone() {
        if (!over) {
            close();
            ear.gone();
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
