package io.presencesync.webex;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.Timers;
import io.presencesync.net.Backoff;
import io.presencesync.net.RetryWait;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexPersonId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Asks the People API for one person after the other, at the configured pace, one request at a time. What is answered
/// after [#end()] is dropped. Any thread; its lock is held while the listener (which only enqueues) is told, never
/// across a request.
final class PeoplePoller {
    static final Duration RARELY = Duration.ofMinutes(5);
    static final Duration WHEN_NOT_TOLD = Duration.ofSeconds(60);
    static final String NO_STATUS =
            "Webex tells no status of this person: status sharing is off, or they belong to another organisation";

    /// One GET below the People API's base address; blocks.
    @FunctionalInterface
    interface Get {
        JsonNode at(String path) throws WebexFailure, InterruptedException;
    }

    /// Finds out anew who a person is of whom the People API knows nothing by the id we hold. Blocks.
    @FunctionalInterface
    interface Again {
        /// His record as Webex gives it now; empty when he is somebody else by now, or nobody, which was told then.
        Optional<JsonNode> lookUp(WebexPersonId person) throws WebexFailure, InterruptedException;
    }

    /// Told after each turn of ours, without a lock.
    @FunctionalInterface
    interface Watch {
        void progress(Progress now);
    }

    private final Get get;
    private final Again again;
    private final PresenceListener listener;
    private final Watch watch;
    private final WorkerFaults faults;
    private final Executor thread;
    private final Timers timers;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Duration interval;
    private final PeopleRotation rotation = new PeopleRotation();
    private final Map<WebexPersonId, String> publicIds = new HashMap<>();
    private final Set<WebexPersonId> told = new HashSet<>();
    private boolean polling;
    private long spell;
    private int failures;
    private @Nullable WebexFailure trouble;
    private @Nullable Instant nextTry;

    /// @param perMinute how many requests at most
    PeoplePoller(
            Get get,
            Again again,
            PresenceListener listener,
            Watch watch,
            WorkerFaults faults,
            Executor thread,
            Timers timers,
            InstantSource clock,
            Backoff backoff,
            int perMinute) {
        this.get = get;
        this.again = again;
        this.listener = listener;
        this.watch = watch;
        this.faults = faults;
        this.thread = thread;
        this.timers = timers;
        this.clock = clock;
        this.backoff = backoff;
        this.interval = Duration.ofMinutes(1).dividedBy(perMinute);
    }

    synchronized void add(WebexPersonId person) {
        rotation.add(person);
    }

    /// A look-up by address brought his record, which spares him his first turn. Told only while polling.
    synchronized void found(WebexPersonId person, JsonNode record, Instant askedAt) {
        rotation.add(person);
        keepId(person, record);
        if (polling) {
            rotation.asked(person, askedAt);
            say(person, record, askedAt);
        }
    }

    synchronized void remove(WebexPersonId person) {
        rotation.remove(person);
        publicIds.remove(person);
        told.remove(person);
    }

    /// Somebody else told his presence: those who change are asked more often.
    synchronized void heard(PresenceEvent event) {
        rotation.heard(event.person(), event.presence().status(), clock.instant());
    }

    synchronized void begin() {
        if (!polling) {
            polling = true;
            trouble = null;
            told.clear();
            rotation.begin();
            plan(++spell, Duration.ZERO);
        }
    }

    /// Nothing is told from now on.
    synchronized void end() {
        polling = false;
        spell++;
    }

    /// How it goes: how many people, how long nobody waits longer than, and what is wrong.
    record Progress(
            int people,
            Duration usual,
            Duration longest,
            @Nullable WebexFailure trouble,
            @Nullable Instant nextTry) {}

    synchronized Progress progress() {
        int people = rotation.size();
        Duration longest = interval.multipliedBy(PeopleRotation.bound(people));
        return new Progress(people, interval.multipliedBy(people), longest, trouble, nextTry);
    }

    private void plan(long mine, Duration wait) {
        timers.after(wait, () -> thread.execute(() -> turn(mine)));
    }

    private void turn(long mine) {
        try {
            oneTurn(mine);
        } catch (RuntimeException | Error unexpected) {
            faults.survived("People API", unexpected);
            planAgain(mine, afterFault());
        }
    }

