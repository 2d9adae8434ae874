package io.presencesync.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.Timers;
import io.presencesync.net.Backoff;
import io.presencesync.net.RetryWait;
import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads statuses again that came without the field that decides, until they are told, by whatever way. Those who wait
/// go together in one call. After a call that failed all wait, ever longer; who is left out of an answer waits alone.
/// Any thread; its lock is never held across a call.
final class Rereader {
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Logger log = LoggerFactory.getLogger(Rereader.class);

    private final Apheleia apheleia;
    private final Deliveries deliveries;
    private final InstantSource clock;
    private final Timers timers;
    private final Backoff backoff;
    private final Executor threads;
    private final Supplier<@Nullable Session> session;
    private final Set<WebexPersonId> waiting = new LinkedHashSet<>();
    private final Map<WebexPersonId, Integer> leftOut = new HashMap<>();
    private boolean working;
    private boolean resting;
    private int failures;

    Rereader(
            Apheleia apheleia,
            Deliveries deliveries,
            InstantSource clock,
            Timers timers,
            Backoff backoff,
            Executor threads,
            Supplier<@Nullable Session> session) {
        this.apheleia = apheleia;
        this.deliveries = deliveries;
        this.clock = clock;
        this.timers = timers;
        this.backoff = backoff;
        this.threads = threads;
        this.session = session;
    }

    void add(WebexPersonId person) {
        synchronized (this) {
            leftOut.remove(person);
            waiting.add(person);
        }
        start();
    }

    /// Why statuses stay unclear for longer than one reading takes; null while they do not.
    synchronized @Nullable String trouble() {
        int unclear = deliveries.unclear();
        return unclear > 0 && (failures > 0 || !leftOut.isEmpty())
                ? unclear + (unclear == 1 ? " meeting" : " meetings") + " of a kind that could not be read yet"
                : null;
    }

    private void start() {
        synchronized (this) {
            if (working || resting || waiting.isEmpty()) {
                return;
            }
            working = true;
        }
        try {
            threads.execute(this::work);
        } catch (RejectedExecutionException closed) {
            ended();
        }
    }

    private synchronized void ended() {
        working = false;
    }

    private void work() {
        try {
            List<WebexPersonId> batch = take();
            while (!batch.isEmpty() && read(batch)) {
                batch = take();
            }
        } finally {
            ended();
        }
        start();
    }

    /// Who was told meanwhile needs no reading.
    private synchronized List<WebexPersonId> take() {
        waiting.removeIf(person -> !deliveries.isUnclear(person));
        leftOut.keySet().removeIf(person -> !deliveries.isUnclear(person));
        List<WebexPersonId> batch = waiting.stream().limit(Apheleia.BATCH).toList();
        batch.forEach(waiting::remove);
        failures = batch.isEmpty() ? 0 : failures;
        return batch;
    }

    /// Whether another batch may follow at once.
    private boolean read(List<WebexPersonId> batch) {
        try {
            Session now = session.get();
            if (now == null) {
                rest(batch, null);
                return false;
            }
            Set<WebexPersonId> silent = new HashSet<>(batch);
            silent.removeAll(ask(now, batch));
            answered();
            leftOut(silent);
            return true;
        } catch (WebexFailure failure) {
            failed(batch, failure.inWords(), failure.retryAfter());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            log.error("webex: unexpected failure while reading unclear presences again", defect);
            failed(batch, "unexpected failure, see the log", null);
        }
        return false;
    }

    /// Whom the answer told of.
    private List<WebexPersonId> ask(Session now, List<WebexPersonId> batch) throws WebexFailure, InterruptedException {
        Instant askedAt = clock.instant();
        List<WebexPersonId> told = new ArrayList<>();
        for (ObjectNode composition : apheleia.compositions(now.services().apheleia(), now.device(), batch)) {
            String subject = Json.text(composition, "subject");
            if (subject != null && Json.text(composition, "status") != null) {
                told.add(new WebexPersonId(subject));
                deliveries.answer(composition, askedAt);
            }
        }
        return told;
    }

    private synchronized void answered() {
        if (failures > 0) {
            log.info("webex: unclear presences can be read again");
        }
        failures = 0;
    }

    private void leftOut(Set<WebexPersonId> silent) {
        Map<Integer, List<WebexPersonId>> byTimes;
        synchronized (this) {
            byTimes = silent.stream().collect(Collectors.groupingBy(person -> leftOut.merge(person, 1, Integer::sum)));
        }
        byTimes.forEach((times, people) -> {
            if (times == 1) {
                log.warn("webex: the answer left out {}, whose presence is unclear; read again until told", people);
            }
            timers.after(wait(times - 1, null), () -> again(people));
        });
    }

    private void failed(List<WebexPersonId> batch, String why, @Nullable Duration told) {
        boolean first;
        synchronized (this) {
            first = failures == 0;
        }
        if (first) {
            log.warn("webex: unclear presences could not be read; they are ignored and read again until told: {}", why);
        }
        rest(batch, told);
    }

    private void rest(List<WebexPersonId> batch, @Nullable Duration told) {
        int before;
        synchronized (this) {
            waiting.addAll(batch);
            resting = true;
            before = failures++;
        }
        timers.after(wait(before, told), () -> {
            synchronized (this) {
                resting = false;
            }
            start();
        });
    }

    private void again(Collection<WebexPersonId> people) {
        synchronized (this) {
            people.stream().filter(leftOut::containsKey).forEach(waiting::add);
        }
        start();
    }

    /// Doubled from a second on.
    private Duration wait(int before, @Nullable Duration told) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(before, 10));
        return RetryWait.of(told, backoff.spread(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled));
    }
}
