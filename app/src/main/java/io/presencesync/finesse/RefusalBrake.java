package io.presencesync.finesse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;

/// Keeps strangers from locking an agent out of Finesse by guessing his password through us: Finesse locks a user for
/// five minutes after five wrong passwords, so after three nobody's are passed on for as long.
final class RefusalBrake {
    private static final int ALLOWED = 3;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;

    private record Refusals(int count, Instant last) {}

    private final InstantSource clock;
    private final LinkedHashMap<String, Refusals> refusals = new LinkedHashMap<>();

    RefusalBrake(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean tooMany(String user) {
        Refusals found = refusals.get(fold(user));
        return found != null && found.count() >= ALLOWED && fresh(found);
    }

    synchronized void refused(String user) {
        Refusals before = refusals.remove(fold(user));
        int count = before != null && fresh(before) ? before.count() + 1 : 1;
        refusals.put(fold(user), new Refusals(count, clock.instant()));
        if (refusals.size() > REMEMBERED) {
            refusals.pollFirstEntry();
        }
    }

    synchronized void accepted(String user) {
        refusals.remove(fold(user));
    }

    private boolean fresh(Refusals found) {
        return clock.instant().isBefore(found.last().plus(WINDOW));
    }

    private static String fold(String user) {
        return user.toLowerCase(Locale.ROOT);
    }
}
