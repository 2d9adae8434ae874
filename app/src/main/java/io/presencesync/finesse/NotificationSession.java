package io.presencesync.finesse;

import io.presencesync.finesse.NotificationDoor.Answer;
import io.presencesync.finesse.NotificationHealth.Obstacle;
import io.presencesync.finesse.xmpp.PubSub;
import io.presencesync.finesse.xmpp.PubSubFailure;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One session with the notification service of one node. What it tells goes on to the listener on the session's
/// thread; what ends it is kept until the loop looks. All other methods are the loop's, [#since] anybody's.
final class NotificationSession implements PubSub.Listener, NotificationListener {
    private static final Logger log = LoggerFactory.getLogger(NotificationSession.class);
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(15);
    /// The service expects a sign of life every 20 s. With the time for an answer, a dead link is known within 20 s.
    private static final Duration PING_EVERY = Duration.ofSeconds(10);

    private static final Duration PONG_WITHIN = Duration.ofSeconds(8);
    /// Between two parts of many subscriptions: at most two hundred a second, which leaves room at the start.
    private static final Duration NEXT_PART = Duration.ofMillis(500);

    private final URI node;
    private final Answer.Open door;
    private final NotificationPorts ports;
    private final Runnable wake;
    private final NotificationIntake intake;
    private volatile @Nullable Obstacle over;
    private volatile boolean conflict;
    private boolean proven;
    private volatile @Nullable Subscriptions subscriptions;
    private @Nullable PubSub session;
    private Instant pingAt;

    /// @param wake called when there is something for the loop to see
    NotificationSession(URI node, Answer.Open door, NotificationPorts ports, Runnable wake) {
        this.node = node;
        this.door = door;
        this.ports = ports;
        this.wake = wake;
        this.intake = new NotificationIntake(ports.site(), node, ports.clocks(), ports.clock(), this);
        this.pingAt = ports.clock().instant().plus(PING_EVERY);
    }

    /// Opens it and takes over what an earlier one with our full JID left behind.
    void open(URI endpoint, String resource) throws PubSubFailure, InterruptedException {
        PubSub.Address address = new PubSub.Address(
                endpoint,
                door.domain(),
                door.pubSubDomain(),
                door.user().value(),
                ports.password().get(),
                resource,
                ports.tls());
        PubSub open = ports.opener().open(address, this, OPEN_WITHIN);
        session = open;
        Subscriptions fresh = new Subscriptions(open, ports.clock(), ports.followed()::told);
        fresh.recall();
        subscriptions = fresh;
    }

    URI node() {
        return node;
    }

    /// Why it cannot go on; null while it can.
    @Nullable
    Obstacle over() {
        return over;
    }

    /// It has lasted until its first ping was answered.
    boolean proven() {
        return proven;
    }

    /// Another session has taken our full JID.
    boolean conflict() {
        return conflict;
    }

    /// Subscribes to what is missing and pings when it is time.
    ///
    /// @return how long it can be left alone
    Duration tend() throws PubSubFailure, InterruptedException {
        NotificationPorts.Followed followed = ports.followed();
        boolean more = Objects.requireNonNull(subscriptions).sync(followed.teams(), followed.users());
        Instant now = ports.clock().instant();
        if (!now.isBefore(pingAt)) {
            Objects.requireNonNull(session).ping(PONG_WITHIN);
            pingAt = now.plus(PING_EVERY);
            proven = true;
        }
        return more ? NEXT_PART : Duration.between(now, pingAt);
    }

    /// Since when the states of this team reach us; null when they do not.
    @Nullable
    Instant since(String team) {
        Subscriptions known = subscriptions;
        return known == null || over != null ? null : known.since(team);
    }

    /// In words, for health and log.
    String inWords() {
        Subscriptions known = subscriptions;
        return node + " as " + door.user() + ", " + (known == null ? 0 : known.count()) + " subscriptions";
    }

    private void end(Obstacle why) {
        over = why;
        wake.run();
    }

    @Override
    public void item(String topic, String payload) {
        intake.take(payload);
    }

    /// The web application's own user comes and goes with it.
    @Override
    public void presence(String jid, boolean available) {
        if (jid.startsWith("finesse@")) {
            ports.suspect().accept(node);
        }
    }

    @Override
    public void ended(String why, boolean takenOver) {
        conflict = takenOver;
        ports.suspect().accept(node);
        end(Obstacle.passing(takenOver ? "conflict" : "lost", "the session with " + node + " ended: " + why));
    }

    @Override
    public void seen(AgentId agent, AgentState state) {
        if (agent.user().equals(door.user()) && NotificationDoor.atADesk(state.state())) {
            end(NotificationDoor.signedIn(door.user().value()));
        }
        ports.listener().seen(agent, state);
    }

    @Override
    public void failed(AgentId agent, @Nullable String requestId, ApiError error) {
        ports.listener().failed(agent, requestId, error);
    }

    @Override
    public void system(URI told, SystemInfo info) {
        ports.listener().system(told, info);
    }

    @Override
    public void usersChanged() {
        ports.listener().usersChanged();
    }

    /// Ends it, taking the subscriptions back where somebody still listens.
    void leave() {
        Subscriptions known = subscriptions;
        try {
            if (over == null && known != null) {
                known.leaveAll();
            }
        } catch (PubSubFailure unheard) {
            log.debug("the subscriptions stay with {}: {}", node, unheard.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            abandon();
        }
    }

    /// Ends it at once. Its subscriptions stay for the next session with our full JID, which would lose them if they
    /// were taken back late.
    void abandon() {
        PubSub open = session;
        subscriptions = null;
        if (open != null) {
            open.close();
        }
    }
}
