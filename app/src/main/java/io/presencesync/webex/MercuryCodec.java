package io.presencesync.webex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.presence.Secret;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// Mercury's frames as text. No state, any thread.
final class MercuryCodec {
    private static final int EXCERPT = 60;
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_.\\-]{20,}");

    private MercuryCodec() {}

    /// Empty when the text is no JSON object.
    static Optional<MercuryFrame> read(String text) {
        try {
            return Json.read(text) instanceof ObjectNode frame ? Optional.of(frame(frame)) : Optional.empty();
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    private static MercuryFrame frame(ObjectNode frame) {
        ObjectNode data = frame.get("data") instanceof ObjectNode object ? object : Json.object();
        JsonNode sequence = frame.get("sequenceNumber");
        Long number = sequence != null && sequence.isIntegralNumber() ? (Long) sequence.longValue() : null;
        return new MercuryFrame(kind(frame, data), Json.text(frame, "id"), number, data);
    }

    private static MercuryFrame.Kind kind(ObjectNode frame, ObjectNode data) {
        return switch (Objects.requireNonNullElse(Json.text(frame, "type"), "")) {
            case "pong" -> MercuryFrame.Kind.PONG;
            case "shutdown" -> MercuryFrame.Kind.SHUTDOWN;
            default -> byEvent(Objects.requireNonNullElse(Json.text(data, "eventType"), ""));
        };
    }

    private static MercuryFrame.Kind byEvent(String eventType) {
        return switch (eventType) {
            case "mercury.buffer_state", "mercury.registration_status" -> MercuryFrame.Kind.READY;
            case "apheleia.subscription_update" -> MercuryFrame.Kind.PRESENCE;
            default -> MercuryFrame.Kind.OTHER;
        };
    }

    static String authorization(String id, Secret token, long millis) {
        ObjectNode frame = Json.object().put("id", id).put("type", "authorization");
        frame.putObject("data").put("token", "Bearer " + token.reveal());
        return frame.put("trackingId", "presence-sync_" + millis).toString();
    }

    static String ack(String id) {
        return Json.object().put("messageId", id).put("type", "ack").toString();
    }

    static String ping(String id) {
        return Json.object().put("id", id).put("type", "ping").toString();
    }

    /// Size and beginning of a frame we could not read, fit for a log: anything that could be a token is masked.
    static String excerpt(String text) {
        String masked = LONG_WORD.matcher(text.replaceAll("\\p{Cntrl}", " ")).replaceAll("***");
        String start = masked.length() <= EXCERPT ? masked : masked.substring(0, EXCERPT) + "…";
        return String.format(Locale.ROOT, "%d characters: %s", text.length(), start);
    }
}
