package io.presencesync.presence;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The last time that Finesse itself was out of service: nobody could press anything then, and afterwards it publishes
/// the last states anew (Cisco's administration guide, CTI fail-over).
///
/// @param since when it was first known to be, by our clock
/// @param until when it was in service again, by our clock; null while it lasts
public record FinesseOutage(Instant since, @Nullable Instant until) {
    /// How long before it we may have seen an agent last, and how long after it states are still published anew.
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Duration PUBLISHED_AGAIN = Duration.ofMinutes(3);

    /// One that begins now; when the last one lasts still, or ended so shortly before that nobody may have acted
    /// between, it is that one.
    public static FinesseOutage beginning(@Nullable FinesseOutage last, Instant now) {
        return new FinesseOutage(last != null && last.goesOnAt(now) ? last.since : now, null);
    }

    private boolean goesOnAt(Instant now) {
        return until == null || !now.isAfter(until.plus(MARGIN));
    }

    /// Out of service until now.
    public FinesseOutage ended(Instant now) {
        return new FinesseOutage(since, now);
    }

    /// In service again, and that since at least this time.
    public boolean overAt(Instant time) {
        return until != null && !time.isBefore(until);
    }

    /// Whether what was last seen at `before` and is shown anew at `after` was out of anybody's reach meanwhile.
    public boolean between(Instant before, Instant after) {
        boolean seenUntilIt = !before.isBefore(since.minus(MARGIN));
        boolean notLongOver = until == null || !after.isAfter(until.plus(PUBLISHED_AGAIN));
        return seenUntilIt && notLongOver && !after.isBefore(since) && (until == null || before.isBefore(until));
    }

    /// Whether it was over so long before changes were told again that somebody may have acted between, unseen.
    ///
    /// @param live since when every change is told; null when it is not
    public boolean longBefore(@Nullable Instant live) {
        return until != null && live != null && live.isAfter(until.plus(MARGIN));
    }
}
