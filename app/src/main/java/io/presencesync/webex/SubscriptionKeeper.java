package io.presencesync.webex;

import io.presencesync.net.Backoff;
import io.presencesync.net.RetryWait;
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
import org.jspecify.annotations.Nullable;

/// Knows who must be subscribed when: fresh people soon, subscribed ones at half their granted life, failed ones after
/// a
/// wait, everybody after a reconnect. Reckons only; sends nothing. Any thread.
final class SubscriptionKeeper {
    static final Duration GATHERING = Duration.ofSeconds(2);
    /// After the last newcomer of several in quick succession.
    static final Duration CALM = Duration.ofMillis(200);
    /// No renewal comes sooner, however short the granted life.
    static final Duration SHORTEST = Duration.ofSeconds(10);
    /// Half of a shorter life leaves no time for a second try at its renewal.
    static final Duration SHORTEST_LIFE = SHORTEST.multipliedBy(2);
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
    record News(WebexPersonId person, Standing standing, Optional<String> problem) {}

    /// How Webex stands to one person's subscription.
    enum Standing {
        /// Subscribed: updates come by themselves.
        LIVE,
        /// Webex holds no more subscriptions for us.
        NO_ROOM,
        /// Webex doesn't show his status to the bot.
        HIDDEN,
        /// It failed in another way, or ran out.
        FAILING,
        /// Webex says that there is no such person.
        NOBODY
    }

    private static final class Entry {
        private final WebexPersonId person;
        private Instant due;
        /// From when on he may fill up a batch of others.
        private Instant from;
        private final Instant latest;
        private Instant until = Instant.MAX;
        private boolean fresh = true;
        private boolean gathering = true;
        private boolean asked;
        private boolean live;
        private boolean tooShort;
        private Standing standing = Standing.LIVE;
        private int failures;

        Entry(WebexPersonId person, Instant now) {
            this.person = person;
            this.due = now.plus(GATHERING);
            this.latest = due;
            this.from = now;
        }

        void ask(Instant when) {
            due = when;
            from = when;
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
        if (entries.putIfAbsent(person, new Entry(person, now)) != null) {
            return false;
        }
        long waiting = entries.values().stream()
                .filter(entry -> entry.fresh && !entry.asked)
                .count();
        return waiting == 1 || waiting >= Apheleia.BATCH;
    }

    /// He is renewed no longer; an answer under way does not count.
    synchronized void remove(WebexPersonId person) {
        entries.remove(person);
    }

    /// Nobody else is coming for now: don't wait for a full batch longer than [#CALM].
    synchronized void flush(Instant now) {
        Instant soon = now.plus(CALM);
        for (Entry entry : entries.values()) {
            if (entry.fresh && !entry.asked) {
                entry.gathering = false;
                entry.from = now;
                entry.due = soon.isBefore(entry.latest) ? soon : entry.latest;
            }
        }
    }

