package io.presencesync.net;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Places that refused a call and are left alone until their rest is over. Each further refusal makes the rest longer,
/// as [Backoff] does, whatever the server tells; an answer ends the growth. Calls of one moment that are all refused
/// count as one refusal. Any thread.
///
/// @param <K> what rests: a host, a node, or one service of it
public final class Cooldown<K> {
    private static final class Rest {
        private Instant until = Instant.MIN;
        private int refusals;
    }

    private final InstantSource clock;
    private final Map<K, Rest> rests = new HashMap<>();

    public Cooldown(InstantSource clock) {
        this.clock = clock;
    }

    /// A call to this place was refused: it rests.
    ///
    /// @param told what the answer asked for; null when nothing
    /// @return how long the place rests from now on, within the bounds of [RetryWait]
    public synchronized Duration refused(K place, @Nullable Duration told) {
        Rest rest = rests.computeIfAbsent(place, _ -> new Rest());
        Duration left = left(place);
        Duration own = left.isPositive() ? left : Backoff.earliest(rest.refusals++);
        Duration wait = RetryWait.of(told, own);
        rest.until = clock.instant().plus(wait);
        return wait;
    }

    /// Rests for so long, at most [RetryWait#LONGEST]; a longer rest that is under way stays.
    public synchronized void rest(K place, Duration wait) {
        Rest rest = rests.computeIfAbsent(place, _ -> new Rest());
        Instant until = clock.instant().plus(RetryWait.capped(wait));
        rest.until = until.isAfter(rest.until) ? until : rest.until;
    }

    /// The place answered: its next refusal is a first one again. A rest under way goes on.
    public synchronized void answered(K place) {
        Rest rest = rests.get(place);
        if (rest != null) {
            rest.refusals = 0;
        }
    }

    /// How long this place still rests; zero when it may be called.
    public synchronized Duration left(K place) {
        Rest rest = rests.get(place);
        Instant now = clock.instant();
        return rest == null || !rest.until.isAfter(now) ? Duration.ZERO : Duration.between(now, rest.until);
    }
}
