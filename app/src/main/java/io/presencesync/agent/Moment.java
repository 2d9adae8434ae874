package io.presencesync.agent;

import java.time.Instant;

/// What the machine may not make itself: the time, a fresh request id, and a share of chance.
///
/// @param now by our clock
/// @param freshId unique; used when this decision sends a request
/// @param jitter factor around 1 by which retries are spread
public record Moment(Instant now, String freshId, double jitter) {}
