package io.presencesync.socketio;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/// A [PollReply] over Vert.x. An answer to a client that has hung up is dropped.
final class HttpPollReply implements PollReply {
    private final HttpServerRequest request;

    HttpPollReply(HttpServerRequest request) {
        this.request = request;
    }

    @Override
    public void ok(String body) {
        end(request, 200, "text/plain; charset=UTF-8", body);
    }

    @Override
    public void fail(EngineError error) {
        fail(request, error);
    }

    static void fail(HttpServerRequest request, EngineError error) {
        end(request, error.status(), "application/json", error.json());
    }

    private static void end(HttpServerRequest request, int status, String type, String body) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(body);
        }
    }
}
