package io.presencesync.webex;

import io.presencesync.presence.WebexPersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whom to ask next. Three turns of four go to whoever was not asked for the longest, the fourth to the one of those
/// who changed within [#RECENT]. So nobody waits for more than [#bound] turns, whatever the others do. Not for several
/// threads at once.
final class PeopleRotation {
    static final Duration RECENT = Duration.ofMinutes(10);
    static final Duration NOT_SOONER = Duration.ofSeconds(10);
    private static final int EACH = 4;
    private static final Set<String> RESTING = Set.of("active", "inactive");

    /// The one not asked for the longest comes first.
    private final Map<WebexPersonId, Known> order = new LinkedHashMap<>();
    private int turn;

    /// @param changedAt when we saw the status change; null while it never did
    private record Known(
            @Nullable String status,
            @Nullable Instant changedAt,
            @Nullable Instant askedAt) {
        private boolean recent(Instant now) {
            return changedAt != null
                    && changedAt.plus(RECENT).isAfter(now)
                    && (askedAt == null || !askedAt.plus(NOT_SOONER).isAfter(now));
        }

        private boolean busy() {
            return status != null && !RESTING.contains(status);
        }

        private Instant changed() {
            return changedAt == null ? Instant.MIN : changedAt;
        }
    }

    /// Turns in which each of so many people comes once, at the latest.
    static int bound(int people) {
        return people == 0 ? 0 : people + (people + EACH - 2) / (EACH - 1);
    }

    int size() {
        return order.size();
    }

    void add(WebexPersonId person) {
        order.putIfAbsent(person, new Known(null, null, null));
    }

    /// He was asked in another way: he goes to the end.
    void asked(WebexPersonId person, Instant at) {
        Known known = order.remove(person);
        if (known != null) {
            order.put(person, new Known(known.status, known.changedAt, at));
        }
    }

    void remove(WebexPersonId person) {
        order.remove(person);
    }

    /// What he shows, whoever told it. Who shows something for the first time has not changed.
    void heard(WebexPersonId person, String status, Instant now) {
        Known known = order.get(person);
        if (known != null && !status.equals(known.status)) {
            order.put(person, new Known(status, known.status == null ? null : now, known.askedAt));
        }
    }

    /// Polling begins: the busy first, then who changed last.
    void begin() {
        List<Map.Entry<WebexPersonId, Known>> sorted = order.entrySet().stream()
                .map(Map.Entry::copyOf)
                .sorted(Comparator.comparing((Map.Entry<WebexPersonId, Known> one) ->
                                !one.getValue().busy())
                        .thenComparing(one -> one.getValue().changed(), Comparator.reverseOrder()))
                .toList();
        order.clear();
        sorted.forEach(one -> order.put(one.getKey(), one.getValue()));
        turn = 0;
    }

    /// The next one, who thereby goes to the end; null when there is nobody.
    @Nullable
    WebexPersonId next(Instant now) {
        if (order.isEmpty()) {
            return null;
        }
        turn = (turn + 1) % EACH;
        WebexPersonId first = order.keySet().iterator().next();
        WebexPersonId chosen = turn == 0 ? recentOr(first, now) : first;
        Known known = java.util.Objects.requireNonNull(order.remove(chosen));
        order.put(chosen, new Known(known.status, known.changedAt, now));
        return chosen;
    }

    private WebexPersonId recentOr(WebexPersonId first, Instant now) {
        return order.entrySet().stream()
                .filter(one -> one.getValue().recent(now))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(first);
    }

    /// His question was not answered, for a reason that is not his: he is first again.
    void putBack(WebexPersonId person) {
        Known known = order.get(person);
        if (known != null) {
            Map<WebexPersonId, Known> others = new LinkedHashMap<>(order);
            others.remove(person);
            order.clear();
            order.put(person, known);
            order.putAll(others);
        }
    }
}
