package io.presencesync.agent;

import io.presencesync.presence.Cause;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.ReasonLabel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What the newest presence says now, and since when it has been saying so: keeps stance, spell and override up to
/// date.
final class Judgement {
    private static final String STALE = "stale presence";

    private final Turn turn;

    private Judgement(Turn turn) {
        this.turn = turn;
    }

    /// Judges the newest presence.
    static Ruling of(Turn turn) {
        return new Judgement(turn).judge();
    }

    private Ruling judge() {
        Pause pause = pause();
        Presence presence = turn.presence;
        if (pause != null) {
            return ignore(pause.inWords(), Cause.PAUSED);
        }
        if (presence == null) {
            Cause cause = turn.policy.feedDown() ? Cause.FEED_DOWN : Cause.WAITING;
            return ignore("Webex has not told their presence yet", cause);
        }
        DutyHours.Duty duty = turn.policy.manner().hours().at(turn.wall);
        if (duty.until() != null) {
            turn.wakeAtWall(duty.until());
        }
        Ruling ruling = duty.on() ? onDuty(presence) : offDuty(duty);
        return taken(ruling, presence);
    }

    private @Nullable Pause pause() {
        Pause pause = turn.pause;
        if (pause != null && pause.lastsAt(turn.wall)) {
            turn.wakeAtWall(pause.until());
            return pause;
        }
        turn.pause = null;
        return null;
    }

    /// Hours always open again; what is switched off stays so.
    private static Ruling offDuty(DutyHours.Duty duty) {
        return ignore(duty.why(), duty.until() == null ? Cause.SWITCHED_OFF : Cause.OFF_DUTY);
    }

    private Ruling taken(Ruling ruling, Presence presence) {
        return switch (ruling.verdict()) {
            case Verdict.Busy busy -> busy(busy, ruling, presence);
            case Verdict.Free() -> free(ruling, presence);
            case Verdict.Ignore ignored -> ruling;
        };
    }

    private static Ruling ignore(String why, Cause cause) {
        return new Ruling(new Verdict.Ignore(why, cause, null), "", Duration.ZERO);
    }

    private Ruling onDuty(Presence presence) {
        String doubt = doubt(presence);
        Instant staleAt = presence.confirmedAt().plus(turn.policy.manner().staleAfter());
        boolean old = turn.now.isAfter(staleAt);
        if (!old) {
            turn.wakeAt(staleAt.plusMillis(1));
        }
        if (doubt == null && !old) {
            return judged(presence);
        }
        String why = doubt != null
                ? doubt
                : "last confirmed at " + turn.onWall(presence.confirmedAt()).truncatedTo(ChronoUnit.SECONDS);
        return stale(presence, "their presence is stale: " + why, old);
    }

    /// Why the presence may no longer hold, however young; null when it does.
    private @Nullable String doubt(Presence presence) {
        Instant since = turn.policy.doubtSince();
        if (since == null || presence.confirmedAt().isAfter(since)) {
            return null;
        }
        String why = turn.policy.doubt();
        return why != null ? why : "not confirmed since the feed was interrupted";
    }

    private Ruling stale(Presence presence, String why, boolean old) {
        boolean ends = turn.policy.manner().stale() == Manner.Stale.RELEASE;
        boolean counts = turn.knownBefore || Rules.known(presence);
        if (!old || !counts) {
            return ignore(why, ends && counts ? Cause.FADING : unconfirmed());
        }
        return switch (turn.policy.manner().stale()) {
            case LEAVE -> ignore(why, unconfirmed());
            case RELEASE -> new Ruling(new Verdict.Free(), STALE, Duration.ZERO);
            case HOLD -> new Ruling(new Verdict.Busy(ReasonLabel.UNAVAILABLE), STALE, Duration.ZERO);
        };
    }

    private Cause unconfirmed() {
        return turn.policy.feedDown() ? Cause.FEED_DOWN : Cause.STALE;
    }

    private Ruling judged(Presence presence) {
        boolean known = Rules.known(presence);
        if (!known && !turn.knownBefore && turn.policy.manner().unknownAtStart() == Manner.UnknownAtStart.IGNORE) {
            return ignore("Webex never told us anything about this person", Cause.STALE);
        }
        turn.knownBefore |= known;
        if (presence.unclear() && !known) {
            return ignore(
                    "the People API says unknown, as it does where it has no word for a presence", Cause.NO_EFFECT);
        }
        return turn.policy.manner().rules().judge(presence);
    }

    /// The label his team has: the rule's own, else its other one.
    private Ruling busy(Verdict.Busy busy, Ruling ruling, Presence presence) {
        ReasonLabel label = available(busy);
        if (label == null) {
            return new Ruling(
                    new Verdict.Ignore(
                            "their team has no Not Ready reason \"" + busy.label() + "\"",
                            Cause.LABEL_MISSING,
                            busy.label()),
                    ruling.rule(),
                    ruling.settle());
        }
        Stance stance = turn.stance;
        if (stance == null || !stance.busy()) {
            if (stance != null && spellEnded(stance)) {
                turn.spellEnds();
            }
            turn.stance = Stance.busy(label, presence, turn.now, ruling.settle());
        } else {
            turn.stance = stance.goingOn(label, presence, turn.now, ruling.settle());
        }
        if (ruling.rule().equals(STALE)) {
            turn.stance = turn.stance.tellingLess();
        }
        turn.restore = null;
        return new Ruling(new Verdict.Busy(label), ruling.rule(), ruling.settle());
    }

    /// A supervisor sends no label, so none can be missing.
    private @Nullable ReasonLabel available(Verdict.Busy busy) {
        if (turn.policy.channel() == ChannelKind.SUPERVISOR
                || !turn.policy.missing().contains(busy.label())) {
            return busy.label();
        }
        ReasonLabel otherwise = busy.otherwise();
        return otherwise == null || turn.policy.missing().contains(otherwise) ? null : otherwise;
    }

    private Ruling free(Ruling ruling, Presence presence) {
        Stance stance = turn.stance;
        boolean judged = !ruling.rule().equals(STALE);
        if (judged && stance != null && stance.busy() && stance.toldLessBy(presence)) {
            return ignore("the other source says " + presence.status() + " too, and cannot tell more", Cause.NONE);
        }
        if (stance == null || stance.busy()) {
            boolean restores = turn.policy.manner().restore() == Manner.Restore.ALWAYS;
            turn.restore = stance != null && restores ? stance.label() : null;
            turn.stance = Stance.free(presence, turn.now, ruling.settle());
        } else if (spellEnded(stance)) {
            turn.spellEnds();
        }
        return ruling;
    }

    /// A spell ends when free has lasted the release settle.
    private boolean spellEnded(Stance free) {
        return Duration.between(free.since(), turn.now).compareTo(free.settle()) >= 0;
    }
}
