package io.presencesync.agent;

import io.presencesync.presence.Presence;

/// From a presence to a verdict. Pure.
@FunctionalInterface
public interface Rules {
    /// Judges one presence.
    ///
    /// @param knownBefore whether this person was ever seen with a known presence; one who never was is invisible,
    ///     not unavailable
    Verdict judge(Presence presence, boolean knownBefore);

    /// Whether the presence says anything at all about the person.
    static boolean known(Presence presence) {
        return !presence.status().equals("unknown");
    }
}
