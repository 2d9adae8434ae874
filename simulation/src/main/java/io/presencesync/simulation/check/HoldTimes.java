package io.presencesync.simulation.check;

import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.SystemCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// By supervisor a hold is told from a human supervisor's by its time alone. Told again at another time it is still
/// ours after a call, when nothing was missed, or when nobody could act because Finesse itself was out of service;
/// after a gap that was only ours READY and a supervisor's act may lie between. Where states are only polled, they may
/// always; and where our gap and an outage follow one another within half a minute, nobody can know.
final class HoldTimes {
    private static final Duration TOGETHER = Duration.ofSeconds(30);

    private final Setting setting;
    private @Nullable String request;
    private @Nullable Instant time;
    /// When the hold began by what was told with its reason, or first.
    private @Nullable Instant certain;
    private boolean notified = true;
    private boolean estranged;
    private boolean missed;
    private Instant missedFirst = Instant.MIN;
    private Instant missedLast = Instant.MIN;
    private boolean outage;
    private Instant outageAt = Instant.MIN;
    private boolean callAtKill;
    /// What was known last was a NOT_READY of somebody else's, told without its reason.
    private boolean untold;
    /// Of a NOT_READY without a told reason that followed a call; 0 when none is known.
    private int number;
    /// Of what was told with an earlier time and may not have been taken in; 0 when none is known.
    private int lost;

    HoldTimes(Setting setting) {
        this.setting = setting;
    }

    /// States may have changed unseen.
    ///
    /// @param finesseItself because Finesse itself was out of service
    void gap(boolean finesseItself, Instant now) {
        if (finesseItself) {
            outage = true;
            outageAt = now;
        } else {
            missedFirst = missed ? missedFirst : now;
            missedLast = now;
            missed = true;
        }
    }

    void notified(boolean on) {
        notified = on;
    }

    /// We were killed, knowing this. Of a new time told without the hold's reason, which was to be found yet, or told
    /// in doubt, nothing is remembered.
    ///
    /// @param told its reason was
    void killed(@Nullable Shown known, boolean told) {
        time = certain;
        callAtKill = inCall(known, told) || (known != null && number == known.number());
    }

    /// What was told last was still to be confirmed by a read, and may be lost: a call need not be known of.
    void lost(@Nullable Shown known) {
        lost = known == null ? 0 : known.number();
        missed = true;
        callAtKill = false;
    }

    /// Our hold stands, but nobody can know that it is ours.
    boolean estranged() {
        return estranged;
    }

    /// Takes in what is known now.
    ///
    /// @param told the reason of what was known before
    /// @param toldNow the reason of what is known now
    /// @param doubtful it waits for a read to confirm it
    /// @param disguised somebody else's, which looks like our hold
    void known(
            @Nullable Shown before, boolean told, Shown known, boolean toldNow, boolean doubtful, boolean disguised) {
        boolean followed = afterCall(before, told) || (before != null && number == before.number());
        boolean unexplained = known.state() == StateName.NOT_READY && (!toldNow || Unreasoned.withoutReason(known));
        number = followed && unexplained ? known.number() : 0;
        boolean missedBefore = missed;
        boolean unsure = missed || (!outage && !(setting.notified() && notified));
        missed = false;
        outage = false;
        boolean sameTime = sameTime(time, known) && (!untold || sameTime(certain, known));
        untold = known.state() == StateName.NOT_READY && disguised && unexplained;
        if (known.state() == StateName.NOT_READY && disguised && !missedBefore) {
            time = known.time() == null ? time : known.time();
            certain = unexplained ? certain : time;
        }
        if (known.state() != StateName.NOT_READY || !known.rest().held()) {
            return;
        }
        String shown = known.rest().by().request();
        boolean sameHold = shown != null && shown.equals(request);
        boolean moved = !sameTime && !afterCall(before, told) && unsure;
        boolean moves = sameHold && moved && !AgentCheck.byGadget(known.rest());
        estranged = moves || (estranged && (sameHold || landedOn(before, known)));
        request = shown;
        time = known.time() == null ? time : known.time();
        certain = sameHold && (unexplained || doubtful) ? certain : time;
    }

    /// Another hold of ours changed the reason of one that nobody could know to be ours.
    private static boolean landedOn(@Nullable Shown before, Shown known) {
        return before != null
                && before.state() == StateName.NOT_READY
                && before.rest().held()
                && before.number() < known.number();
    }

    /// A NOT_READY at another time than the hold's, after a gap that was only ours, and not after a call.
    boolean moved(@Nullable Shown before, boolean told, Shown known) {
        return missed && !byOutage() && time != null && !sameTime(time, known) && !afterCall(before, told);
    }

    /// Our own gap was around an outage of Finesse's, as when both are lost with it, and come back one after the other.
    private boolean byOutage() {
        return outage && together(missedFirst) && together(missedLast);
    }

    private boolean together(Instant missedAt) {
        return Duration.between(missedAt, outageAt).abs().compareTo(TOGETHER) <= 0;
    }

    private static boolean sameTime(@Nullable Instant time, Shown known) {
        return time == null
                || known.time() == null
                || Duration.between(time, Objects.requireNonNull(known.time()))
                                .abs()
                                .compareTo(Unreasoned.NODES_DIFFER)
                        <= 0;
    }

    private boolean afterCall(@Nullable Shown before, boolean told) {
        return before == null ? callAtKill : before.number() != lost && inCall(before, told);
    }

    private boolean inCall(@Nullable Shown before, boolean told) {
        return before != null
                && (before.inCall()
                        || before.wrapUp()
                        || (told && SystemCodes.aroundCall(setting.platform(), before.reason())));
    }
}
