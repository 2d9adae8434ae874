package io.presencesync.simulators.webex;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call and its one answer, which is logged before it is written.
final class Exchange {
    private final RoutingContext context;
    private final Endpoint endpoint;
    private final RequestLog log;
    private final String caller;

    Exchange(RoutingContext context, Endpoint endpoint, RequestLog log, String caller) {
        this.context = context;
        this.endpoint = endpoint;
        this.log = log;
        this.caller = caller;
    }

    /// UUID of the account whose token was sent; empty where none is asked for.
    String caller() {
        return caller;
    }

    HttpServerRequest request() {
        return context.request();
    }

    @Nullable
    String query(String name) {
        return context.queryParams().get(name);
    }

    String path(String name) {
        String value = context.pathParam(name);
        return value == null ? "" : value;
    }

    /// @throws Refusal with 400 when the body is no JSON object
    JsonObject body() {
        try {
            JsonObject body = context.body().asJsonObject();
            if (body != null) {
                return body;
            }
        } catch (DecodeException | ClassCastException _) {
            throw new Refusal(400, "the body is no JSON object");
        }
        throw new Refusal(400, "the body is missing");
    }

    List<String> texts(JsonObject body, String key) {
        if (!(body.getValue(key) instanceof JsonArray array)) {
            throw new Refusal(400, "'" + key + "' is missing or no list");
        }
        var texts = new ArrayList<String>();
        for (Object each : array) {
            if (!(each instanceof String text)) {
                throw new Refusal(400, "'" + key + "' holds something else than texts");
            }
            texts.add(text);
        }
        return texts;
    }

    void header(String name, String value) {
        context.response().putHeader(name, value);
    }

    void ok(JsonObject body) {
        answer(200, body);
    }

    void answer(int status, JsonObject body) {
        record(status);
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json;charset=UTF-8")
                .end(body.toBuffer());
    }

    void empty(int status) {
        record(status);
        context.response().setStatusCode(status).end();
    }

    void fail(int status, String message) {
        var descriptions = new JsonArray().add(Map.of("description", message));
        var body = new JsonObject().put("message", message).put("errors", descriptions);
        answer(status, body.put("trackingId", trackingId()));
    }

    void cut() {
        record(0);
        request().connection().close();
    }

    void garbage() {
        record(200);
        context.response().putHeader("content-type", "application/json").end("<html>no JSON at all");
    }

    String host() {
        return Api.host(context);
    }

    void hang() {
        record(0);
    }

    /// Writes the entry of the log; the answer methods do it themselves.
    void record(int status) {
        HttpServerRequest request = request();
        String query = request.query() == null ? "" : request.query();
        log.request(endpoint, request.method().name(), String.valueOf(request.path()), query, status, trackingId());
    }

    private @Nullable String trackingId() {
        return request().getHeader("trackingid");
    }
}
