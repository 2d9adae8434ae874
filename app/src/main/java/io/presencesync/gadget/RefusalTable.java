package io.presencesync.gadget;

import io.presencesync.engine.Refusals;
import io.presencesync.engine.Refusals.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What strangers send and is refused, by name: each is news once and counted from then on. Bounded whatever is sent:
/// at most twenty names are kept, at most twenty new ones are taken in an hour, each cut to a hundred characters. The
/// longest unheard goes first, so that a desktop that tries again and again stays. Names unheard for a day are dropped.
/// Thread-safe.
final class RefusalTable {
    static final int MOST = 20;
    static final int LONGEST = 100;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final InstantSource clock;
    private final Map<String, Refusal> kept = new HashMap<>();
    private long others;
    private int news;
    private Instant hour = Instant.MIN;

    RefusalTable(InstantSource clock) {
        this.clock = clock;
    }

    /// What became of one.
    enum Told {
        /// It was not there before.
        NEW,
        /// It is the first that is not taken, for there were too many this hour.
        TOO_MANY,
        COUNTED
    }

    synchronized Told count(String sent) {
        String name = tidy(sent);
        Instant now = clock.instant();
        forget(now);
        Refusal before = kept.get(name);
        if (before != null) {
            kept.put(name, new Refusal(name, before.count() + 1, before.first(), now));
            return Told.COUNTED;
        }
        if (news >= MOST) {
            others++;
            return news++ == MOST ? Told.TOO_MANY : Told.COUNTED;
        }
        news++;
        makeRoom();
        kept.put(name, new Refusal(name, 1, now, now));
        return Told.NEW;
    }

    private void forget(Instant now) {
        if (!now.isBefore(hour.equals(Instant.MIN) ? now : hour.plus(HOUR))) {
            hour = now;
            news = 0;
            kept.values().removeIf(one -> one.last().isBefore(now.minus(FORGOTTEN)));
        }
    }

    private void makeRoom() {
        if (kept.size() >= MOST) {
            Refusal oldest = kept.values().stream()
                    .min(Comparator.comparing(Refusal::last))
                    .orElseThrow();
            kept.remove(oldest.what());
            others += oldest.count();
        }
    }

    /// The last heard first.
    synchronized Refusals all() {
        Instant old = clock.instant().minus(FORGOTTEN);
        List<Refusal> now = new ArrayList<>(kept.values());
        now.removeIf(one -> one.last().isBefore(old));
        now.sort(Comparator.comparing(Refusal::last).reversed().thenComparing(Refusal::what));
        return new Refusals(List.copyOf(now), now.isEmpty() ? 0 : others);
    }

    /// Fit for a log line and a terminal: everything but what is seen as one plain sign is replaced.
    static String tidy(String sent) {
        String cut = sent.length() > LONGEST ? sent.substring(0, LONGEST) : sent;
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
