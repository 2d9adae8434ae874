package io.presencesync.simulation.check;

import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the default rules want for a presence, as the documentation words them.
///
/// @param label the reason while busy; null otherwise
record Wish(Kind kind, @Nullable String label) {
    enum Kind {
        BUSY,
        FREE,
        /// Leave him as he is.
        IGNORE
    }

    static final Wish FREE = new Wish(Kind.FREE, null);
    static final Wish IGNORE = new Wish(Kind.IGNORE, null);
    static final Wish UNAVAILABLE = busy("Webex Unavailable");

    private static Wish busy(String label) {
        return new Wish(Kind.BUSY, label);
    }

    static Wish of(Presence presence) {
        if (presence.unclear()) {
            return IGNORE;
        }
        return switch (presence.status()) {
            case "dnd" -> busy("Webex DND");
            case "call" -> busy("Webex Call");
            case "meeting", "presenting" ->
                told(presence, presence.meetingType(), "online") ? busy("Webex Meeting") : FREE;
            case "unknown" -> told(presence, presence.category(), "unknown") ? UNAVAILABLE : IGNORE;
            case "active", "inactive", "ooo", "calendarItem", "pending", "busy", "quiet" -> FREE;
            default -> IGNORE;
        };
    }

    /// The second source tells neither: the condition counts as met.
    private static boolean told(Presence presence, @Nullable String value, String wanted) {
        return presence.origin() == PresenceOrigin.PEOPLE_API || Objects.equals(value, wanted);
    }

    boolean busy() {
        return kind == Kind.BUSY;
    }

    boolean free() {
        return kind == Kind.FREE;
    }
}
