package io.presencesync.simulators.finesse;

import java.time.Instant;

/// One REST request as it came in, with what was answered. Credentials are never kept.
///
/// @param path      without the query
/// @param user      who authenticated, empty when nobody did
/// @param body      of a PUT or POST, else empty
/// @param status    what was answered; 0 when nothing was (hang, dropped connection)
/// @param requestId header of that name, empty when absent
/// @param cookie    whether it carried the session cookie this node gave that user
/// @param nanoTime  `System.nanoTime()` when the last byte of the request had arrived
public record LoggedRequest(
        String method,
        String path,
        String query,
        String user,
        String body,
        int status,
        String requestId,
        boolean cookie,
        Instant at,
        long nanoTime) {}
