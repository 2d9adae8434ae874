package io.presencesync.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexPersonId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads statuses again, once, that came without the field that decides. Those who wait go together in one call; when
/// it
/// fails, the events are handed on as they came. Any thread.
final class Rereader {
    private static final Logger log = LoggerFactory.getLogger(Rereader.class);

    private final Apheleia apheleia;
    private final Deliveries deliveries;
    private final InstantSource clock;
    private final Executor threads;
    private final Supplier<@Nullable Session> session;
    private final Map<WebexPersonId, PresenceEvent> waiting = new LinkedHashMap<>();

    Rereader(
            Apheleia apheleia,
            Deliveries deliveries,
            InstantSource clock,
            Executor threads,
            Supplier<@Nullable Session> session) {
        this.apheleia = apheleia;
        this.deliveries = deliveries;
        this.clock = clock;
        this.threads = threads;
        this.session = session;
    }

    void add(PresenceEvent event) {
        boolean first;
        synchronized (this) {
            first = waiting.isEmpty();
            waiting.put(event.person(), event);
        }
        if (first) {
            threads.execute(this::work);
        }
    }

    private void work() {
        List<PresenceEvent> batch = take();
        while (!batch.isEmpty()) {
            read(batch);
            batch = take();
        }
    }

    private synchronized List<PresenceEvent> take() {
        List<PresenceEvent> batch =
                waiting.values().stream().limit(Apheleia.BATCH).toList();
        batch.forEach(event -> waiting.remove(event.person()));
        return batch;
    }

    private void read(List<PresenceEvent> batch) {
        List<PresenceEvent> open = new ArrayList<>(batch);
        Session now = session.get();
        try {
            if (now != null) {
                ask(now, open);
            }
        } catch (WebexFailure failure) {
            log.warn("{} unclear presences could not be read again: {}", open.size(), failure.inWords());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        open.forEach(deliveries::asItCame);
    }

    private void ask(Session now, List<PresenceEvent> open) throws WebexFailure, InterruptedException {
        Instant askedAt = clock.instant();
        List<WebexPersonId> people = open.stream().map(PresenceEvent::person).toList();
        for (ObjectNode composition : apheleia.compositions(now.services().apheleia(), now.device(), people)) {
            String subject = Json.text(composition, "subject");
            if (open.removeIf(event -> event.person().value().equals(subject))) {
                deliveries.answer(composition, askedAt);
            }
        }
    }
}
