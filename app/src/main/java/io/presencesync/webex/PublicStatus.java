package io.presencesync.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a person of the public People API as a presence, in apheleia's words. It tells no meetingType, no category and
/// not since when.
final class PublicStatus {
    private static final List<String> SAME =
            List.of("active", "inactive", "call", "meeting", "presenting", "unknown", "pending");

    private PublicStatus() {}

    /// Empty when the person's status is not told. Of the person only id and status are kept.
    ///
    /// @param askedAt when the question was sent: the answer is no older
    static Optional<Presence> read(JsonNode person, Instant askedAt) {
        String status = Json.text(person, "status");
        if (status == null) {
            return Optional.empty();
        }
        ObjectNode kept = Json.object();
        kept.set("id", person.path("id"));
        kept.put("status", status);
        return Optional.of(
                new Presence(word(status), null, null, null, PresenceOrigin.PEOPLE_API, askedAt, kept.toString()));
    }

    /// A word we don't know stays as it came.
    static String word(String status) {
        String plain = status.toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "donotdisturb" -> "dnd";
            case "outofoffice" -> "ooo";
            default -> SAME.contains(plain) ? plain : status;
        };
    }
}
