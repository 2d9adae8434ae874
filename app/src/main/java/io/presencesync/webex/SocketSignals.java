package io.presencesync.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.presence.PresenceEvent;
import java.util.Queue;
import java.util.function.Consumer;

/// What sockets tell: presences go straight to the listener, everything else into the link loop's queue.
record SocketSignals(Queue<Signal> signals, Deliveries deliveries, Consumer<PresenceEvent> unclear)
        implements MercurySocket.Events {
    @Override
    public void ready(MercurySocket socket) {
        signals.add(new Signal.Ready(socket));
    }

    @Override
    public void presence(ObjectNode data) {
        deliveries.event(data, unclear);
    }

    @Override
    public void gap(MercurySocket socket) {
        signals.add(new Signal.Gap(socket));
    }

    @Override
    public void shutdown(MercurySocket socket) {
        signals.add(new Signal.Shutdown(socket));
    }

    @Override
    public void closed(MercurySocket socket, Closing how) {
        signals.add(new Signal.Closed(socket, how));
    }
}
