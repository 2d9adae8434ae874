package io.presencesync.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.WebexPersonId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns apheleia's compositions, alone or as the data of a Mercury event, into presences. A field that is not
/// delivered
/// is absent, whatever was heard before. Any thread.
final class PresenceDecoder {
    private final InstantSource clock;

    PresenceDecoder(InstantSource clock) {
        this.clock = clock;
    }

    /// Empty when it names no person or no status. Takes `eventType` out of the object.
    Optional<PresenceEvent> decode(ObjectNode composition) {
        String subject = Json.text(composition, "subject");
        String status = Json.text(composition, "status");
        if (subject == null || status == null) {
            return Optional.empty();
        }
        composition.remove("eventType");
        return Optional.of(new PresenceEvent(new WebexPersonId(subject), presence(status, composition)));
    }

    private Presence presence(String status, ObjectNode composition) {
        return new Presence(
                status,
                Json.text(composition, "meetingType"),
                Json.text(composition, "category"),
                time(Json.text(composition, "statusTime")),
                PresenceOrigin.MERCURY,
                clock.instant(),
                composition.toString());
    }

    /// A joined meeting can't be told from one that is only in the calendar: read it again before it is judged.
    static boolean needsReading(Presence presence) {
        return presence.meetingType() == null
                && (presence.status().equals("meeting") || presence.status().equals("presenting"));
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unknownForm) {
            return null;
        }
    }
}
