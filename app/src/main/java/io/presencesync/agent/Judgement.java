package io.presencesync.agent;

import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the newest presence says now, and since when it has been saying so.
final class Judgement {
    private static final Verdict.Ignore NOTHING_YET = new Verdict.Ignore("Webex has not told his presence yet");

    private Judgement() {}

    /// Judges the newest presence and keeps stance, spell and override up to date.
    static Verdict of(Turn turn) {
        Ruling ruling = ruling(turn);
        turn.settle = ruling.settle();
        switch (ruling.verdict()) {
            case Verdict.Busy(ReasonLabel label, var otherwise) -> busy(turn, label, ruling.settle());
            case Verdict.Free() -> free(turn, ruling.settle());
            case Verdict.Ignore ignored -> {}
        }
        return ruling.verdict();
    }

    private static Ruling ruling(Turn turn) {
        Presence presence = turn.presence;
        if (presence == null) {
            return ignore(NOTHING_YET);
        }
        DutyHours.Duty duty = turn.policy.manner().hours().at(turn.now);
        if (duty.until() != null) {
            turn.wakeAt(duty.until());
        }
        if (!duty.on()) {
            return ignore(new Verdict.Ignore(duty.why()));
        }
        String stale = stale(turn, presence);
        return stale == null ? judged(turn, presence) : ignore(new Verdict.Ignore(stale));
    }

    private static Ruling ignore(Verdict.Ignore why) {
        return new Ruling(why, "", Duration.ZERO);
    }

    /// Why the presence says nothing any more; null when it does.
    private static @Nullable String stale(Turn turn, Presence presence) {
        Instant since = turn.policy.doubtSince();
        if (since != null && !presence.confirmedAt().isAfter(since)) {
            String why = turn.policy.doubt();
            return "his presence is stale: " + (why != null ? why : "not confirmed since the feed was interrupted");
        }
        Duration age = Duration.between(presence.confirmedAt(), turn.now);
        return age.compareTo(turn.policy.manner().staleAfter()) > 0
                ? "his presence is stale: last confirmed " + age.toMinutes() + " minutes ago"
                : null;
    }

    private static Ruling judged(Turn turn, Presence presence) {
        boolean known = Rules.known(presence);
        if (!known && !turn.knownBefore && turn.policy.manner().unknownAtStart() == Manner.UnknownAtStart.IGNORE) {
            return ignore(new Verdict.Ignore("Webex never told us anything about this person"));
        }
        turn.knownBefore |= known;
        return turn.policy.manner().rules().judge(presence);
    }

    private static void busy(Turn turn, ReasonLabel label, Duration settle) {
        Stance stance = turn.stance;
        if (stance == null || !stance.busy()) {
            if (stance != null && spellEnded(turn, stance)) {
                turn.override = false;
            }
            turn.stance = Stance.busy(label, turn.now, settle);
        } else if (!label.equals(stance.label())) {
            turn.stance = new Stance(label, stance.since(), turn.now, settle);
        }
    }

    private static void free(Turn turn, Duration settle) {
        Stance stance = turn.stance;
        if (stance == null || stance.busy()) {
            turn.stance = Stance.free(turn.now, settle);
        } else if (spellEnded(turn, stance)) {
            turn.override = false;
        }
    }

    /// A spell ends when free has lasted the release settle.
    private static boolean spellEnded(Turn turn, Stance free) {
        return Duration.between(free.since(), turn.now).compareTo(free.settle()) >= 0;
    }
}
