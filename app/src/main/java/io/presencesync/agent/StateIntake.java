package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a report of a state changes: which state is the newest, and how it came about. The hold is judged by [Upkeep].
final class StateIntake {
    private final Turn turn;
    private final Upkeep upkeep;

    StateIntake(Turn turn, Upkeep upkeep) {
        this.turn = turn;
        this.upkeep = upkeep;
    }

    void take(AgentEvent.StateSeen event) {
        AgentState next = event.state();
        if (next.source() != StateSource.TEAM_GET) {
            turn.reading = false;
        }
        AgentState known = turn.state;
        AgentState counts = known == null ? EarlierTime.remembered(turn, next) : known;
        boolean overtaken = known != null && (overtakenRead(known, event) || overruled(next));
        if (overtaken || (counts != null && disbelieved(counts, event))) {
            turn.read();
            return;
        }
        EarlierTime.Says told = EarlierTime.of(turn, event);
        switch (told) {
            case OLD -> listedAgain(next);
            case IN_DOUBT -> turn.clock = turn.clock.contradicted(next, turn.gap, turn.gapAt, turn.busy());
            case ORDERED -> takeIn(event, newest(known, event), told);
            case TRUTH -> takeIn(event, next, told);
        }
    }

    /// After a gap too, what was found to be old is told once more by whom it reached late.
    private boolean overruled(AgentState next) {
        return turn.gap && turn.policy.canRead() && turn.clock.overruledAgain(next, turn.now) && !freshRead(next);
    }

    /// Should what a list tells again be the newest after all, a read will tell.
    private void listedAgain(AgentState next) {
        if (next.source() == StateSource.TEAM_GET && turn.clock.overruledAgain(next, turn.now)) {
            turn.read();
        }
    }

    private boolean disbelieved(AgentState known, AgentEvent.StateSeen event) {
        AgentState next = event.state();
        boolean late = EarlierTime.overtaken(turn, known, event) || EarlierTime.lagging(turn, known, event);
        if (!turn.gap || (believed(known, next) && !late)) {
            return false;
        }
        turn.clock = turn.clock.contradicted(next, true, turn.gapAt, turn.busy());
        return true;
    }

    /// The first truth in a while, whatever its time.
    private boolean atLast(AgentState next) {
        AgentState known = turn.state;
        return known == null ? turn.clock.contradicted() : turn.gap && Newest.earlier(next, known);
    }

    /// What waited for a read to confirm it, and lies between the known state and the newest, was shown too.
    private void takeIn(AgentEvent.StateSeen event, AgentState told, EarlierTime.Says says) {
        ServerClock clock = EarlierTime.clockAfter(turn, event, told, says);
        OldNews news = new OldNews(turn);
        news.undone(told, says == EarlierTime.Says.TRUTH);
        ServerClock.Contradiction last = null;
        AgentState newest = told;
        ServerClock.Contradiction anew = turn.clock.toldAnew(turn.state, told, turn.policy.outage());
        boolean missed = turn.gap && (anew == null || anew.unseen() || !anew.stands(told, turn.policy.outage()));
        Instant toldAt = anew == null ? turn.now : anew.first().seenAt();
        boolean busy = anew == null ? turn.busy() : anew.busy();
        AgentState known = turn.state == null ? EarlierTime.remembered(turn, told) : turn.state;
        boolean truth = says == EarlierTime.Says.TRUTH || atLast(event.state());
        Instant askedAt = truth ? event.askedAt() : null;
        for (ServerClock.Contradiction each : turn.clock.between(known, told, askedAt)) {
            if (each.tellsOf(told)) {
                newest = Newest.instead(each.latest(), told);
                toldAt = each.first().seenAt();
                missed = each.unseenSince(last);
                busy = each.busy();
            } else {
                confirmed(each, each.unseenSince(last));
                missed &= turn.gapSince(each.latest().seenAt());
                last = each;
            }
        }
        turn.toldAt = toldAt;
        turn.toldBusy = busy;
        ServerClock before = turn.clock;
        accept(newest, missed);
        news.confirmed(event);
        turn.clock = truth ? clock.keeping(before, told, askedAt, known == null) : clock;
    }

