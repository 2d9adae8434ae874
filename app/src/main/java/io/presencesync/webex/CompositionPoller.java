package io.presencesync.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.PresenceListener;
import io.presencesync.engine.Timers;
import io.presencesync.net.Backoff;
import io.presencesync.net.RetryWait;
import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the statuses of those who cannot be subscribed, while the link is up: each person every [PollList#EVERY], in
/// batches, one call at a time and at most one every [#BETWEEN]. Tells the listener who is reached and who is not. Any
/// thread; its lock is never held across a request or a callback.
final class CompositionPoller {
    static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration REFUSED_AGAIN = Duration.ofMinutes(5);

    private final Apheleia apheleia;
    private final PresenceListener listener;
    private final Deliveries deliveries;
    private final Timers timers;
    private final InstantSource clock;
    private final Executor threads;
    private final Backoff backoff;
    private final Consumer<WebexFailure> linkTrouble;
    private final WorkerFaults faults;
    private final PollList list = new PollList();
    private @Nullable Session session;
    private Timers.@Nullable Cancellable alarm;
    private Instant notBefore = Instant.MIN;
    private boolean running;
    private int failures;

    CompositionPoller(
            Apheleia apheleia,
            PresenceListener listener,
            Deliveries deliveries,
            Timers timers,
            InstantSource clock,
            Executor threads,
            Backoff backoff,
            Consumer<WebexFailure> linkTrouble,
            WorkerFaults faults) {
        this.apheleia = apheleia;
        this.listener = listener;
        this.deliveries = deliveries;
        this.timers = timers;
        this.clock = clock;
        this.threads = threads;
        this.backoff = backoff;
        this.linkTrouble = linkTrouble;
        this.faults = faults;
    }

    synchronized void begin(Session now) {
        session = now;
        plan();
    }

    synchronized void pause() {
        session = null;
    }

    /// How many are read this way.
    synchronized int polled() {
        return list.size();
    }

    synchronized void remove(Collection<WebexPersonId> people) {
        people.forEach(list::remove);
    }

    /// What became of subscriptions; the listener is told here, once polling and subscribing are seen together.
    void heard(List<SubscriptionKeeper.News> news) {
        faults.each("subscriptions", news, one -> tell(one.person(), taken(one)));
        synchronized (this) {
            plan();
        }
    }

    private synchronized PollList.Verdict taken(SubscriptionKeeper.News news) {
        return list.heard(news, clock.instant());
    }

    private void tell(WebexPersonId person, PollList.Verdict verdict) {
        switch (verdict) {
            case PollList.Verdict.Reached() -> listener.subscribed(person);
            case PollList.Verdict.NotReached(String why) -> listener.notSubscribed(person, why);
            case PollList.Verdict.Unchanged() -> {}
        }
    }

    /// Under the lock.
    private void plan() {
        Instant due = list.nextDue();
        if (session == null || running || due == null) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        Duration wait = Duration.between(clock.instant(), due.isBefore(notBefore) ? notBefore : due);
        alarm = timers.after(wait.isPositive() ? wait : Duration.ofMillis(1), () -> threads.execute(this::work));
    }

    private void work() {
        Session now;
        List<WebexPersonId> people;
        synchronized (this) {
            now = session;
            people = running || clock.instant().isBefore(notBefore) ? List.of() : list.next(clock.instant());
            running = running || (now != null && !people.isEmpty());
        }
        if (now != null && !people.isEmpty()) {
            read(now, people);
            synchronized (this) {
                running = false;
            }
        }
        synchronized (this) {
            plan();
        }
    }

    private void read(Session now, List<WebexPersonId> people) {
        try {
            Instant askedAt = clock.instant();
            take(people, apheleia.compositions(now.services().apheleia(), now.device(), people), askedAt);
            rest(BETWEEN, false);
        } catch (WebexFailure failure) {
            failed(failure);
        } catch (InterruptedException stopping) {
            pause();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            faults.survived("compositions", unexpected);
            rest(RetryWait.of(null, backoff.after(failures + 1)), true);
        }
    }

    private void take(List<WebexPersonId> people, List<ObjectNode> compositions, Instant askedAt) {
        Map<WebexPersonId, ObjectNode> byPerson = new HashMap<>();
        for (ObjectNode composition : compositions) {
            String subject = Json.text(composition, "subject");
            if (subject != null) {
                byPerson.put(new WebexPersonId(subject), composition);
            }
        }
        faults.each("compositions", people, person -> take(person, byPerson.get(person), askedAt));
    }

    private void take(WebexPersonId person, @Nullable ObjectNode composition, Instant askedAt) {
        String status = composition == null ? null : Json.text(composition, "status");
        boolean worth;
        PollList.Verdict verdict;
        synchronized (this) {
            worth = list.isNews(person, status);
            verdict = list.read(person, status, clock.instant());
        }
        if (worth && composition != null) {
            deliveries.answer(composition, askedAt);
        }
        tell(person, verdict);
    }

    private void failed(WebexFailure failure) {
        Duration told = failure.retryAfter();
        switch (failure.kind()) {
            case BUSY -> rest(told == null ? REFUSED_AGAIN : told, false);
            case PASSING -> rest(RetryWait.of(told, backoff.after(failures + 1)), true);
            case GONE, REFUSED, NOT_TRUSTED -> rest(REFUSED_AGAIN, true);
            case BAD_TOKEN, LEGAL -> {
                rest(REFUSED_AGAIN, true);
                linkTrouble.accept(failure);
            }
        }
    }

    private synchronized void rest(Duration wait, boolean failed) {
        failures = failed ? failures + 1 : 0;
        notBefore = clock.instant().plus(wait);
    }
}
