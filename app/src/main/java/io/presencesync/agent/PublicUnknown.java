package io.presencesync.agent;

import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;

/// The People API's `unknown`, which it says of unreachable people and also where it has no word for what Webex shows
/// (busy, quiet hours, whatever comes). Only a step from a known word of its own to `unknown` says something: after a
/// word of Mercury's, or as its first one after a restart, it leaves open what the case is. Pure.
final class PublicUnknown {
    private PublicUnknown() {}

    /// The presence as it is to be taken after what was known before.
    static Presence heard(Turn turn, Presence heard) {
        boolean unknown = heard.origin() == PresenceOrigin.PEOPLE_API && !Rules.known(heard);
        return unknown && !isStep(turn) ? heard.asUnclear() : heard;
    }

    private static boolean isStep(Turn turn) {
        Presence before = turn.presence;
        return before == null ? !turn.knownBefore : before.origin() == PresenceOrigin.PEOPLE_API && !before.unclear();
    }
}
