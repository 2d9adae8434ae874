package io.presencesync.socketio;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;

/// Reads a request's body up to a limit; a larger one is answered 413 and its connection closed.
record BodyReader(int maxBytes) {
    void read(HttpServerRequest request, Consumer<String> whole) {
        if (declared(request) > maxBytes) {
            refuse(request);
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= maxBytes) {
                body.appendBuffer(chunk);
            } else if (!request.response().ended()) {
                refuse(request);
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                whole.accept(body.toString());
            }
        });
    }

    private static long declared(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException notANumber) {
            return Long.MAX_VALUE;
        }
    }

    private static void refuse(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        HttpPollReply.fail(request, EngineError.PAYLOAD_TOO_LARGE);
    }
}
