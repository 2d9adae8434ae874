package io.presencesync.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.PresenceListener;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexPersonId;
import io.vertx.core.Context;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Decodes, puts in order and hands on every presence, on one event loop, so that an answer never overtakes an event.
/// Keeps who showed last what has to be read again.
final class Deliveries {
    private final Context context;
    private final PresenceDecoder decoder;
    private final PresenceListener listener;
    private final Ordering ordering = new Ordering();
    private final Set<WebexPersonId> unclear = ConcurrentHashMap.newKeySet();

    Deliveries(Context context, PresenceDecoder decoder, PresenceListener listener) {
        this.context = context;
        this.decoder = decoder;
        this.listener = listener;
    }

    /// An event, on the event loop: the hot path. One that lacks what decides is told as unclear.
    ///
    /// @param again whose status is to be read again then
    void event(ObjectNode data, Consumer<WebexPersonId> again) {
        decoder.decode(data).filter(ordering::admits).ifPresent(event -> {
            if (PresenceDecoder.needsReading(event.presence())) {
                unclear.add(event.person());
                listener.presence(
                        new PresenceEvent(event.person(), event.presence().asUnclear()));
                again.accept(event.person());
            } else {
                clear(event);
            }
        });
    }

    /// A status read at our own wish, from any thread. What it does not tell is not the case.
    void answer(ObjectNode composition, Instant askedAt) {
        context.runOnContext(go -> decoder.decode(composition)
                .filter(answer -> ordering.admits(answer, askedAt))
                .ifPresent(this::clear));
    }

    private void clear(PresenceEvent event) {
        unclear.remove(event.person());
        listener.presence(event);
    }

    /// Whether the last that was told of this person has to be read again. Any thread.
    boolean isUnclear(WebexPersonId person) {
        return unclear.contains(person);
    }

    /// How many have to be read again. Any thread.
    int unclear() {
        return unclear.size();
    }

    /// They are followed no longer. Any thread.
    void forget(Collection<WebexPersonId> people) {
        unclear.removeAll(people);
    }
}
