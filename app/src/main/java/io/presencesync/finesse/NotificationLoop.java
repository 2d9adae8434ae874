package io.presencesync.finesse;

import io.presencesync.engine.Timers;
import io.presencesync.finesse.NotificationDoor.Answer;
import io.presencesync.finesse.NotificationHealth.Obstacle;
import io.presencesync.finesse.xmpp.PubSubFailure;
import io.presencesync.net.Backoff;
import io.presencesync.net.Cooldown;
import io.presencesync.net.HttpAnswer;
import io.presencesync.net.RetryAfter;
import io.presencesync.presence.ConnectionState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one session with the notification service of the node we talk to, as the supervisor. Each step looks at how
/// things are and does what is missing, so that a wake-up too many does no harm. Runs on one virtual thread named
/// `finesse-notifications`; its other methods may be called from any and return at once, but [#close].
final class NotificationLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NotificationLoop.class);
    private static final Duration LASTING = Duration.ofMinutes(1);
    /// Five wrong passwords within minutes lock a user.
    private static final Duration AFTER_REFUSAL = Duration.ofHours(1);

    private static final Duration END_WITHIN = Duration.ofSeconds(3);

    private final FinesseNodes nodes;
    private final NotificationDoor door;
    private final NotificationHealth health;
    private final NotificationPorts ports;
    private final Timers timers;
    private final Backoff backoff;
    /// Nodes that answered 429 to the upgrade; only by the loop's thread.
    private final Cooldown<URI> rests;

    private final Semaphore wake = new Semaphore(0);
    private final Thread thread =
            Thread.ofVirtual().name("finesse-notifications").unstarted(this::run);
    private volatile boolean closed;
    private volatile boolean anew;
    private volatile @Nullable NotificationSession session;
    private Instant notBefore = Instant.MIN;
    private int failures;
    private int takenOver;
    private int endpoint;

    NotificationLoop(
            FinesseNodes nodes,
            NotificationDoor door,
            NotificationHealth health,
            NotificationPorts ports,
            Timers timers,
            Backoff backoff) {
        this.nodes = nodes;
        this.door = door;
        this.health = health;
        this.ports = ports;
        this.timers = timers;
        this.backoff = backoff;
        this.rests = new Cooldown<>(ports.clock());
    }

    void start() {
        thread.start();
    }

    /// Nodes or followed agents may have changed.
    void look() {
        wake.release();
    }

    /// The account has changed, or Finesse is back: what was refused is tried again at once.
    void tryAnew() {
        anew = true;
        wake.release();
    }

    /// Since when the states of this team reach us by themselves; null when they do not.
    @Nullable
    Instant since(String team) {
        NotificationSession open = session;
        return open == null ? null : open.since(team);
    }

    private void run() {
        try {
            while (!closed) {
                rest(guardedStep());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    private Duration guardedStep() throws InterruptedException {
        try {
            return step();
        } catch (RuntimeException fault) {
            log.error("the link to Finesse's notifications failed unexpectedly; it goes on", fault);
            return lose(Obstacle.passing("internal", "unexpected fault, see the log"));
        }
    }

    /// One look at how things are.
    ///
    /// @return how long nothing needs to be done
    private Duration step() throws InterruptedException {
        NotificationSession open = session;
        if (open == null) {
            Duration rest = rests.left(nodes.current());
            if (rest.isPositive()) {
                return rest;
            }
            return mayTry() ? connect() : Duration.between(ports.clock().instant(), notBefore);
        }
        Obstacle over = over(open);
        return over == null ? tend(open) : lose(over);
    }

    private boolean mayTry() {
        if (anew) {
            anew = false;
            return true;
        }
        return !ports.clock().instant().isBefore(notBefore);
    }

    private @Nullable Obstacle over(NotificationSession open) {
        Obstacle over = open.over();
        boolean elsewhere = !open.node().equals(nodes.current());
        return over == null && elsewhere
                ? Obstacle.passing("other_node", "Finesse is asked at " + nodes.current() + " from now on")
                : over;
    }

    private Duration tend(NotificationSession open) throws InterruptedException {
        try {
            Duration quiet = open.tend();
            failures = open.proven() ? 0 : failures;
            health.connected("told by " + open.inWords());
            return quiet;
        } catch (PubSubFailure failure) {
            ports.suspect().accept(open.node());
            return lose(Obstacle.passing("lost", open.node() + " does not answer: " + failure.getMessage()));
        }
    }

    private Duration connect() throws InterruptedException {
        URI node = nodes.current();
        return switch (door.knock(node)) {
            case Answer.Shut(Obstacle why) -> failed(why);
            case Answer.Open way -> connect(node, way);
        };
    }

    /// Tries the endpoints in turn, beginning with the one that was right last.
    private Duration connect(URI node, Answer.Open way) throws InterruptedException {
        List<URI> endpoints = way.endpoints();
        Obstacle why = Obstacle.passing("unreachable", "no endpoint is known");
        for (int tried = 0; tried < endpoints.size(); tried++) {
            URI at = endpoints.get(endpoint % endpoints.size());
            NotificationSession fresh = new NotificationSession(node, way, ports, this::look);
            try {
                fresh.open(at, ports.resource() + (takenOver == 0 ? "" : "-" + takenOver));
                session = fresh;
                rests.answered(node);
                return Duration.ZERO;
            } catch (PubSubFailure failure) {
                fresh.abandon();
                takenOver += failure.kind() == PubSubFailure.Kind.CONFLICT ? 1 : 0;
                why = obstacle(at, failure);
                rest(node, failure);
                if (!elsewhere(failure)) {
                    return failed(why);
                }
                endpoint++;
            } catch (InterruptedException | RuntimeException failure) {
                fresh.abandon();
                throw failure;
            }
        }
        return failed(why);
    }

    private void rest(URI node, PubSubFailure failure) {
        HttpAnswer refusal = failure.answer();
        if (refusal != null) {
            Duration _ =
                    rests.refused(node, RetryAfter.of(refusal, ports.clock().instant()));
        }
    }

    private static boolean elsewhere(PubSubFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE, NO_SERVICE, TIMEOUT, CLOSED -> true;
            case REFUSED, UNTRUSTED, CONFLICT, FORBIDDEN, NOT_FOUND, TOO_MANY -> false;
        };
    }

    private static Obstacle obstacle(URI at, PubSubFailure failure) {
        String words = "no session with " + at + ": " + failure.getMessage();
        return switch (failure.kind()) {
            case REFUSED ->
                Obstacle.lasting(
                        "refused", words, "Check that the supervisor account may use the notification service.");
            case UNTRUSTED ->
                Obstacle.lasting("untrusted_certificate", words, "Set FINESSE_CA_FILE or the fingerprint.");
            case NO_SERVICE ->
                Obstacle.lasting("no_service", words, "Check that the Notification Service of Finesse is running.");
            case TOO_MANY -> Obstacle.passing("too_many_requests", words);
            case UNREACHABLE, TIMEOUT, CLOSED, CONFLICT, FORBIDDEN, NOT_FOUND -> Obstacle.passing("unreachable", words);
        };
    }

    private Duration lose(Obstacle why) {
        NotificationSession open = session;
        session = null;
        if (open != null) {
            takenOver += open.conflict() ? 1 : 0;
            ports.followed().lost();
            part(open);
        }
        return failed(why);
    }

    /// From another node we take our leave while we go on; at the same one the next session would come in between.
    private void part(NotificationSession open) {
        if (open.node().equals(nodes.current())) {
            open.abandon();
        } else {
            Thread.ofVirtual().name("finesse-notifications-leaving").start(open::leave);
        }
    }

    private Duration failed(Obstacle why) {
        Duration wait = wait(why);
        failures++;
        notBefore = ports.clock().instant().plus(wait);
        health.trouble(why, wait);
        return wait;
    }

    private Duration wait(Obstacle why) {
        if (why.code().equals("refused")) {
            return AFTER_REFUSAL;
        }
        Duration rest = rests.left(nodes.current());
        if (rest.isPositive()) {
            return rest;
        }
        return why.kind() == ConnectionState.Kind.DEGRADED ? backoff.spread(LASTING) : backoff.after(failures);
    }

    /// Until there is something to do again.
    private void rest(Duration quiet) throws InterruptedException {
        if (quiet.isPositive()) {
            Timers.Cancellable alarm = timers.after(quiet, this::look);
            wake.acquire();
            alarm.cancel();
        }
        wake.drainPermits();
    }

    private void leave() {
        NotificationSession open = session;
        session = null;
        if (open != null) {
            open.leave();
        }
    }

    /// Ends the session and waits for that a short time.
    @Override
    public void close() {
        closed = true;
        wake.release();
        try {
            if (thread.isAlive() && !thread.join(END_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
