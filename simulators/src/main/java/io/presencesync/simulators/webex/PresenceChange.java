package io.presencesync.simulators.webex;

import org.jspecify.annotations.Nullable;

/// A wish to change a person's presence.
///
/// @param person an address or the person's UUID
/// @param status an apheleia status such as `active`, `call`, `meeting`, `dnd`; any text is passed on
public record PresenceChange(
        String person,
        String status,
        @Nullable String meetingType,
        @Nullable String category) {
    public static PresenceChange of(String person, String status) {
        return new PresenceChange(person, status, null, null);
    }
}
