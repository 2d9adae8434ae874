package io.presencesync.finesse;

import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateSource;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns payloads of the notification service into what a listener is told. A malformed event is logged, counted and
/// dropped; the next one is read all the same. Any thread.
final class NotificationIntake {
    private static final Logger log = LoggerFactory.getLogger(NotificationIntake.class);

    private final SiteId site;
    private final URI node;
    private final NodeClocks clocks;
    private final InstantSource clock;
    private final NotificationListener listener;
    private final AtomicLong dropped = new AtomicLong();

    /// @param node which tells
    NotificationIntake(SiteId site, URI node, NodeClocks clocks, InstantSource clock, NotificationListener listener) {
        this.site = site;
        this.node = node;
        this.clocks = clocks;
        this.clock = clock;
        this.listener = listener;
    }

    /// @param payload the content of one pubsub item
    void take(String payload) {
        try {
            tell(NotificationXml.read(payload), clocks.ahead(node));
        } catch (MalformedXml fault) {
            dropped.incrementAndGet();
            log.warn("an event of the Finesse notification service was dropped: {}", fault.getMessage());
        }
    }

    /// How many events could not be read.
    long dropped() {
        return dropped.get();
    }

    private void tell(AgentNotification event, Duration ahead) {
        if (event.system() != null) {
            listener.system(node, event.system());
        }
        FinesseUserId about = event.about();
        if (about != null) {
            event.errors().forEach(error -> listener.failed(agent(about), event.requestId(), error));
        }
        switch (event.kind()) {
            case PUT -> event.users().forEach(user -> seen(user.onClock(ahead), event));
            case POST -> {
                event.users().forEach(user -> seen(user.onClock(ahead), event));
                listener.usersChanged();
            }
            case DELETE -> listener.usersChanged();
        }
    }

    /// Whose change a request caused is certain only where the event tells of one agent.
    private void seen(FinesseUser user, AgentNotification event) {
        AgentState state = user.agentState(StateSource.NOTIFICATION, clock.instant());
        boolean alone = event.users().size() == 1;
        listener.seen(agent(user.loginId()), alone ? state.causedBy(event.requestId()) : state);
    }

    private AgentId agent(FinesseUserId user) {
        return new AgentId(site, user);
    }
}
