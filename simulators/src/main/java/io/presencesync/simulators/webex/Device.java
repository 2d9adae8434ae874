package io.presencesync.simulators.webex;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/// One registration: what the client sent, and what the service added.
///
/// @param fields the client's own fields such as `name` and `deviceType`
/// @param expires when the registration vanishes without a refresh
record Device(
        String id,
        String url,
        String userId,
        JsonObject fields,
        Instant created,
        Instant modified,
        Instant expires,
        int version) {
    String etag() {
        return "\"" + id + "-" + version + "\"";
    }
}
