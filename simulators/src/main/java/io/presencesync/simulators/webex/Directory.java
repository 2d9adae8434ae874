package io.presencesync.simulators.webex;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All people and what they show; used on the event loop only. An address may belong to several people.
final class Directory {
    private final InstantSource clock;
    private final Map<String, Person> byUuid = new LinkedHashMap<>();
    private final Map<String, List<String>> byEmail = new HashMap<>();

    Directory(InstantSource clock) {
        this.clock = clock;
    }

    Person add(List<String> emails, String displayName, String orgId, String type, boolean sharing) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var value = new PresenceValue("active", null, null, now);
        var person = new Person(UUID.randomUUID().toString(), emails, displayName, orgId, type, sharing, now, value);
        byUuid.put(person.uuid(), person);
        for (String email : emails) {
            byEmail.computeIfAbsent(key(email), _ -> new ArrayList<>()).add(person.uuid());
        }
        return person;
    }

    Collection<Person> people() {
        return byUuid.values();
    }

    @Nullable
    Person find(String uuid) {
        return byUuid.get(uuid);
    }

    List<Person> byEmail(String email) {
        var found = new ArrayList<Person>();
        for (String uuid : byEmail.getOrDefault(key(email), List.of())) {
            found.add(get(uuid));
        }
        return found;
    }

    /// By UUID or address.
    ///
    /// @throws IllegalArgumentException when nobody has it
    Person require(String personOrEmail) {
        Person person = find(personOrEmail);
        if (person != null) {
            return person;
        }
        List<Person> found = byEmail(personOrEmail);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("nobody has the address or id '" + personOrEmail + "'; add them first");
        }
        return found.getFirst();
    }

    Person setPresence(Person person, String status, @Nullable String meetingType, @Nullable String category) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant before = person.presence().since();
        Instant since = now.isAfter(before) ? now : before.plusMillis(1);
        return put(person.with(new PresenceValue(status, meetingType, category, since)));
    }

    Person setSharing(Person person, boolean on) {
        return put(person.withSharing(on));
    }

    private Person put(Person person) {
        byUuid.put(person.uuid(), person);
        return person;
    }

    private Person get(String uuid) {
        return Objects.requireNonNull(byUuid.get(uuid));
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
