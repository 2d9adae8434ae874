package io.presencesync.agent;

import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import java.time.Duration;

/// What the newest presence says now, and since when it has been saying so.
final class Judgement {
    private Judgement() {}

    /// Judges the newest presence and keeps stance, spell and override up to date.
    static Verdict of(Turn turn) {
        Verdict verdict = verdict(turn);
        switch (verdict) {
            case Verdict.Busy(ReasonLabel label) -> busy(turn, label);
            case Verdict.Free() -> free(turn);
            case Verdict.Ignore ignored -> {}
        }
        return verdict;
    }

    private static Verdict verdict(Turn turn) {
        Presence presence = turn.presence;
        if (presence == null) {
            return new Verdict.Ignore("Webex has not told his presence yet");
        }
        Duration age = Duration.between(presence.confirmedAt(), turn.now);
        if (age.compareTo(turn.policy.staleAfter()) > 0) {
            return new Verdict.Ignore("his presence is stale: last confirmed " + age.toMinutes() + " minutes ago");
        }
        Verdict verdict = turn.policy.rules().judge(presence, turn.knownBefore);
        turn.knownBefore |= Rules.known(presence);
        return verdict;
    }

    private static void busy(Turn turn, ReasonLabel label) {
        Stance stance = turn.stance;
        if (stance == null || !stance.busy()) {
            if (stance != null && spellEnded(turn, stance)) {
                turn.override = false;
            }
            turn.stance = Stance.busy(label, turn.now);
        } else if (!label.equals(stance.label())) {
            turn.stance = new Stance(label, stance.since(), turn.now);
        }
    }

    private static void free(Turn turn) {
        Stance stance = turn.stance;
        if (stance == null || stance.busy()) {
            turn.stance = Stance.free(turn.now);
        } else if (spellEnded(turn, stance)) {
            turn.override = false;
        }
    }

    /// A spell ends when free has lasted the release settle.
    private static boolean spellEnded(Turn turn, Stance free) {
        return Duration.between(free.since(), turn.now).compareTo(turn.policy.settleRelease()) >= 0;
    }
}
