package io.presencesync.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The one rule for waiting after an answer that refused: the longer of what the server told and our own backoff, but
/// at least [#SHORTEST] and at most [#LONGEST]. So no header can turn us into a storm or silence us for a day.
public final class RetryWait {
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofHours(1);

    private RetryWait() {}

    /// How long to wait before the same call is sent again.
    ///
    /// @param told what the server asked for, see [RetryAfter]; null when it named no wait
    /// @param own our own backoff, which must grow from failure to failure
    public static Duration of(@Nullable Duration told, Duration own) {
        Duration longer = told == null ? own : longer(told, own);
        return capped(longer(longer, SHORTEST));
    }

    public static Duration capped(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    public static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
