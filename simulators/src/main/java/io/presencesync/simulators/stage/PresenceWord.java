package io.presencesync.simulators.stage;

import io.presencesync.simulators.webex.PresenceChange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The presences the page offers, as Webex writes them.
record PresenceWord(
        String status,
        @Nullable String meetingType,
        @Nullable String category) {
    private static final Map<String, PresenceWord> WORDS = Map.of(
            "active", new PresenceWord("active", null, null),
            "call", new PresenceWord("call", null, null),
            "meeting", new PresenceWord("meeting", "online", null),
            "presenting", new PresenceWord("presenting", "online", null),
            "dnd", new PresenceWord("dnd", null, null),
            "ooo", new PresenceWord("ooo", null, null),
            "unknown", new PresenceWord("unknown", null, "unknown"));

    /// @throws IllegalArgumentException for an unknown word
    static PresenceChange change(Role role, String word) {
        PresenceWord found = WORDS.get(word);
        if (found == null) {
            throw new IllegalArgumentException("unknown presence " + word);
        }
        return new PresenceChange(role.email(), found.status, found.meetingType, found.category);
    }
}