    private synchronized Duration afterFault() {
        return RetryWait.longer(interval, RetryWait.of(null, backoff.after(failures++)));
    }

    private void oneTurn(long mine) {
        try {
            Instant begun = clock.instant();
            Duration pause = ask(mine, begun);
            Duration left = pause.minus(Duration.between(begun, clock.instant()));
            if (isCurrent(mine)) {
                watch.progress(progress());
            }
            planAgain(mine, left.isNegative() ? Duration.ZERO : left);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isCurrent(long mine) {
        return mine == spell;
    }

    private synchronized void planAgain(long mine, Duration wait) {
        if (mine == spell) {
            plan(mine, wait);
        }
    }

    /// How long to pause, counted from the beginning.
    private Duration ask(long mine, Instant now) throws InterruptedException {
        WebexPersonId person = next(mine, now);
        if (person == null) {
            return interval;
        }
        try {
            return poll(mine, person, now);
        } catch (WebexFailure failure) {
            return failed(mine, person, failure);
        }
    }

    private synchronized @Nullable WebexPersonId next(long mine, Instant now) {
        return mine == spell ? rotation.next(now) : null;
    }

    private Duration poll(long mine, WebexPersonId person, Instant now) throws WebexFailure, InterruptedException {
        try {
            tell(mine, person, get.at("people/" + publicId(person)), now);
            return interval;
        } catch (WebexFailure failure) {
            if (failure.kind() != WebexFailure.Kind.GONE) {
                throw failure;
            }
        }
        Optional<JsonNode> found = again.lookUp(person);
        if (found.isPresent()) {
            keepId(person, found.get());
            tell(mine, person, found.get(), now);
        }
        return interval.multipliedBy(2);
    }

    private synchronized void keepId(WebexPersonId person, JsonNode record) {
        String id = Json.text(record, "id");
        if (id != null) {
            publicIds.put(person, id);
        }
    }

    /// The id as Webex gave it, when it did not know the usual form, which is that of its home cluster.
    private synchronized String publicId(WebexPersonId person) {
        String known = publicIds.get(person);
        return known != null ? known : usualId(person);
    }

    static String usualId(WebexPersonId person) {
        byte[] uri = ("ciscospark://us/PEOPLE/" + person).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(uri);
    }

    private synchronized void tell(long mine, WebexPersonId person, JsonNode record, Instant askedAt) {
        if (mine != spell) {
            return;
        }
        failures = 0;
        trouble = null;
        nextTry = null;
        say(person, record, askedAt);
    }

    private void say(WebexPersonId person, JsonNode record, Instant askedAt) {
        Optional<Presence> presence = PublicStatus.read(record, askedAt);
        if (presence.isEmpty()) {
            told.remove(person);
            listener.notSubscribed(person, NO_STATUS);
            return;
        }
        rotation.heard(person, presence.get().status(), clock.instant());
        if (told.add(person)) {
            listener.subscribed(person);
        }
        listener.presence(new PresenceEvent(person, presence.get()));
    }

    private synchronized Duration failed(long mine, WebexPersonId person, WebexFailure failure) {
        if (mine != spell) {
            return interval;
        }
        if (failure.kind() == WebexFailure.Kind.REFUSED || failure.kind() == WebexFailure.Kind.GONE) {
            told.remove(person);
            listener.notSubscribed(person, failure.inWords());
            return interval;
        }
        if (failure.kind() != WebexFailure.Kind.PASSING) {
            rotation.putBack(person);
        }
        Duration wait = pause(failure);
        trouble = failure;
        nextTry = clock.instant().plus(wait);
        return wait;
    }

    private Duration pause(WebexFailure failure) {
        Duration asked = failure.retryAfter();
        if (failure.kind() == WebexFailure.Kind.BUSY) {
            Duration told = asked == null ? WHEN_NOT_TOLD : asked;
            return RetryWait.longer(interval, RetryWait.of(told, backoff.after(failures++)));
        }
        if (failure.kind() == WebexFailure.Kind.PASSING) {
            return RetryWait.longer(interval, RetryWait.of(asked, backoff.after(failures++)));
        }
        return backoff.spread(RARELY);
    }
}
