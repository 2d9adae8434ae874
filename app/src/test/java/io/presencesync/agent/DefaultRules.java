package io.presencesync.agent;

import io.presencesync.presence.Cause;
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
/// | active, inactive, ooo, calendarItem, pending, busy, quiet | | free |
/// | meeting, presenting | otherwise | free; ignore while the kind could not be read |
/// | anything else | | ignore: a word never heard of |
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
        Duration settle = switch (verdict) {
            case Verdict.Busy busy -> settleHold;
            case Verdict.Free() -> settleRelease;
            case Verdict.Ignore ignored -> Duration.ZERO;
        };
        return new Ruling(verdict, presence.inWords(), settle);
    }

    private static Verdict verdict(Presence presence) {
        return switch (presence.status()) {
            case "dnd" -> new Verdict.Busy(ReasonLabel.DND);
            case "call" -> new Verdict.Busy(ReasonLabel.CALL);
            case "meeting", "presenting" -> meeting(presence);
            case "unknown" -> unknown(presence);
            case "active", "inactive", "ooo", "calendarItem", "pending", "busy", "quiet" -> new Verdict.Free();
            default -> new Verdict.Ignore("Webex shows " + presence.inWords() + ", a status word that no rule names");
        };
    }

    private static Verdict meeting(Presence presence) {
        if (presence.unclear()) {
            String why = "Webex shows " + presence.status() + " without its kind, which is being read again";
            return new Verdict.Ignore(why, Cause.WAITING, null);
        }
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
