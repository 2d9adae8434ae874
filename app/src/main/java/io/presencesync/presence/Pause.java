package io.presencesync.presence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Somebody wants an agent left alone for a while: until then his presence leads to nothing, and holds stay.
///
/// @param until when it ends by itself
/// @param by who wanted it
public record Pause(Instant until, Author by) {
    /// Who can pause.
    public enum Author {
        AGENT,
        ADMINISTRATOR
    }

    public boolean lastsAt(Instant now) {
        return now.isBefore(until);
    }

    /// For journal and people.
    public String inWords() {
        return "the " + by.name().toLowerCase(Locale.ROOT) + " paused the sync until "
                + until.truncatedTo(ChronoUnit.SECONDS);
    }
}
