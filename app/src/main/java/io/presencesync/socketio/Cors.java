package io.presencesync.socketio;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/// Who may call from a browser. Credentials are allowed, so the origin is always named, never `*`.
///
/// @param refused told each origin that is refused, as it was sent
record Cors(SocketIoOptions options, Consumer<String> refused) {
    /// False when the request comes from a web page we don't know; otherwise the CORS headers are set.
    boolean admit(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return true;
        }
        request.response().putHeader(HttpHeaders.VARY, "Origin");
        if (!options.allows(origin)) {
            refused.accept(origin);
            return false;
        }
        request.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        return true;
    }

    void preflight(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        String headers = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (headers != null) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
        }
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600")
                .setStatusCode(204)
                .end();
    }
}
