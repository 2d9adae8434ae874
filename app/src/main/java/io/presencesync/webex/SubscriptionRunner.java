package io.presencesync.webex;

import io.presencesync.engine.Timers;
import io.presencesync.net.RetryWait;
import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what the [SubscriptionKeeper] finds due, while the link is up, on up to [#AT_ONCE] virtual threads; whom it
/// cannot subscribe the [CompositionPoller] reads. Any thread; its lock is never held across a request or a callback.
final class SubscriptionRunner {
    static final int AT_ONCE = 4;
    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(SubscriptionRunner.class);

    private final SubscriptionKeeper keeper;
    private final Apheleia apheleia;
    private final CompositionPoller poller;
    private final Deliveries deliveries;
    private final Timers timers;
    private final InstantSource clock;
    private final Executor threads;
    private final BiConsumer<WebexFailure, Session> linkTrouble;
    private final Consumer<WebexPersonId> missing;
    private final WorkerFaults faults;
    private final GapPace pace = new GapPace();
    private volatile @Nullable Session session;
    private @Nullable Device subscribedWith;
    private Timers.@Nullable Cancellable later;
    private Timers.@Nullable Cancellable alarm;
    private int active;
    /// After a failed call one goes ahead of all others.
    private boolean probing;
    private boolean tooShort;

    /// @param linkTrouble told of failures that concern the token or the device and not single people,
    ///     and of the session they happened in
    /// @param missing told of people Webex does not know
    /// @param faults told of what no worker expects
    SubscriptionRunner(
            SubscriptionKeeper keeper,
            Apheleia apheleia,
            CompositionPoller poller,
            Deliveries deliveries,
            Timers timers,
            InstantSource clock,
            Executor threads,
            BiConsumer<WebexFailure, Session> linkTrouble,
            Consumer<WebexPersonId> missing,
            WorkerFaults faults) {
        this.keeper = keeper;
        this.apheleia = apheleia;
        this.poller = poller;
        this.deliveries = deliveries;
        this.timers = timers;
        this.clock = clock;
        this.threads = threads;
        this.linkTrouble = linkTrouble;
        this.missing = missing;
        this.faults = faults;
    }

    @Nullable
    Session session() {
        return session;
    }

    /// The link is up, or frames were lost: everybody is subscribed again, with status; at once, or, when this happens
    /// several times in quick succession, once for all of them a little later.
    void begin(Session now) {
        session = now;
        poller.begin(now);
        Duration wait = wait(now);
        if (wait.isZero()) {
            everybody();
        } else {
            planned(wait);
        }
    }

    /// Subscriptions belong to a device: with another one they are all gone, and nothing is worth waiting for.
    private synchronized Duration wait(Session now) {
        boolean sameDevice = now.device().equals(subscribedWith);
        subscribedWith = now.device();
        return pace.wait(clock.instant(), sameDevice);
    }

    private void everybody() {
        keeper.allAgain(clock.instant());
        wake();
    }

    private synchronized void planned(Duration wait) {
        if (later == null) {
            later = timers.after(wait, () -> {
                synchronized (this) {
                    later = null;
                }
                everybody();
            });
        }
    }

    /// The link is down: nothing is sent until the next `begin`.
    void pause() {
        session = null;
        poller.pause();
    }

    void add(WebexPersonId person) {
        if (keeper.add(person, clock.instant())) {
            wake();
        }
    }

    /// Asks for them no longer, and tells Webex so; should that fail, the subscription runs out by itself.
    void remove(Collection<WebexPersonId> people) {
        people.forEach(keeper::remove);
        poller.remove(people);
        Session now = session;
        if (now != null && !people.isEmpty()) {
            threads.execute(() -> unsubscribe(now, List.copyOf(people)));
        }
    }

    private void unsubscribe(Session now, List<WebexPersonId> people) {
        try {
            for (int from = 0; from < people.size(); from += Apheleia.BATCH) {
                List<WebexPersonId> some = people.subList(from, Math.min(people.size(), from + Apheleia.BATCH));
                apheleia.unsubscribe(now.services().apheleia(), now.device(), some);
            }
        } catch (WebexFailure failure) {
            log.debug("Subscriptions that nobody needs could not be ended: {}", failure.inWords());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    void flush() {
        keeper.flush(clock.instant());
        wake();
    }

    private void wake() {
        int starting;
        synchronized (this) {
            starting = session == null ? 0 : Math.max(0, (probing ? 1 : AT_ONCE) - active);
            active += starting;
        }
        for (int i = 0; i < starting; i++) {
            threads.execute(this::work);
        }
    }

    /// Whatever happens, the worker is free again afterwards and the next wake-up is planned.
    private void work() {
        Duration atLeast = Duration.ZERO;
        try {
            askAll();
        } catch (RuntimeException | Error unexpected) {
            faults.survived("subscriptions", unexpected);
            atLeast = AFTER_FAULT;
        } finally {
            done(atLeast);
        }
    }

    private void askAll() {
        tell(keeper.expired(clock.instant()));
        Session now = session;
        SubscriptionKeeper.Batch batch = keeper.next(clock.instant());
        while (now != null && !batch.isEmpty()) {
            ask(now, batch);
            now = session;
            batch = keeper.next(clock.instant());
        }
        if (!batch.isEmpty()) {
            keeper.putBack(batch);
        }
    }

    private synchronized void done(Duration atLeast) {
        active--;
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = keeper.nextDue()
                .map(due -> timers.after(RetryWait.longer(untilThen(due), atLeast), this::wake))
                .orElse(null);
    }

    private Duration untilThen(Instant due) {
        Duration left = Duration.between(clock.instant(), due);
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    private void ask(Session now, SubscriptionKeeper.Batch batch) {
        Instant askedAt = clock.instant();
        try {
            List<Apheleia.Answer> answers = apheleia.subscribe(now.services().apheleia(), now.device(), batch.people());
            answered();
            tell(keeper.answered(batch, answers, clock.instant()));
            deliver(answers, askedAt);
            answers.stream().filter(Apheleia.Answer::saysUnknown).forEach(answer -> missing.accept(answer.person()));
            sayTooShort(keeper.tooShort());
        } catch (WebexFailure failure) {
            again(batch, failure);
            trouble(failure, now);
        } catch (InterruptedException stopping) {
            pause();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            faults.survived("subscriptions", unexpected);
            keeper.failed(batch, AFTER_FAULT, clock.instant());
        }
    }

    private void answered() {
        boolean more;
        synchronized (this) {
            more = probing;
            probing = false;
        }
        if (more) {
            wake();
        }
    }

    private void again(SubscriptionKeeper.Batch batch, WebexFailure failure) {
        synchronized (this) {
            probing = true;
        }
        Duration told = failure.retryAfter();
        if (failure.kind() == WebexFailure.Kind.BUSY && told != null) {
            keeper.busy(batch, told, clock.instant());
        } else {
            keeper.failed(batch, told, clock.instant());
        }
    }

    private synchronized void sayTooShort(int people) {
        if (people > 0 && !tooShort) {
            log.warn(
                    "webex: Webex grants subscriptions of less than {} s, too short to renew in time, for {} people so far;"
                            + " they are read every {} s instead",
                    SubscriptionKeeper.SHORTEST_LIFE.toSeconds(),
                    people,
                    PollList.EVERY.toSeconds());
        }
        tooShort = people > 0;
    }

    private void deliver(List<Apheleia.Answer> answers, Instant askedAt) {
        for (Apheleia.Answer answer : answers) {
            if (answer.code() == 200 && answer.status() != null) {
                deliveries.answer(answer.status(), askedAt);
            }
        }
    }

    private void tell(List<SubscriptionKeeper.News> news) {
        if (!news.isEmpty()) {
            poller.heard(news);
        }
    }

    private void trouble(WebexFailure failure, Session asked) {
        switch (failure.kind()) {
            case BAD_TOKEN, LEGAL, GONE -> linkTrouble.accept(failure, asked);
            case NOT_TRUSTED, REFUSED, BUSY, PASSING -> {}
        }
    }
}
