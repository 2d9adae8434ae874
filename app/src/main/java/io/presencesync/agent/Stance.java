package io.presencesync.agent;

import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the newest judged presence wants, and since when. `ignore` leaves it untouched.
///
/// @param label the reason while busy; null while free
/// @param since when busy or free began
/// @param labelSince when this label began
/// @param settle how long it must last before it counts
/// @param status the Webex status behind it
/// @param origin who told that status; the one who tells more when both did
public record Stance(
        @Nullable ReasonLabel label,
        Instant since,
        Instant labelSince,
        Duration settle,
        String status,
        PresenceOrigin origin) {
    boolean busy() {
        return label != null;
    }

    static Stance free(Presence presence, Instant now, Duration settle) {
        return new Stance(null, now, now, settle, presence.status(), presence.origin());
    }

    static Stance busy(ReasonLabel label, Presence presence, Instant now, Duration settle) {
        return new Stance(label, now, now, settle, presence.status(), presence.origin());
    }

    /// Busy goes on, for whatever reason by now.
    Stance goingOn(ReasonLabel next, Presence presence, Instant now, Duration settle) {
        PresenceOrigin best = toldLessBy(presence) ? origin : presence.origin();
        return next.equals(label)
                ? new Stance(label, since, labelSince, this.settle, presence.status(), best)
                : new Stance(next, since, now, settle, presence.status(), best);
    }

    /// After a restart, at which our clock may show less than before: what lies ahead is taken for now.
    Stance notAfter(Instant now) {
        return new Stance(label, earlier(since, now), earlier(labelSince, now), settle, status, origin);
    }

    /// By a presence that has become too old: whatever is told next tells more.
    Stance tellingLess() {
        return new Stance(label, since, labelSince, settle, status, PresenceOrigin.PEOPLE_API);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// The same status again, from the source that delivers neither meetingType nor category.
    boolean toldLessBy(Presence presence) {
        return origin == PresenceOrigin.MERCURY
                && presence.origin() == PresenceOrigin.PEOPLE_API
                && status.equals(presence.status());
    }
}
