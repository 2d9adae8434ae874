package io.presencesync.simulators.webex;

import java.time.Instant;
import java.util.List;

/// One account of the pretend cloud.
///
/// @param uuid the id that presence uses; the People id is made of it
/// @param type `person`, `bot` or `appuser`
/// @param sharing false when the person switched status sharing off
public record Person(
        String uuid,
        List<String> emails,
        String displayName,
        String orgId,
        String type,
        boolean sharing,
        Instant created,
        PresenceValue presence) {
    public Person {
        emails = List.copyOf(emails);
    }

    Person with(PresenceValue value) {
        return new Person(uuid, emails, displayName, orgId, type, sharing, created, value);
    }

    Person withSharing(boolean on) {
        return new Person(uuid, emails, displayName, orgId, type, on, created, presence);
    }
}