    /// @param unseen changes may have been missed since what was shown before it
    private void confirmed(ServerClock.Contradiction waited, boolean unseen) {
        turn.toldAt = waited.first().seenAt();
        turn.toldBusy = waited.busy();
        accept(waited.latest(), unseen);
    }

    private void accept(AgentState after, boolean unseen) {
        AgentState before = turn.state;
        boolean doubtedBefore = HoldDoubt.doubtful(turn) || untoldMeanwhile(before, after);
        turn.erased = erased(before, after);
        turn.signedIn = signedIn(before, after);
        turn.state = after;
        if (after.state() == StateName.UNKNOWN) {
            upkeep.gap();
            return;
        }
        turn.gap = false;
        boolean changed = before == null || changed(before, after);
        if (before == null || (changed && !Newest.sameChange(before, after))) {
            new OldNews(turn).changed(before, unseen);
        }
        turn.firstSeenAt = changed ? (before == null || unseen ? null : turn.toldAt) : turn.firstSeenAt;
        boolean told = before != null && after.state() == StateName.NOT_READY && Newest.anotherReason(before, after);
        if (changed || told) {
            turn.freshStart();
        }
        if (HoldDoubt.doubtful(turn) && (turn.gapAt == null || !doubtedBefore)) {
            turn.gapAt = turn.now;
        }
        boolean step = before != null && !unseen && before.state() != after.state();
        turned(before, after, step);
        judgeChange(before, after, unseen);
        new Resting(turn).after(before, after, unseen);
    }

    /// A list that tells no reasons came between: the doubt about the same state, begun since it shows, goes on.
    private boolean untoldMeanwhile(@Nullable AgentState before, AgentState after) {
        Instant since = turn.firstSeenAt;
        boolean begun = turn.gapAt != null && (since == null || !turn.gapAt.isBefore(since));
        return begun && before != null && !changed(before, after) && HoldDoubt.untold(turn);
    }

    /// What was told without its reason is judged once the reason is known, by what was known before both.
    private void judgeChange(@Nullable AgentState before, AgentState after, boolean unseen) {
        Memory.Untold waiting = waiting(before, after, unseen);
        turn.untold = waiting;
        AgentState from = waiting.before();
        boolean missed = unseen || waiting.unseen();
        Sight row = upkeep.judge(from, after, from != null && !missed && from.state() != after.state(), missed);
        boolean published = new Authorship(turn).afterOutage(from, after);
        boolean anew =
                (published || turn.phase instanceof Phase.Asked) && from != null && from.state() == StateName.NOT_READY;
        boolean inDoubt = row == Sight.DOUBTFUL && (anew || HoldDoubt.follows(turn, after));
        turn.untold = row.awaitsReason() || inDoubt ? published ? waiting.publishedAnew() : waiting : null;
    }

    private Memory.Untold waiting(@Nullable AgentState before, AgentState after, boolean unseen) {
        Memory.Untold known = turn.untold;
        if (known == null || before == null || !goesOn(known, before, after) || chosenSince(before, after, unseen)) {
            return new Memory.Untold(before, unseen, after.seenAt(), false);
        }
        if (Newest.sameChange(before, after)) {
            return known;
        }
        boolean published = known.published() && new Authorship(turn).published(before, after.seenAt());
        return new Memory.Untold(known.before(), known.unseen(), known.toldAt(), published);
    }

    /// Whatever the Not Ready before it was: nothing was missed, and no request of a supervisor lands on it.
    private boolean chosenSince(AgentState before, AgentState after, boolean unseen) {
        Authorship authorship = new Authorship(turn);
        boolean asked = turn.phase instanceof Phase.Asked(var hold, var _, var replaces)
                && replaces == null
                && hold.channel() == ChannelKind.SUPERVISOR;
        return asked
                && !unseen
                && before.state() == StateName.NOT_READY
                && after.state() == StateName.NOT_READY
                && !Newest.sameTime(before.stateChangeTime(), after.stateChangeTime())
                && authorship.everyChangeTold(before, after)
                && !authorship.published(before, after.seenAt());
    }

