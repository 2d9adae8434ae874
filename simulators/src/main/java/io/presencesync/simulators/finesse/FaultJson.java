package io.presencesync.simulators.finesse;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Faults as JSON, both ways:
/// `{"method":"PUT","path":"/finesse/api/User/*","user":"*","times":3,"effect":"status","status":503,"errorType":…}`.
final class FaultJson {
    private FaultJson() {}

    static Fault read(JsonObject json) {
        return new Fault(
                json.getString("method", "*"),
                json.getString("path", "*"),
                json.getString("user", "*"),
                json.getInteger("times", Fault.UNTIL_CLEARED),
                effect(json));
    }

    private static Fault.Effect effect(JsonObject json) {
        String name = json.getString("effect", "");
        return switch (name) {
            case "status" ->
                new Fault.Status(
                        json.getInteger("status", 500),
                        json.containsKey("errorType") ? error(json) : null,
                        json.getValue("retryAfter") != null
                                ? Map.of(
                                        "Retry-After",
                                        json.getValue("retryAfter").toString())
                                : Map.of());
            case "hang" -> new Fault.Hang();
            case "drop" -> new Fault.Drop();
            case "loseAnswer" -> new Fault.LoseAnswer();
            case "delay" -> new Fault.Delay(Duration.ofMillis(json.getLong("millis", 1000L)));
            case "answerLate" -> new Fault.AnswerLate(Duration.ofMillis(json.getLong("millis", 1000L)));
            case "holdAnswer" -> new Fault.HoldAnswer();
            case "swallow" -> new Fault.Swallow();
            case "refuseLater" -> new Fault.RefuseLater(error(json));
            case "duplicate" -> new Fault.Duplicate();
            case "overtaken" -> new Fault.Overtaken();
            case "rewrite" ->
                new Fault.Rewrite(Fault.Spoil.valueOf(json.getString("how", "")), json.getString("argument", ""));
            default ->
                throw new IllegalArgumentException(
                        "unknown effect \"" + name
                                + "\"; known are status, hang, drop, loseAnswer, delay, answerLate, holdAnswer, swallow, refuseLater, duplicate, overtaken, rewrite");
        };
    }

    private static ApiError error(JsonObject json) {
        return new ApiError(
                json.getString("errorType", "Invalid State"),
                json.getString("errorData", ""),
                json.getString("errorMessage", ""));
    }

    static JsonObject write(int id, Fault fault) {
        JsonObject json = new JsonObject()
                .put("id", id)
                .put("method", fault.method())
                .put("path", fault.path())
                .put("user", fault.user())
                .put("times", fault.times());
        return switch (fault.effect()) {
            case Fault.Status status ->
                write(
                        json.put("effect", "status")
                                .put("status", status.status())
                                .put("retryAfter", status.headers().get("Retry-After")),
                        status.error());
            case Fault.Hang _ -> json.put("effect", "hang");
            case Fault.Drop _ -> json.put("effect", "drop");
            case Fault.LoseAnswer _ -> json.put("effect", "loseAnswer");
            case Fault.Delay delay ->
                json.put("effect", "delay").put("millis", delay.by().toMillis());
            case Fault.AnswerLate late ->
                json.put("effect", "answerLate").put("millis", late.by().toMillis());
            case Fault.HoldAnswer _ -> json.put("effect", "holdAnswer");
            case Fault.Duplicate _ -> json.put("effect", "duplicate");
            case Fault.Overtaken _ -> json.put("effect", "overtaken");
            case Fault.Swallow _ -> json.put("effect", "swallow");
            case Fault.RefuseLater refuse -> write(json.put("effect", "refuseLater"), refuse.error());
            case Fault.Rewrite rewrite ->
                json.put("effect", "rewrite").put("how", rewrite.how().name()).put("argument", rewrite.argument());
        };
    }

    private static JsonObject write(JsonObject json, @Nullable ApiError error) {
        return error == null
                ? json
                : json.put("errorType", error.type())
                        .put("errorData", error.data())
                        .put("errorMessage", error.message());
    }
}
