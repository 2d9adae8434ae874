package io.presencesync.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.PresenceListener;
import io.presencesync.presence.PresenceEvent;
import io.vertx.core.Context;
import java.time.Instant;
import java.util.function.Consumer;

/// Decodes, puts in order and hands on every presence, on one event loop, so that an answer never overtakes an event.
final class Deliveries {
    private final Context context;
    private final PresenceDecoder decoder;
    private final PresenceListener listener;
    private final Ordering ordering = new Ordering();

    Deliveries(Context context, PresenceDecoder decoder, PresenceListener listener) {
        this.context = context;
        this.decoder = decoder;
        this.listener = listener;
    }

    /// An event, on the event loop: the hot path. One that must be read again first goes to `unclear` instead.
    void event(ObjectNode data, Consumer<PresenceEvent> unclear) {
        decoder.decode(data).filter(ordering::admits).ifPresent(event -> {
            if (PresenceDecoder.needsReading(event.presence())) {
                unclear.accept(event);
            } else {
                listener.presence(event);
            }
        });
    }

    /// A status read at our own wish, from any thread.
    void answer(ObjectNode composition, Instant askedAt) {
        context.runOnContext(go -> decoder.decode(composition)
                .filter(answer -> ordering.admits(answer, askedAt))
                .ifPresent(listener::presence));
    }

    /// An event that could not be made clearer, from any thread.
    void asItCame(PresenceEvent event) {
        context.runOnContext(go -> {
            if (ordering.admits(event)) {
                listener.presence(event);
            }
        });
    }
}
