package io.presencesync.webex;

import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexPersonId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Drops presences that are overtaken. Statuses are compared by Webex's own `statusTime`; repeats pass. One thread.
final class Ordering {
    private record Newest(@Nullable Instant statusTime, Instant heardAt) {}

    private final Map<WebexPersonId, Newest> newest = new HashMap<>();

    /// Whether an event is still news.
    boolean admits(PresenceEvent event) {
        Newest known = newest.get(event.person());
        return admit(event, known == null || !older(event.presence().statusTime(), known.statusTime()));
    }

    /// Whether an answer is still true: it gives way only to an event that came after the question was sent.
    boolean admits(PresenceEvent answer, Instant askedAt) {
        Newest known = newest.get(answer.person());
        boolean overtaken = known != null
                && !known.heardAt().isBefore(askedAt)
                && older(answer.presence().statusTime(), known.statusTime());
        return admit(answer, !overtaken);
    }

    private boolean admit(PresenceEvent event, boolean admitted) {
        if (admitted) {
            newest.put(
                    event.person(),
                    new Newest(event.presence().statusTime(), event.presence().confirmedAt()));
        }
        return admitted;
    }

    private static boolean older(@Nullable Instant time, @Nullable Instant than) {
        return time != null && than != null && time.isBefore(than);
    }
}
