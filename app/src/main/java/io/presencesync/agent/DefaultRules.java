package io.presencesync.agent;

import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import org.jspecify.annotations.Nullable;

/// The rules of a fresh installation.
///
/// | status | condition | verdict |
/// |---|---|---|
/// | dnd | | busy, Webex DND |
/// | call | | busy, Webex Call |
/// | meeting, presenting | meetingType online | busy, Webex Meeting |
/// | unknown | category unknown, and the person was known before | busy, Webex Unavailable |
/// | unknown | otherwise | ignore: a presence we do not know is never read as free |
/// | anything else | | free |
///
/// A condition on a field that the source does not deliver (the People API has neither) counts as met.
public final class DefaultRules implements Rules {
    @Override
    public Verdict judge(Presence presence, boolean knownBefore) {
        return switch (presence.status()) {
            case "dnd" -> new Verdict.Busy(ReasonLabel.DND);
            case "call" -> new Verdict.Busy(ReasonLabel.CALL);
            case "meeting", "presenting" -> meeting(presence);
            case "unknown" -> unknown(presence, knownBefore);
            default -> new Verdict.Free();
        };
    }

    private static Verdict meeting(Presence presence) {
        return met(presence, presence.meetingType(), "online")
                ? new Verdict.Busy(ReasonLabel.MEETING)
                : new Verdict.Free();
    }

    private static Verdict unknown(Presence presence, boolean knownBefore) {
        if (!knownBefore) {
            return new Verdict.Ignore("Webex never told us anything about this person");
        }
        return met(presence, presence.category(), "unknown")
                ? new Verdict.Busy(ReasonLabel.UNAVAILABLE)
                : new Verdict.Ignore("Webex does not know the presence");
    }

    private static boolean met(Presence presence, @Nullable String value, String wanted) {
        return presence.origin() == PresenceOrigin.PEOPLE_API || wanted.equals(value);
    }
}
