package io.presencesync.simulators.webex;

import org.jspecify.annotations.Nullable;

/// One request or frame; never holds a token.
///
/// @param number rises by one with each entry of a run
/// @param method HTTP method, or `in` and `out` for frames
/// @param path request path; for frames the path of the registration
/// @param query raw query, or for frames the event type or frame type and the subject
/// @param status HTTP status, 0 for calls that were left hanging or cut and for frames
/// @param nanos [System#nanoTime()]
public record LogEntry(
        long number,
        Endpoint endpoint,
        String method,
        String path,
        String query,
        int status,
        long nanos,
        @Nullable String trackingId) {}
