package io.presencesync.agent;

import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.ReasonLabel;
import java.time.Instant;

/// Our record that we put an agent NOT_READY. Holds exist only for agents who rested READY, and release means READY.
///
/// @param label the reason by the rules, even where the supervisor channel cannot show it
/// @param channel who made it, and so by what it is recognised
/// @param presence the presence behind it, in words
/// @param askedAt when we decided, as people call the time; shown, never waited by
public record Hold(ReasonLabel label, ChannelKind channel, String presence, Instant askedAt) {
    private static final String NOBODYS = "not by us";

    /// Stands for a NOT_READY that is not ours, while `restore: always` ends it.
    static Hold notOurs(ReasonLabel label, ChannelKind channel, Instant now) {
        return new Hold(label, channel, NOBODYS, now);
    }

    boolean ours() {
        return !presence.equals(NOBODYS);
    }
}
