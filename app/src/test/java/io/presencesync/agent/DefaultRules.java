package io.presencesync.agent;

import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The rules of a fresh installation.
///
/// | status | condition | verdict |
/// |---|---|---|
/// | dnd | | busy, Webex DND |
/// | call | | busy, Webex Call |
/// | meeting, presenting | meetingType online | busy, Webex Meeting |
/// | unknown | category unknown | busy, Webex Unavailable |
/// | unknown | otherwise | ignore: a presence we do not know is never read as free |
/// | anything else | | free |
///
/// A condition on a field that the source does not deliver (the People API has neither) counts as met.
public final class DefaultRules implements Rules {
    private final Duration settleHold;
    private final Duration settleRelease;

    /// @param settleHold how long a busy presence must last before a hold
    /// @param settleRelease how long a free presence must last before a release
    public DefaultRules(Duration settleHold, Duration settleRelease) {
        this.settleHold = settleHold;
        this.settleRelease = settleRelease;
    }

    @Override
    public Ruling judge(Presence presence) {
        Verdict verdict = verdict(presence);
        return new Ruling(verdict, presence.inWords(), verdict instanceof Verdict.Busy ? settleHold : settleRelease);
    }

    private static Verdict verdict(Presence presence) {
        return switch (presence.status()) {
            case "dnd" -> new Verdict.Busy(ReasonLabel.DND);
            case "call" -> new Verdict.Busy(ReasonLabel.CALL);
            case "meeting", "presenting" -> meeting(presence);
            case "unknown" -> unknown(presence);
            default -> new Verdict.Free();
        };
    }

    private static Verdict meeting(Presence presence) {
        return met(presence, presence.meetingType(), "online")
                ? new Verdict.Busy(ReasonLabel.MEETING)
                : new Verdict.Free();
    }

    private static Verdict unknown(Presence presence) {
        return met(presence, presence.category(), "unknown")
                ? new Verdict.Busy(ReasonLabel.UNAVAILABLE)
                : new Verdict.Ignore("Webex does not know the presence");
    }

    private static boolean met(Presence presence, @Nullable String value, String wanted) {
        return presence.origin() == PresenceOrigin.PEOPLE_API || wanted.equals(value);
    }
}
