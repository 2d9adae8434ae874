package io.presencesync.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.PersonIds;
import io.presencesync.engine.Timers;
import io.presencesync.net.Backoff;
import io.presencesync.net.RetryWait;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Finds the Webex person behind each address, up to [#AT_ONCE] look-ups at a time and at the pace of [LookupPace];
/// each
/// who is found is remembered at once, so that a restart asks only for the rest. Rests while the gate is shut (no
/// usable token) or while Webex asked us to wait. Any thread; its lock is never held across a request or a callback.
final class PeopleDirectory {
    static final int AT_ONCE = 16;
    static final Duration AGAIN = Duration.ofMinutes(15);
    private static final int MOST_PAGES = 20;

    /// Told on the look-up threads.
    interface Findings {
        void resolved(WebexAddress address, WebexPersonId person);

        /// Webex said so just now, with this record of him.
        ///
        /// @param askedAt when the question was sent
        default void found(WebexAddress address, WebexPersonId person, JsonNode record, Instant askedAt) {
            resolved(address, person);
        }

        void unresolved(WebexAddress address, String why);

        /// A look-up was answered, whatever the answer says.
        default void answered(WebexAddress address) {}

        /// A look-up failed for another reason than the account.
        ///
        /// @param wait until it is tried again; null when a wait that was told before counts for it
        default void failed(WebexAddress address, WebexFailure failure, @Nullable Duration wait) {}

        /// No look-up is waiting or under way.
        void drained();

        /// Webex serves this account no longer: wrong token, or for legal reasons. Nothing more is looked up until
        /// `open`.
        void refused(WebexFailure failure);
    }

    private final WebexApi api;
    private final URI hydra;
    private final Executor threads;
    private final Timers timers;
    private final Backoff backoff;
    private final Findings findings;
    private final PersonIds ids;
    private final LookupPace pace;
    private final WorkerFaults faults;
    private final Set<WebexAddress> known = new HashSet<>();
    private final Map<WebexAddress, WebexPersonId> remembered = new HashMap<>();
    private final Map<WebexPersonId, Set<WebexAddress>> unproven = new HashMap<>();
    private final Deque<WebexAddress> waiting = new ArrayDeque<>();
    private final Map<WebexAddress, Integer> failures = new HashMap<>();
    private boolean open;
    private boolean resting;
    private boolean pacing;
    /// After a failure one look-up goes ahead of all others.
    private boolean probing;
    private int restsInRow;
    private int active;

    /// @param threads runs at least [#AT_ONCE] tasks at a time on virtual threads
    /// @param ids whom it knows is not looked up
    PeopleDirectory(
            WebexApi api,
            URI hydra,
            Executor threads,
            Timers timers,
            Backoff backoff,
            PersonIds ids,
            LookupPace pace,
            WorkerFaults faults,
            Findings findings) {
        this.pace = pace;
        this.faults = faults;
        this.api = api;
        this.hydra = hydra;
        this.threads = threads;
        this.timers = timers;
        this.backoff = backoff;
        this.ids = ids;
        this.remembered.putAll(ids.load());
        this.findings = findings;
    }

    void follow(Collection<WebexAddress> addresses) {
        synchronized (this) {
            addresses.stream().filter(known::add).forEach(this::line);
        }
        pump();
    }

    synchronized int size() {
        return known.size();
    }

    /// Lets them go; an answer under way is not told any more.
    synchronized void unfollow(Collection<WebexAddress> addresses) {
        known.removeAll(addresses);
        waiting.removeAll(addresses);
        failures.keySet().removeAll(addresses);
        unproven.values().forEach(some -> some.removeAll(addresses));
        unproven.values().removeIf(Set::isEmpty);
    }

    private synchronized boolean follows(WebexAddress address) {
        return known.contains(address);
    }

    /// Whom we remember costs no call and so waits for nobody.
    private void line(WebexAddress address) {
        if (remembered.containsKey(address)) {
            waiting.addFirst(address);
        } else {
            waiting.add(address);
        }
    }

    /// Webex does not know this person: if only our memory says who he is, he is looked up after all.
    void missing(WebexPersonId person) {
        Set<WebexAddress> addresses;
        synchronized (this) {
            addresses = Objects.requireNonNullElse(unproven.remove(person), Set.of());
            waiting.addAll(addresses);
        }
        addresses.forEach(ids::forget);
        if (!addresses.isEmpty()) {
            pump();
        }
    }

    void open() {
        synchronized (this) {
            open = true;
        }
        pump();
    }

    synchronized void shut() {
        open = false;
    }

    /// Somebody else found that nobody has this address any more: he is looked up again in a while.
    void lost(WebexAddress address) {
        synchronized (this) {
            known.add(address);
            remembered.remove(address);
        }
        ids.forget(address);
        again(address, backoff.spread(AGAIN));
    }

    private void again(WebexAddress address, Duration delay) {
        timers.after(delay, () -> {
            synchronized (this) {
                if (known.contains(address) && !waiting.contains(address)) {
                    waiting.add(address);
                }
            }
            pump();
        });
    }

    private void pump() {
        int starting;
        synchronized (this) {
            int most = Math.min((probing ? 1 : AT_ONCE) - active, waiting.size());
            starting = open && !resting && !pacing ? Math.max(0, most) : 0;
            active += starting;
        }
        for (int i = 0; i < starting; i++) {
            threads.execute(this::work);
        }
    }

    private void work() {
        WebexAddress address = next();
        while (address != null) {
            survive(address);
            address = next();
        }
    }

    /// What no look-up expects costs this one alone: it is asked for again after a growing wait.
    private void survive(WebexAddress address) {
        try {
            look(address);
        } catch (RuntimeException | Error unexpected) {
            faults.survived("person look-ups", unexpected);
            again(address, delay(address, null));
        }
    }

    private @Nullable WebexAddress next() {
        boolean drained;
        synchronized (this) {
            boolean alone = !probing || active == 1;
            if (open && !resting && alone && !waiting.isEmpty() && mayGo(waiting.getFirst())) {
                return waiting.poll();
            }
            active--;
            drained = active == 0 && waiting.isEmpty();
        }
        if (drained) {
            findings.drained();
        }
        return null;
    }

    private boolean mayGo(WebexAddress address) {
        if (remembered.containsKey(address) || (!pacing && pace.take())) {
            return true;
        }
        if (!pacing) {
            pacing = true;
            timers.after(pace.pause(), this::goOn);
        }
        return false;
    }

    private void goOn() {
        synchronized (this) {
            pacing = false;
        }
        pump();
    }

    private void look(WebexAddress address) {
        WebexPersonId person = recalled(address);
        if (person == null) {
            ask(address);
        } else if (follows(address)) {
            findings.resolved(address, person);
        }
    }

    private synchronized @Nullable WebexPersonId recalled(WebexAddress address) {
        WebexPersonId person = remembered.remove(address);
        if (person != null) {
            unproven.computeIfAbsent(person, _ -> new HashSet<>()).add(address);
        }
        return person;
    }

    private void ask(WebexAddress address) {
        try {
            String query = "people?email=" + URLEncoder.encode(address.value(), StandardCharsets.UTF_8);
            Instant askedAt = pace.now();
            tell(address, everyPage(WebexApi.below(hydra, query)), askedAt);
        } catch (WebexFailure failure) {
            failed(address, failure);
        } catch (InterruptedException stopping) {
            shut();
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode everyPage(URI first) throws WebexFailure, InterruptedException {
        WebexApi.Page page = api.page(first);
        if (page.next() == null) {
            return page.body();
        }
        ObjectNode all = Json.object();
        ArrayNode items = all.putArray("items");
        page.body().path("items").forEach(items::add);
        for (int pages = 1; page.next() != null && pages < MOST_PAGES; pages++) {
            page = api.page(page.next());
            page.body().path("items").forEach(items::add);
        }
        return all;
    }

    private void tell(WebexAddress address, JsonNode answer, Instant askedAt) {
        answered();
        findings.answered(address);
        if (!follows(address)) {
            return;
        }
        switch (PersonLookup.read(address, answer)) {
            case PersonLookup.Found(WebexPersonId person) -> {
                ids.remember(address, person);
                findings.found(address, person, PersonLookup.record(answer, person), askedAt);
            }
            case PersonLookup.NotFound(String why) -> giveUpForNow(address, why);
        }
        synchronized (this) {
            failures.remove(address);
        }
    }

    /// Webex answers: the others may follow, and the next failure is a first one again.
    private void answered() {
        boolean more;
        synchronized (this) {
            more = probing;
            probing = false;
            restsInRow = 0;
        }
        if (more) {
            pump();
        }
    }

    private void giveUpForNow(WebexAddress address, String why) {
        findings.unresolved(address, why);
        again(address, backoff.spread(AGAIN));
    }

    private void failed(WebexAddress address, WebexFailure failure) {
        switch (failure.kind()) {
            case BAD_TOKEN, LEGAL -> {
                shut();
                requeue(address);
                findings.refused(failure);
            }
            case BUSY -> {
                requeue(address);
                findings.failed(address, failure, rest(failure));
            }
            case PASSING -> {
                again(address, delay(address, failure.retryAfter()));
                findings.failed(address, failure, rest(failure));
            }
            case REFUSED, GONE, NOT_TRUSTED -> {
                answered();
                findings.failed(address, failure, AGAIN);
                giveUpForNow(address, failure.inWords());
            }
        }
    }

    private synchronized void requeue(WebexAddress address) {
        if (known.contains(address)) {
            waiting.addFirst(address);
        }
    }

    /// Nobody is looked up for a while, which grows from one failure to the next; then one goes first. Gives the wait;
    /// null when one goes on already.
    private @Nullable Duration rest(WebexFailure failure) {
        Duration wait;
        synchronized (this) {
            if (resting) {
                return null;
            }
            resting = true;
            probing = true;
            wait = RetryWait.of(failure.retryAfter(), backoff.after(restsInRow++));
        }
        timers.after(wait, () -> {
            synchronized (this) {
                resting = false;
            }
            pump();
        });
        return wait;
    }

    private synchronized Duration delay(WebexAddress address, @Nullable Duration told) {
        int before = failures.merge(address, 1, Integer::sum);
        return RetryWait.of(told, backoff.after(before));
    }
}
