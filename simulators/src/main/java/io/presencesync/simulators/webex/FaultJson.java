package io.presencesync.simulators.webex;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Faults as the control API writes them: `{"fault":"answer","endpoint":"subscribe","status":503,"times":2}`.
final class FaultJson {
    private FaultJson() {}

    /// @throws IllegalArgumentException naming the field that is wrong
    static Fault read(JsonObject json) {
        int times = json.getInteger("times", Fault.UNTIL_CLEARED);
        String kind = text(json, "fault");
        return switch (kind) {
            case "answer" ->
                new Fault.Answer(endpoint(json), number(json, "status"), optional(json, "retryAfter"), times);
            case "hang" -> new Fault.Hang(endpoint(json), times);
            case "cut" -> new Fault.Cut(endpoint(json), times);
            case "slow" -> new Fault.Slow(endpoint(json), number(json, "millis"), times);
            case "refuseSubject" ->
                new Fault.RefuseSubject(
                        text(json, "person"),
                        number(json, "responseCode"),
                        optional(json, "retry"),
                        json.getBoolean("evicted", false),
                        times);
            case "missingStatus" -> new Fault.MissingStatus(text(json, "person"), times);
            case "frames" -> new Fault.Frames(frameFault(text(json, "kind")), json.getInteger("amount", 1), times);
            default ->
                throw new IllegalArgumentException("unknown fault '" + kind
                        + "'; one of answer, hang, cut, slow, refuseSubject, missingStatus, frames");
        };
    }

    static JsonObject write(String id, Fault fault) {
        var json = new JsonObject().put("id", id).put("times", fault.times());
        return switch (fault) {
            case Fault.Answer it ->
                json.put("fault", "answer")
                        .put("endpoint", it.endpoint().label())
                        .put("status", it.status())
                        .put("retryAfter", it.retryAfter());
            case Fault.Hang it ->
                json.put("fault", "hang").put("endpoint", it.endpoint().label());
            case Fault.Cut it ->
                json.put("fault", "cut").put("endpoint", it.endpoint().label());
            case Fault.Slow it ->
                json.put("fault", "slow").put("endpoint", it.endpoint().label()).put("millis", it.millis());
            case Fault.RefuseSubject it ->
                json.put("fault", "refuseSubject")
                        .put("person", it.person())
                        .put("responseCode", it.responseCode())
                        .put("retry", it.retry())
                        .put("evicted", it.evicted());
            case Fault.MissingStatus it -> json.put("fault", "missingStatus").put("person", it.person());
            case Fault.Frames it ->
                json.put("fault", "frames")
                        .put("kind", it.kind().name().toLowerCase(Locale.ROOT))
                        .put("amount", it.amount());
        };
    }

    private static Fault.FrameFault frameFault(String name) {
        try {
            return Fault.FrameFault.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("unknown kind '" + name + "' of frames");
        }
    }

    private static Endpoint endpoint(JsonObject json) {
        return Endpoint.of(text(json, "endpoint"));
    }

    private static String text(JsonObject json, String key) {
        if (json.getValue(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'" + key + "' is missing or no text");
    }

    private static int number(JsonObject json, String key) {
        Integer number = optional(json, key);
        if (number == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return number;
    }

    private static @Nullable Integer optional(JsonObject json, String key) {
        return switch (json.getValue(key)) {
            case null -> null;
            case Number number -> number.intValue();
            default -> throw new IllegalArgumentException("'" + key + "' is no number");
        };
    }
}
