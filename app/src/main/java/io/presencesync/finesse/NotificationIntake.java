package io.presencesync.finesse;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateSource;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns payloads of the notification service into what a listener is told. A malformed event is logged, counted and
/// dropped; the next one is read all the same. Any thread.
final class NotificationIntake {
    private static final Logger log = LoggerFactory.getLogger(NotificationIntake.class);

    private final SiteId site;
    private final InstantSource clock;
    private final NotificationListener listener;
    private final AtomicLong dropped = new AtomicLong();

    NotificationIntake(SiteId site, InstantSource clock, NotificationListener listener) {
        this.site = site;
        this.clock = clock;
        this.listener = listener;
    }

    /// @param payload the content of one pubsub item
    void take(String payload) {
        try {
            tell(NotificationXml.read(payload));
        } catch (MalformedXml fault) {
            dropped.incrementAndGet();
            log.warn("an event of the Finesse notification service was dropped: {}", fault.getMessage());
        }
    }

    /// How many events could not be read.
    long dropped() {
        return dropped.get();
    }

    private void tell(AgentNotification event) {
        FinesseUserId about = event.about();
        if (about != null) {
            event.errors().forEach(error -> listener.failed(agent(about), event.requestId(), error));
        }
        switch (event.kind()) {
            case PUT, POST -> event.users().forEach(user -> seen(user, event));
            case DELETE -> log.debug("Finesse tells that {} was removed", about);
        }
    }

    private void seen(FinesseUser user, AgentNotification event) {
        AgentState state = user.agentState(StateSource.NOTIFICATION, clock.instant());
        listener.seen(agent(user.loginId()), state, event.requestId());
    }

    private AgentId agent(FinesseUserId user) {
        return new AgentId(site, user);
    }
}
