package io.presencesync.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.presence.WebexPersonId;
import java.util.Queue;
import java.util.function.Consumer;

/// What sockets tell: presences go straight to the listener, everything else into the link loop's queue.
///
/// @param again told whose status has to be read again
record SocketSignals(Queue<Signal> signals, Deliveries deliveries, Consumer<WebexPersonId> again)
        implements MercurySocket.Events {
    @Override
    public void ready(MercurySocket socket) {
        signals.add(new Signal.Ready(socket));
    }

    @Override
    public void presence(ObjectNode data) {
        deliveries.event(data, again);
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
