package io.presencesync.socketio;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// The Engine.IO part of one HTTP request.
record EngineRequest(
        @Nullable String version,
        @Nullable String transport,
        @Nullable String sid,
        String method,
        boolean upgrade,
        boolean binaryBody) {

    static EngineRequest of(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return new EngineRequest(
                request.getParam("EIO"),
                request.getParam("transport"),
                request.getParam("sid"),
                request.method().name(),
                "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE)),
                type != null && type.startsWith("application/octet-stream"));
    }

    boolean webSocket() {
        return "websocket".equals(transport);
    }

    boolean post() {
        return HttpMethod.POST.name().equals(method);
    }

    private boolean get() {
        return HttpMethod.GET.name().equals(method);
    }

    /// What is wrong with the request by itself, whatever the session.
    @Nullable
    EngineError error() {
        if (!webSocket() && !"polling".equals(transport)) {
            return EngineError.UNKNOWN_TRANSPORT;
        }
        if (!"4".equals(version)) {
            return EngineError.UNSUPPORTED_VERSION;
        }
        if (webSocket() != upgrade || (post() && binaryBody)) {
            return EngineError.BAD_REQUEST;
        }
        boolean methodFits = get() || (post() && sid != null && !webSocket());
        return methodFits ? null : EngineError.BAD_METHOD;
    }
}
