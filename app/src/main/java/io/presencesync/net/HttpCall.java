package io.presencesync.net;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One HTTP request.
///
/// @param headers sent as they are; may hold credentials, so calls are never logged whole
/// @param body text sent as UTF-8; null for none
/// @param timeout for the whole exchange, connecting and waiting for a free connection included
public record HttpCall(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        Duration timeout) {
    public static HttpCall get(URI uri, Map<String, String> headers, Duration timeout) {
        return new HttpCall("GET", uri, headers, null, timeout);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
