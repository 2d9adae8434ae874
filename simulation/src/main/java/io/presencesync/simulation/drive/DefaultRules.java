package io.presencesync.simulation.drive;

import io.presencesync.agent.Rules;
import io.presencesync.agent.Ruling;
import io.presencesync.agent.Verdict;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.simulation.history.Setting;
import org.jspecify.annotations.Nullable;

/// The default rules, written anew for the runs.
record DefaultRules(Setting setting) implements Rules {
    @Override
    public Ruling judge(Presence presence) {
        Verdict verdict = verdict(presence);
        boolean busy = verdict instanceof Verdict.Busy;
        return new Ruling(verdict, presence.status(), busy ? setting.settleHold() : setting.settleRelease());
    }

    private static Verdict verdict(Presence presence) {
        return switch (presence.status()) {
            case "dnd" -> new Verdict.Busy(ReasonLabel.DND);
            case "call" -> new Verdict.Busy(ReasonLabel.CALL);
            case "meeting", "presenting" -> meeting(presence);
            case "unknown" ->
                met(presence, presence.category(), "unknown")
                        ? new Verdict.Busy(ReasonLabel.UNAVAILABLE)
                        : new Verdict.Ignore("unknown without its category");
            case "active", "inactive", "ooo", "calendarItem", "pending", "busy", "quiet" -> new Verdict.Free();
            default -> new Verdict.Ignore("Webex shows " + presence.inWords() + ", a status word that no rule names");
        };
    }

    private static Verdict meeting(Presence presence) {
        if (presence.unclear()) {
            return new Verdict.Ignore("Webex shows " + presence.status() + " without its kind");
        }
        return met(presence, presence.meetingType(), "online")
                ? new Verdict.Busy(ReasonLabel.MEETING)
                : new Verdict.Free();
    }

    private static boolean met(Presence presence, @Nullable String value, String wanted) {
        return presence.origin() == PresenceOrigin.PEOPLE_API || wanted.equals(value);
    }
}
