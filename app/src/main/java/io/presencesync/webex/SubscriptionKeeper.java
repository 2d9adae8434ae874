package io.presencesync.webex;

import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Knows who must be subscribed when: fresh people soon, subscribed ones at half their granted life, failed ones after
/// a
/// wait, everybody after a reconnect. Reckons only; sends nothing. Any thread.
final class SubscriptionKeeper {
    static final Duration GATHERING = Duration.ofSeconds(2);
    private static final Duration FILL_UP = Duration.ofSeconds(10);
    private static final Duration FORBIDDEN_AGAIN = Duration.ofMinutes(5);
    private static final Duration NO_ROOM_AGAIN = Duration.ofSeconds(60);
    private static final double JITTER = 0.1;

    /// People to be asked for together.
    ///
    /// @param round the connection the question belongs to; an answer of an earlier round counts for nothing
    record Batch(int round, List<WebexPersonId> people) {
        boolean isEmpty() {
            return people.isEmpty();
        }
    }

    /// What changed for one person.
    ///
    /// @param problem why updates don't arrive; empty when they do
    record News(WebexPersonId person, Optional<String> problem) {}

    private static final class Entry {
        private final WebexPersonId person;
        private Instant due;
        private Instant until = Instant.MAX;
        private boolean fresh = true;
        private boolean gathering = true;
        private boolean asked;
        private boolean live;
        private int failures;

        Entry(WebexPersonId person, Instant due) {
            this.person = person;
            this.due = due;
        }
    }

    private final Map<WebexPersonId, Entry> entries = new HashMap<>();
    private final Backoff backoff;
    private int round;

    SubscriptionKeeper(Backoff backoff) {
        this.backoff = backoff;
    }

    /// Whether this person is new, and with him a first or a full batch waits.
    synchronized boolean add(WebexPersonId person, Instant now) {
        if (entries.putIfAbsent(person, new Entry(person, now.plus(GATHERING))) != null) {
            return false;
        }
        long waiting = entries.values().stream()
                .filter(entry -> entry.fresh && !entry.asked)
                .count();
        return waiting == 1 || waiting >= Apheleia.BATCH;
    }

    /// Nobody else is coming for now: don't wait for a full batch.
    synchronized void flush(Instant now) {
        entries.values().stream().filter(entry -> entry.fresh).forEach(entry -> {
            entry.gathering = false;
            entry.due = now;
        });
    }

    /// A new connection or a gap: everybody again (those just found still gather), and answers under way no longer
    /// count.
    synchronized void allAgain(Instant now) {
        round++;
        for (Entry entry : entries.values()) {
            entry.due = entry.gathering ? now.plus(GATHERING) : now;
            entry.asked = false;
            entry.live = false;
            entry.failures = 0;
        }
    }

    /// The next people to ask for; empty when none is due.
    synchronized Batch next(Instant now) {
        List<Entry> idle =
                entries.values().stream().filter(entry -> !entry.asked).toList();
        long fresh = idle.stream().filter(entry -> entry.fresh).count();
        boolean due = fresh >= Apheleia.BATCH || idle.stream().anyMatch(entry -> !entry.due.isAfter(now));
        List<Entry> batch = due ? soonest(idle, now.plus(FILL_UP)) : List.of();
        batch.forEach(entry -> entry.asked = true);
        return new Batch(round, batch.stream().map(entry -> entry.person).toList());
    }

    private static List<Entry> soonest(List<Entry> idle, Instant within) {
        return idle.stream()
                .filter(entry -> entry.due.isBefore(within))
                .sorted(Comparator.comparing(entry -> entry.due))
                .limit(Apheleia.BATCH)
                .toList();
    }

    synchronized Optional<Instant> nextDue() {
        return entries.values().stream()
                .flatMap(entry -> entry.asked
                        ? Stream.empty()
                        : Stream.of(entry.live && entry.until.isBefore(entry.due) ? entry.until : entry.due))
                .min(Comparator.naturalOrder());
    }

    /// Takes the answers to a batch; those who are not in them failed.
    synchronized List<News> answered(Batch batch, List<Apheleia.Answer> answers, Instant now) {
        if (batch.round() != round) {
            return List.of();
        }
        Map<WebexPersonId, Apheleia.Answer> byPerson = answers.stream()
                .collect(Collectors.toMap(Apheleia.Answer::person, Function.identity(), (first, second) -> second));
        double jitter = jitter();
        List<News> news = new ArrayList<>();
        for (WebexPersonId person : batch.people()) {
            Entry entry = settled(person);
            Apheleia.Answer answer = byPerson.get(person);
            news.add(answer == null ? missing(entry, now) : told(entry, answer, jitter, now));
        }
        return news;
    }

    /// The whole call failed: quickly again, with backoff.
    synchronized void failed(Batch batch, Duration atLeast, Instant now) {
        if (batch.round() != round) {
            return;
        }
        for (WebexPersonId person : batch.people()) {
            Entry entry = settled(person);
            entry.failures++;
            entry.due = now.plus(longer(backoff.after(entry.failures), atLeast));
        }
    }

    /// Those whose subscription ran out because no renewal came through.
    synchronized List<News> expired(Instant now) {
        List<News> news = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.live && !entry.until.isAfter(now)) {
                entry.live = false;
                news.add(problem(entry, "the subscription ran out before it could be renewed"));
            }
        }
        return news;
    }

    synchronized int size() {
        return entries.size();
    }

    synchronized int live() {
        return (int) entries.values().stream().filter(entry -> entry.live).count();
    }

    private Entry settled(WebexPersonId person) {
        Entry entry = entries.get(person);
        if (entry == null) {
            throw new IllegalStateException("asked for " + person + ", whom nobody follows");
        }
        entry.asked = false;
        entry.fresh = false;
        entry.gathering = false;
        return entry;
    }

    private News told(Entry entry, Apheleia.Answer answer, double jitter, Instant now) {
        if (answer.evicted() || answer.code() == 409) {
            return later(entry, wait(answer, NO_ROOM_AGAIN), "Webex has no room for this subscription", now);
        }
        return switch (answer.code()) {
            case 200 -> renewed(entry, answer.ttl(), jitter, now);
            case 401, 403 ->
                later(entry, wait(answer, FORBIDDEN_AGAIN), "Webex doesn't show this person's status to the bot", now);
            default -> later(entry, wait(answer, quick(entry)), "Webex answered " + answer.code(), now);
        };
    }

    private News renewed(Entry entry, Duration ttl, double jitter, Instant now) {
        entry.live = true;
        entry.failures = 0;
        entry.until = now.plus(ttl);
        entry.due = now.plus(Duration.ofMillis(Math.round(ttl.toMillis() / 2.0 * jitter)));
        return new News(entry.person, Optional.empty());
    }

    private News missing(Entry entry, Instant now) {
        return later(entry, quick(entry), "Webex's answer left this person out", now);
    }

    private News later(Entry entry, Duration wait, String why, Instant now) {
        entry.live = false;
        entry.failures++;
        entry.due = now.plus(wait);
        return problem(entry, why);
    }

    private static News problem(Entry entry, String why) {
        return new News(entry.person, Optional.of(why));
    }

    private Duration quick(Entry entry) {
        return backoff.after(entry.failures + 1);
    }

    private static Duration wait(Apheleia.Answer answer, Duration otherwise) {
        Duration told = answer.retry();
        return told == null || told.isZero() ? otherwise : told;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private double jitter() {
        return backoff.spread(Duration.ofSeconds(1), JITTER).toMillis() / 1000.0;
    }
}
