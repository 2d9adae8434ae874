package io.presencesync.finesse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// While nothing is answered, one question per interval is enough: the others wait for what its asker learns. Any
/// thread.
final class Silence {
    private final Duration interval;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Instant> until = new AtomicReference<>();

    Silence(Duration interval, InstantSource clock) {
        this.interval = interval;
        this.clock = clock;
    }

    /// A question was not answered.
    void begin() {
        until.set(clock.instant().plus(interval));
    }

    /// One was, or nobody has to wait any more.
    void end() {
        until.set(null);
    }

    /// Whether the caller may ask; once an interval one of them may.
    boolean mayAsk() {
        Instant end = until.get();
        if (end == null) {
            return true;
        }
        Instant now = clock.instant();
        return !now.isBefore(end) && until.compareAndSet(end, now.plus(interval));
    }
}
