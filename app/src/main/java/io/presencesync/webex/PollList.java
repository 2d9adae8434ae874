package io.presencesync.webex;

import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is read instead of subscribed, when next, and whether that reaches him. Not thread-safe.
final class PollList {
    /// How often each person is read, the rate of calls permitting.
    static final Duration EVERY = Duration.ofSeconds(45);
    /// The first time, and the next for those of the same batch.
    private static final Duration SOON = Duration.ofSeconds(1);

    /// What the listener is to be told of one person.
    sealed interface Verdict {
        record Reached() implements Verdict {}

        record NotReached(String why) implements Verdict {}

        record Unchanged() implements Verdict {}
    }

    private static final class Entry {
        private final boolean hidden;
        private final String why;
        private Instant due;
        private boolean reached;

        Entry(boolean hidden, String why, Instant due) {
            this.hidden = hidden;
            this.why = why;
            this.due = due;
        }
    }

    private final Map<WebexPersonId, Entry> entries = new HashMap<>();

    int size() {
        return entries.size();
    }

    void remove(WebexPersonId person) {
        entries.remove(person);
    }

    Verdict heard(SubscriptionKeeper.News news, Instant now) {
        return switch (news.standing()) {
            case LIVE -> {
                entries.remove(news.person());
                yield new Verdict.Reached();
            }
            case NOBODY -> {
                entries.remove(news.person());
                yield new Verdict.NotReached(why(news.problem()));
            }
            case NO_ROOM, FAILING, HIDDEN -> refused(news, now);
        };
    }

    private Verdict refused(SubscriptionKeeper.News news, Instant now) {
        boolean hidden = news.standing() == SubscriptionKeeper.Standing.HIDDEN;
        Entry known = entries.get(news.person());
        Entry fresh = new Entry(hidden, why(news.problem()), known == null ? now.plus(SOON) : known.due);
        fresh.reached = known != null && known.reached;
        entries.put(news.person(), fresh);
        return fresh.reached ? new Verdict.Unchanged() : new Verdict.NotReached(fresh.why);
    }

    private static String why(Optional<String> problem) {
        return problem.orElse("their subscription failed");
    }

    /// Whether a status read says something: `unknown` of a person who is hidden from us says only that.
    boolean isNews(WebexPersonId person, @Nullable String status) {
        Entry entry = entries.get(person);
        return entry != null && status != null && !(entry.hidden && status.equals("unknown"));
    }

    /// A reading, or null when the answer left him out.
    Verdict read(WebexPersonId person, @Nullable String status, Instant now) {
        Entry entry = entries.get(person);
        if (entry == null) {
            return new Verdict.Unchanged();
        }
        boolean before = entry.reached;
        entry.reached = isNews(person, status);
        if (before == entry.reached) {
            return new Verdict.Unchanged();
        }
        return entry.reached ? new Verdict.Reached() : new Verdict.NotReached(entry.why);
    }

    @Nullable
    Instant nextDue() {
        return entries.values().stream()
                .map(entry -> entry.due)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// The next to read, at most a batch; each is due again after [#EVERY].
    List<WebexPersonId> next(Instant now) {
        if (entries.values().stream().allMatch(entry -> entry.due.isAfter(now))) {
            return List.of();
        }
        Instant within = now.plus(SOON);
        List<WebexPersonId> next = entries.entrySet().stream()
                .filter(entry -> !entry.getValue().due.isAfter(within))
                .sorted(Comparator.comparing(entry -> entry.getValue().due))
                .limit(Apheleia.BATCH)
                .map(Map.Entry::getKey)
                .toList();
        next.forEach(person -> again(person, now));
        return next;
    }

    private void again(WebexPersonId person, Instant now) {
        Entry entry = entries.get(person);
        if (entry != null) {
            entry.due = now.plus(EVERY);
        }
    }
}
