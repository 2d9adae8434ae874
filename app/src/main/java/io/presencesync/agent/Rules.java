package io.presencesync.agent;

import io.presencesync.presence.Presence;

/// From a presence to a verdict. Pure.
@FunctionalInterface
public interface Rules {
    /// Judges one presence that is neither stale nor of somebody never seen.
    Ruling judge(Presence presence);

    /// Whether the presence says anything at all about the person.
    static boolean known(Presence presence) {
        return !presence.status().equals("unknown");
    }
}
