package io.presencesync.agent;

import java.time.Instant;

/// What the machine may not make itself: the time, a fresh request id, and a share of chance.
///
/// @param now by the clock that is never set: everything waits by it
/// @param wall the same moment as people call it: working hours and pauses are meant by it
/// @param freshId unique; used when this decision sends a request
/// @param jitter factor around 1 by which retries are spread
public record Moment(Instant now, Instant wall, String freshId, double jitter) {
    /// Where the clock on the wall is never set.
    public Moment(Instant now, String freshId, double jitter) {
        this(now, now, freshId, jitter);
    }
}
