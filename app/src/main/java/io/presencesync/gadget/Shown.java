package io.presencesync.gadget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.Standing;
import io.presencesync.presence.Cause;
import io.presencesync.presence.Pause;
import io.presencesync.presence.ReasonLabel;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an agent's gadget shows, as it is told.
///
/// @param pause without `until` when he is not left alone
record Shown(JsonNode presence, JsonNode pause) {
    static final JsonNode NOT_PAUSED = GadgetWords.JSON.createObjectNode();

    static Shown of(Standing standing) {
        ObjectNode shown = GadgetWords.presence(standing.presence(), standing.decision());
        shown.put("code", code(standing.cause()));
        ReasonLabel about = standing.about();
        if (about != null) {
            shown.put("label", about.value());
        }
        held(shown, standing.held());
        return new Shown(shown, pause(standing.pause()));
    }

    boolean paused() {
        return pause.has("until");
    }

    private static String code(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }

    private static void held(ObjectNode shown, Standing.@Nullable Held held) {
        if (held != null) {
            shown.put("held", held.label().value());
            shown.put("heldSince", millis(held.since()));
            shown.putObject("heldFor").put("status", held.presence().replaceFirst(" \\(.*", ""));
        }
    }

    private static JsonNode pause(@Nullable Pause pause) {
        return pause == null
                ? NOT_PAUSED
                : GadgetWords.JSON
                        .createObjectNode()
                        .put("until", millis(pause.until()))
                        .put("by", pause.by().name().toLowerCase(Locale.ROOT));
    }

    /// As browsers write times.
    static String millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli()).toString();
    }
}
