package io.presencesync.simulators.webex;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
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
                new Fault.Answer(
                        endpoint(json),
                        number(json, "status"),
                        optional(json, "retryAfter"),
                        json.getBoolean("asDate", false),
                        json.getString("message"),
                        times);
            case "garbage" -> new Fault.Garbage(endpoint(json), times);
            case "upgradeRefused" ->
                new Fault.UpgradeRefused(number(json, "status"), optional(json, "retryAfter"), times);
            case "hostFails" -> new Fault.HostFails(text(json, "host"), json.getInteger("status", 0), times);
            case "catalogNames" -> new Fault.CatalogNames(text(json, "service"), json.getString("url"), times);
            case "missingAnswer" -> new Fault.MissingAnswer(text(json, "person"), times);
            case "closeBeforeReady" ->
                new Fault.CloseBeforeReady(number(json, "code"), json.getString("reason", ""), times);
            case "lateReady" -> new Fault.LateReady(number(json, "millis"), times);
            case "framesFirst" -> new Fault.FramesFirst(frames(json), times);
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
                        + "'; one of answer, garbage, hang, cut, slow, upgradeRefused, hostFails, catalogNames,"
                        + " refuseSubject, missingStatus, missingAnswer, closeBeforeReady, lateReady, framesFirst,"
                        + " frames");
        };
    }

    static JsonObject write(String id, Fault fault) {
        var json = new JsonObject().put("id", id).put("times", fault.times());
        return switch (fault) {
            case Fault.Answer it ->
                json.put("fault", "answer")
                        .put("endpoint", it.endpoint().label())
                        .put("status", it.status())
                        .put("retryAfter", it.retryAfter())
                        .put("asDate", it.asDate())
                        .put("message", it.message());
            case Fault.Garbage it ->
                json.put("fault", "garbage").put("endpoint", it.endpoint().label());
            case Fault.UpgradeRefused it ->
                json.put("fault", "upgradeRefused").put("status", it.status()).put("retryAfter", it.retryAfter());
            case Fault.HostFails it ->
                json.put("fault", "hostFails").put("host", it.host()).put("status", it.status());
            case Fault.CatalogNames it ->
                json.put("fault", "catalogNames").put("service", it.service()).put("url", it.url());
            case Fault.MissingAnswer it -> json.put("fault", "missingAnswer").put("person", it.person());
            case Fault.CloseBeforeReady it ->
                json.put("fault", "closeBeforeReady").put("code", it.code()).put("reason", it.reason());
            case Fault.LateReady it -> json.put("fault", "lateReady").put("millis", it.millis());
            case Fault.FramesFirst it ->
                json.put("fault", "framesFirst")
                        .put(
                                "frames",
                                new JsonArray(it.frames().stream()
                                        .map(JsonObject::new)
                                        .toList()));
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

    private static List<String> frames(JsonObject json) {
        JsonArray frames = json.getJsonArray("frames", new JsonArray());
        return frames.stream().map(frame -> ((JsonObject) frame).encode()).toList();
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