    /// A new connection or a gap: everybody again (those just found still gather), and answers under way no longer
    /// count.
    synchronized void allAgain(Instant now) {
        round++;
        for (Entry entry : entries.values()) {
            entry.due = entry.gathering ? now.plus(GATHERING) : now;
            entry.from = now;
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
        List<Entry> batch = due ? soonest(idle, now) : List.of();
        batch.forEach(entry -> entry.asked = true);
        return new Batch(round, batch.stream().map(entry -> entry.person).toList());
    }

    private static List<Entry> soonest(List<Entry> idle, Instant now) {
        return idle.stream()
                .filter(entry -> !entry.from.isAfter(now))
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
        for (WebexPersonId person : stillThere(batch)) {
            Entry entry = settled(person);
            Apheleia.Answer answer = byPerson.get(person);
            news.add(answer == null ? missing(entry, jitter, now) : told(entry, answer, jitter, now));
        }
        news.addAll(pushedOut(batch, answers, jitter, now));
        return news;
    }

    /// Those whom this batch pushed out, whom nobody asked for.
    private List<News> pushedOut(Batch batch, List<Apheleia.Answer> answers, double jitter, Instant now) {
        return answers.stream()
                .filter(answer -> answer.evicted() && !batch.people().contains(answer.person()))
                .flatMap(answer ->
                        Stream.ofNullable(entries.get(answer.person())).map(entry -> told(entry, answer, jitter, now)))
                .toList();
    }

    /// The whole call failed: quickly again, with backoff.
    synchronized void failed(Batch batch, @Nullable Duration atLeast, Instant now) {
        double jitter = jitter();
        for (Entry entry : still(batch)) {
            entry.failures++;
            entry.ask(now.plus(RetryWait.of(atLeast, own(entry.failures, jitter))));
        }
    }

    /// Webex asked us to wait: again when that is over, neither sooner nor later.
    synchronized void busy(Batch batch, Duration wait, Instant now) {
        still(batch).forEach(entry -> entry.ask(now.plus(wait)));
    }

    /// The batch was not sent: at the next opportunity.
    synchronized void putBack(Batch batch) {
        if (batch.round() == round) {
            stillThere(batch).forEach(person -> entry(person).asked = false);
        }
    }

    private List<Entry> still(Batch batch) {
        return batch.round() == round
                ? stillThere(batch).stream().map(this::settled).toList()
                : List.of();
    }

    private List<WebexPersonId> stillThere(Batch batch) {
        return batch.people().stream().filter(entries::containsKey).toList();
    }

    /// Those whose subscription ran out because no renewal came through.
    synchronized List<News> expired(Instant now) {
        List<News> news = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.live && !entry.until.isAfter(now)) {
                entry.live = false;
                entry.standing = Standing.FAILING;
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

    /// Those whom Webex refuses: hidden, or not known to it.
    synchronized int refused() {
        return (int) entries.values().stream()
                .filter(entry -> entry.standing == Standing.HIDDEN || entry.standing == Standing.NOBODY)
                .count();
    }

    /// Those whom Webex grants subscriptions too short to renew.
    synchronized int tooShort() {
        return (int) entries.values().stream().filter(entry -> entry.tooShort).count();
    }

    private Entry entry(WebexPersonId person) {
        Entry entry = entries.get(person);
        if (entry == null) {
            throw new IllegalStateException("asked for " + person + ", whom nobody follows");
        }
        return entry;
    }

    private Entry settled(WebexPersonId person) {
        Entry entry = entry(person);
        entry.asked = false;
        entry.fresh = false;
        entry.gathering = false;
        entry.tooShort = false;
        return entry;
    }

    private News told(Entry entry, Apheleia.Answer answer, double jitter, Instant now) {
        if (answer.evicted() || answer.code() == 409) {
            Duration wait = wait(entry, answer, times(NO_ROOM_AGAIN, jitter), jitter);
            return later(entry, Standing.NO_ROOM, wait, "Webex has no room for this subscription", now);
        }
        return switch (answer.code()) {
            case 200 -> granted(entry, answer.ttl(), jitter, now);
            case 401, 403 ->
                later(
                        entry,
                        Standing.HIDDEN,
                        wait(entry, answer, FORBIDDEN_AGAIN, jitter),
                        "Webex doesn't show this person's status to the bot",
                        now);
            default -> refused(entry, answer, jitter, now);
        };
    }

    private News refused(Entry entry, Apheleia.Answer answer, double jitter, Instant now) {
        Standing standing = answer.saysUnknown() ? Standing.NOBODY : Standing.FAILING;
        Duration wait = wait(entry, answer, Duration.ZERO, jitter);
        return later(entry, standing, wait, "Webex answered " + answer.code(), now);
    }

    /// One granted for so short a time that it could only be kept by a storm of renewals is as good as none.
    private News granted(Entry entry, Duration ttl, double jitter, Instant now) {
        entry.tooShort = ttl.compareTo(SHORTEST_LIFE) < 0;
        if (entry.tooShort) {
            String why = "Webex grants subscriptions of " + ttl.toSeconds() + " s only, too short to renew in time";
            return later(entry, Standing.NO_ROOM, times(NO_ROOM_AGAIN, jitter), why, now);
        }
        entry.live = true;
        entry.standing = Standing.LIVE;
        entry.failures = 0;
        entry.until = now.plus(ttl);
        entry.due = now.plus(RetryWait.longer(times(ttl.dividedBy(2), jitter), SHORTEST));
        Duration early = ttl.dividedBy(8);
        entry.from = entry.due.minus(early.compareTo(FILL_UP) < 0 ? early : FILL_UP);
        return new News(entry.person, Standing.LIVE, Optional.empty());
    }

    private News missing(Entry entry, double jitter, Instant now) {
        Duration wait = RetryWait.of(null, own(entry.failures + 1, jitter));
        return later(entry, Standing.FAILING, wait, "Webex's answer left this person out", now);
    }

    private News later(Entry entry, Standing standing, Duration wait, String why, Instant now) {
        entry.live = false;
        entry.standing = standing;
        entry.failures++;
        entry.ask(now.plus(wait));
        return problem(entry, why);
    }

    private static News problem(Entry entry, String why) {
        return new News(entry.person, entry.standing, Optional.of(why));
    }

    /// The wait Webex names, or else ours for such an answer; in any case no shorter than our backoff.
    ///
    /// @param unlessTold where Webex names none that is longer than nothing
    private static Duration wait(Entry entry, Apheleia.Answer answer, Duration unlessTold, double jitter) {
        Duration told = answer.retry();
        Duration own = own(entry.failures + 1, jitter);
        boolean named = told != null && told.isPositive();
        return RetryWait.of(named ? told : unlessTold, own);
    }

    /// The same jitter for all who failed together, so that they are asked for together again.
    private static Duration own(int failures, double jitter) {
        return times(Backoff.steps(failures), jitter);
    }

    private static Duration times(Duration wait, double factor) {
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }

    private double jitter() {
        return backoff.spread(Duration.ofSeconds(1), JITTER).toMillis() / 1000.0;
    }
}