    /// The same change is told; or a Not Ready of which nobody knew yet why it followed another is itself followed.
    private static boolean goesOn(Memory.Untold waiting, AgentState before, AgentState after) {
        AgentState from = waiting.before();
        boolean followed = from != null
                && from.state() == StateName.NOT_READY
                && after.state() == StateName.NOT_READY
                && !Newest.sameTime(from.stateChangeTime(), before.stateChangeTime());
        return Newest.sameChange(before, after) || followed;
    }

    /// Keeps whether what is shown is the first change out of READY since the request under way was decided on.
    private void turned(@Nullable AgentState before, AgentState after, boolean step) {
        if (before == null || (changed(before, after) && !publishedAnew(before, after))) {
            turn.turned = null;
        }
        if (step && before != null && before.state() == StateName.READY && after.state() == StateName.NOT_READY) {
            outOfReady(before);
        }
    }

    /// Neither told with a reason, the later one after an outage of Finesse's own.
    private boolean publishedAnew(AgentState before, AgentState after) {
        return before.state() == StateName.NOT_READY
                && after.state() == StateName.NOT_READY
                && !Reason.told(before.reason())
                && !Reason.told(after.reason())
                && new Authorship(turn).published(before, after.seenAt());
    }

    private void outOfReady(AgentState before) {
        if (turn.phase instanceof Phase.Asked(var _, Sent sent, var _)
                && Newest.sameTime(sent.onTime(), before.stateChangeTime())) {
            turn.turned = new Memory.Turned(sent.id(), turn.toldAt);
        }
    }

    /// A read without a time that was asked for before the known state was heard tells nothing of the order.
    private boolean overtakenRead(AgentState known, AgentEvent.StateSeen event) {
        AgentState next = event.state();
        Instant askedAt = EarlierTime.askedAt(turn, event);
        boolean listed = next.source() == StateSource.TEAM_GET;
        return next.stateChangeTime() == null
                && (next.state() != known.state() || (listed && Newest.anotherReason(known, next)))
                && askedAt != null
                && known.seenAt().isAfter(askedAt);
    }

    /// After a gap what is heard is the truth; but an earlier time than the known one only by a direct read asked for
    /// since, where one can be made: a report may have been under way for long.
    private boolean believed(AgentState known, AgentState next) {
        boolean best = turn.policy.canRead() ? freshRead(next) : next.source() == StateSource.GADGET;
        boolean timeTells = !turn.clock.noticed()
                || (next.source() != StateSource.NOTIFICATION && next.source() != StateSource.GADGET);
        return best || !timeTells || !Newest.earlier(next, known);
    }

    private AgentState newest(@Nullable AgentState known, AgentEvent.StateSeen event) {
        AgentState next = event.state();
        Instant askedAt = event.askedAt();
        boolean inDoubt = freshRead(next) && HoldDoubt.doubtful(turn);
        if (turn.gap || inDoubt) {
            return Newest.instead(known, next);
        }
        return known != null && askedAt != null && askedAt.isAfter(known.seenAt())
                ? Newest.since(known, next)
                : Newest.of(known, next);
    }

    private boolean freshRead(AgentState next) {
        return next.source() == StateSource.USER_GET && readSince(turn.gapAt);
    }

    private boolean readSince(@Nullable Instant gapAt) {
        Instant readAt = turn.readAt;
        return gapAt == null || (readAt != null && !readAt.isBefore(gapAt));
    }

    /// His NOT_READY had a reason, and Finesse does not know it any more: that is not "no reason".
    private boolean erased(@Nullable AgentState before, AgentState after) {
        if (before == null || after.state() != StateName.NOT_READY || before.state() != StateName.NOT_READY) {
            return false;
        }
        return !Reason.told(after.reason()) && (turn.erased || Reason.told(before.reason()));
    }

    /// Finesse makes an agent NOT_READY at sign-in, without a reason. Told again at another time, as another node
    /// stamps it, it is the same one while nothing was missed.
    private boolean signedIn(@Nullable AgentState before, AgentState after) {
        boolean without = after.state() == StateName.NOT_READY && !Reason.told(after.reason());
        return without
                && before != null
                && (before.state() == StateName.LOGOUT || (turn.signedIn && (!turn.gap || !changed(before, after))));
    }

    static boolean changed(AgentState before, AgentState after) {
        return before.state() != after.state() || !Objects.equals(before.stateChangeTime(), after.stateChangeTime());
    }
}
