package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which row of step 1 a state shown by Finesse is. Reads the turn, changes nothing.
final class Sights {
    private final Turn turn;
    private final @Nullable AgentState before;
    private final AgentState shown;
    private final boolean step;
    private final boolean unseen;
    private final Authorship authorship;

    /// @param step the state changed, and no other in between was missed
    /// @param unseen changes may have been missed since `before`
    Sights(Turn turn, @Nullable AgentState before, AgentState shown, boolean step, boolean unseen) {
        this.turn = turn;
        this.authorship = new Authorship(turn);
        this.unseen = unseen;
        this.before = before;
        this.shown = shown;
        this.step = step;
    }

    Sight row() {
        if (shown.state() == StateName.LOGOUT) {
            return Sight.SIGNED_OUT;
        }
        if (turn.phase instanceof Phase.Asked asked && authorship.tied(asked, shown) && !readable()) {
            return Sight.ASKED_TIED;
        }
        if (turn.phase instanceof Phase.Held && authorship.own(shown) && landedById() == null) {
            return Sight.HELD_TIME_TOLD;
        }
        if (HoldDoubt.doubtful(turn) && !chosenInDoubt()) {
            return Sight.DOUBTFUL;
        }
        Sight row = switch (turn.phase) {
            case Phase.None() -> unheld();
            case Phase.Asked asked -> asked(asked);
            case Phase.Held held -> held(held);
            case Phase.Releasing releasing -> releasing(releasing);
        };
        boolean another = row == Sight.ASKED_ANOTHER || row == Sight.HELD_ANOTHER || row == Sight.RELEASING_ANOTHER;
        return another && lostShown() ? Sight.LOST_HOLD_SHOWN : row;
    }

    /// Another request of ours, given up before, is what landed. Supervisors' requests all look the same: it may be one
    /// of them while the present one still waits for its turn, or goes by gadget.
    private boolean lostShown() {
        Memory.Lost request = lost(ReasonMatch.OURS);
        if (request == null || request.request().equals(shown.requestId())) {
            return request != null;
        }
        Sent sent = turn.phase.sent();
        boolean waits = sent != null && !sent.mayHaveLeft();
        return waits || request.hold().channel() == ChannelKind.GADGET || otherwiseAskedOnReady();
    }

    private boolean otherwiseAskedOnReady() {
        return turn.phase instanceof Phase.Asked(var hold, var _, var replaces)
                && hold.channel() == ChannelKind.GADGET
                && replaces == null
                && before != null
                && before.state() == StateName.READY;
    }

    private boolean bySystem() {
        return authorship.bySystem(shown);
    }

    /// A hold given up before that the reason shown could be. Only a READY agent is taken out of READY: what lands by
    /// gadget on a choice of his is his; a supervisor's lands only on READY, seen or not.
    Memory.@Nullable Lost lost(ReasonMatch match) {
        if (authorship.foreign(shown)) {
            return null;
        }
        Memory.Lost landed = landedById();
        return landed != null && match == ReasonMatch.OURS ? landed : lostByReason(match);
    }

    /// The one given up whose id is told, though no reason is.
    private Memory.@Nullable Lost landedById() {
        return turn.mayLand(false).stream()
                .filter(request -> authorship.own(shown) && request.request().equals(shown.requestId()))
                .filter(request -> turn.rest != Rest.NOT_READY)
                .findFirst()
                .orElse(null);
    }

    private Memory.@Nullable Lost lostByReason(ReasonMatch match) {
        return turn.mayLand(false).stream()
                .filter(request -> turn.rest != Rest.NOT_READY || request.hold().channel() == ChannelKind.SUPERVISOR)
                .filter(request -> ReasonMatch.of(request.hold(), shown.reason(), turn.policy) == match)
                .findFirst()
                .orElse(null);
    }

    /// A hold given up before that landed by gadget on a choice of theirs: it is theirs, and waited for no more.
    Optional<Memory.Lost> landedOnTheirs() {
        return turn.mayLand(false).stream()
                .filter(request -> shown.state() == StateName.NOT_READY)
                .filter(request -> request.hold().channel() == ChannelKind.GADGET)
                .filter(request -> ReasonMatch.of(request.hold(), shown.reason(), turn.policy) == ReasonMatch.OURS)
                .findFirst();
    }

    private boolean readyByStep() {
        return step
                && !authorship.givenBack(before, shown)
                && before != null
                && before.state() == StateName.NOT_READY
                && shown.state() == StateName.READY;
    }

    /// Entered from a call, from wrap-up or while a call was offered; told just now or before.
    private boolean afterCall() {
        if (turn.inCall || turn.callBefore || (before != null && authorship.inCall(before))) {
            return true;
        }
        Instant since = turn.enteredFromCall;
        return since != null && shown.stateChangeTime() != null && Newest.sameTime(since, shown.stateChangeTime());
    }

    /// NOT_READY follows a call in which nobody asked for READY.
    private boolean followsCall() {
        return (before == null || before.pendingState() != StateName.READY) && afterCall();
    }

    private Sight unheld() {
        if (readyByStep()) {
            return Sight.UNHELD_READY_BY_STEP;
        }
        if (step && authorship.givenBack(before, shown)) {
            return Sight.UNHELD_READY_GIVEN_BACK;
        }
        Dropped dropped = turn.dropped;
        if (dropped != null && dropped.shownBy(turn, before, shown)) {
            return Sight.UNHELD_DROPPED_SHOWN;
        }
        if (whoseIsUntold()) {
            return Sight.UNHELD_REASON_UNTOLD;
        }
        if (shown.state() == StateName.NOT_READY && lost(ReasonMatch.OURS) != null) {
            return Sight.UNHELD_LOST_HOLD_SHOWN;
        }
        if (shown.state() == StateName.NOT_READY && readable() && lost(ReasonMatch.UNTOLD) != null) {
            return Sight.UNHELD_LOST_HOLD_UNTOLD;
        }
        boolean found = before == null && turn.policy.adopt() && shown.state() == StateName.NOT_READY;
        return found && ourLabel() != null ? Sight.UNHELD_FOUND : Sight.UNHELD_OTHER;
    }

    /// Out of READY for a reason that this source does not tell: should it be the system's, READY comes back by itself.
    private boolean whoseIsUntold() {
        boolean outOfReady = step || anew();
        return outOfReady
                && turn.rest == Rest.READY
                && shown.state() == StateName.NOT_READY
                && shown.reason() == null
                && readable();
    }

    /// Another NOT_READY followed the system's around a call.
    private boolean anew() {
        return !unseen
                && before != null
                && authorship.temporary(before)
                && !Newest.sameTime(before.stateChangeTime(), shown.stateChangeTime());
    }

    /// A direct read would tell more.
    private boolean readable() {
        return shown.source() == StateSource.TEAM_GET && turn.policy.canRead();
    }

    /// Which of our labels is shown; null when none is.
    @Nullable
    ReasonLabel ourLabel() {
        Reason reason = shown.reason();
        if (reason == null || reason.none()) {
            return null;
        }
        for (ReasonLabel label : ReasonLabel.OURS) {
            Hold guess = new Hold(label, ChannelKind.GADGET, "", turn.now);
            if (ReasonMatch.of(guess, reason, turn.policy) == ReasonMatch.OURS) {
                return label;
            }
        }
        return null;
    }

    private Sight asked(Phase.Asked asked) {
        return switch (shown.state()) {
            case READY -> askedReady(asked);
            case NOT_READY -> askedNotReady(asked);
            case TALKING, HOLD -> overruled(asked) ? Sight.ASKED_OVERRULED_IN_CALL : Sight.ASKED_OTHER;
            case LOGOUT, UNKNOWN, RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, WORK, WORK_READY ->
                Sight.ASKED_OTHER;
        };
    }

    private Sight askedReady(Phase.Asked asked) {
        if (asked.confirmed() != null) {
            return readyByStep() ? Sight.ASKED_READY_BY_STEP : Sight.ASKED_READY_AFTER_HELD;
        }
        if (readyByStep() && (turn.mayLand(true).isEmpty() || authorship.foreign(shown))) {
            return Sight.ASKED_READY_BY_STEP;
        }
        boolean answered = asked.sent().answer() != Sent.Answer.PENDING;
        return step && afterCall() && answered ? Sight.ASKED_READY_AFTER_CALL : Sight.ASKED_READY_NOT_YET;
    }

    private Sight askedNotReady(Phase.Asked asked) {
        if (notThereYet(asked) && !theirsAfterAll()) {
            return Sight.ASKED_NOT_THERE_YET;
        }
        if (bySystem()) {
            return Sight.ASKED_BY_SYSTEM;
        }
        if (authorship.foreign(shown)) {
            return Sight.ASKED_ANOTHER;
        }
        return switch (ReasonMatch.of(asked.hold(), shown.reason(), turn.policy)) {
            case OURS -> asked.sent().mayHaveLeft() ? Sight.ASKED_OURS : notByThis(asked);
            case ANOTHER -> notByThis(asked);
            case UNTOLD -> askedUntold(asked);
        };
    }

    /// Another reason; or the one asked for while the request still waits for its turn.
    private Sight notByThis(Phase.Asked asked) {
        return earlierOurs(asked) ? Sight.ASKED_EARLIER_OURS : Sight.ASKED_ANOTHER;
    }

    /// The reason that was to be changed shows, where it could not have been seen before: after his call, or by gadget.
    private boolean earlierOurs(Phase.Asked asked) {
        Hold earlier = asked.earlier();
        return earlier != null
                && ReasonMatch.of(earlier, shown.reason(), turn.policy) == ReasonMatch.OURS
                && (earlier.channel() == ChannelKind.GADGET
                        || followsCall()
                        || authorship.toldAgain(before, shown, unseen));
    }

    private boolean notThereYet(Phase.Asked asked) {
        Phase.Held replaced = asked.confirmed();
        if (replaced == null || !Newest.sameTime(replaced.time(), shown.stateChangeTime())) {
            return false;
        }
        Reason reason = shown.reason();
        Reason known = replaced.reason();
        if (reason == null || reason.none()) {
            return Objects.equals(known, reason) || shown.stateChangeTime() != null;
        }
        return (known == null || known.none())
                ? ReasonMatch.of(replaced.hold(), reason, turn.policy) == ReasonMatch.OURS
                : !known.contradicts(reason);
    }

    /// A NOT_READY without a told reason after our request: by gadget it is not ours (we always give a reason); by
    /// supervisor a direct read that tells of no reasons at all is taken as ours, one that tells "none" is not.
    private Sight askedUntold(Phase.Asked asked) {
        if (readable()) {
            return Sight.ASKED_UNTOLD_BY_TEAM;
        }
        boolean chosen = asked.hold().channel() == ChannelKind.SUPERVISOR && (chosenAnew() || chosenInCall());
        if (chosen || !asked.sent().mayHaveLeft()) {
            return Sight.ASKED_WITHOUT_REASON;
        }
        if (authorship.mayBeTied(asked, shown)) {
            return Sight.ASKED_MAY_BE_TIED;
        }
        if (earlierToldAgain(asked)) {
            return Sight.ASKED_EARLIER_OURS;
        }
        return asked.hold().channel() == ChannelKind.SUPERVISOR && !noneTold()
                ? Sight.ASKED_UNTOLD_BY_SUPERVISOR
                : Sight.ASKED_WITHOUT_REASON;
    }

    /// No supervisor's request waits for the end of a call.
    private boolean chosenInCall() {
        return before != null && before.pendingState() == StateName.NOT_READY;
    }

    /// The hold whose reason was to be changed never had one told, and is told again after an outage of Finesse.
    private boolean earlierToldAgain(Phase.Asked asked) {
        Phase.Held replaced = asked.confirmed();
        return replaced != null && !Reason.told(replaced.reason()) && authorship.toldAgain(before, shown, true);
    }

    /// NOT_READY followed NOT_READY at another time: a supervisor's request lands on READY alone.
    private boolean chosenAnew() {
        return before != null
                && !unseen
                && before.state() == StateName.NOT_READY
                && !Newest.sameTime(before.stateChangeTime(), shown.stateChangeTime())
                && !authorship.afterOutage(before, shown);
    }

    private boolean chosenWithoutReason() {
        return !readable() && chosenInDoubt();
    }

    /// A change that nobody missed, while Finesse was in service: not where a reason told before is lost, for then it
    /// may have been out of service unheard.
    private boolean chosenInDoubt() {
        return before != null
                && anewWithoutReason()
                && !HoldDoubt.reasonKnown(turn.phase)
                && authorship.everyChangeTold(before, shown);
    }

    /// Neither of the two tells a reason.
    private boolean anewWithoutReason() {
        return before != null && chosenAnew() && !Reason.told(before.reason()) && !Reason.told(shown.reason());
    }

    /// During the call he chose, after our request, to be READY after it, or to leave.
    private boolean overruled(Phase.Asked asked) {
        Sent sent = asked.sent();
        return (shown.pendingState() == StateName.READY || shown.pendingState() == StateName.LOGOUT)
                && sent.answer() == Sent.Answer.ACCEPTED
                && shown.seenAt().isAfter(Objects.requireNonNull(sent.answeredAt()));
    }

    private Sight held(Phase.Held held) {
        return switch (shown.state()) {
            case READY -> readyByStep() ? Sight.HELD_READY_BY_STEP : Sight.HELD_READY;
            case NOT_READY -> heldNotReady(held);
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW -> heldOffered(held);
            case LOGOUT, UNKNOWN, TALKING, HOLD, WORK, WORK_READY -> Sight.HELD_OTHER;
        };
    }

    /// Only who is READY is offered a call: the Not Ready before it, which was not known to be the hold, was not it.
    private Sight heldOffered(Phase.Held held) {
        boolean another = before != null
                && before.state() == StateName.NOT_READY
                && !Newest.sameTime(held.time(), before.stateChangeTime());
        return !another ? Sight.HELD_OTHER : step ? Sight.HELD_READY_BY_STEP : Sight.HELD_READY;
    }

    private Sight heldNotReady(Phase.Held held) {
        ReasonMatch match = match(held);
        if (bySystem()) {
            return Sight.HELD_BY_SYSTEM;
        }
        if (erased(held) || chosenWithoutReason()) {
            return Sight.HELD_ANOTHER;
        }
        if (sameTime(held) && match != ReasonMatch.ANOTHER) {
            if (theirsAfterAll()) {
                return Sight.HELD_ANOTHER;
            }
            boolean timeTold = held.time() == null && shown.stateChangeTime() != null;
            boolean reasonTold = !Reason.told(held.reason());
            boolean more = match == ReasonMatch.OURS
                    ? timeTold || reasonTold
                    : held.reason() == null && (timeTold || noneTold());
            return more ? Sight.HELD_TIME_TOLD : Sight.HELD_SAME;
        }
        if (match == ReasonMatch.UNTOLD && readable()) {
            return Sight.HELD_UNTOLD_BY_TEAM;
        }
        if (!ours(held, match) || authorship.foreign(shown) || offeredInBetween(held)) {
            return Sight.HELD_ANOTHER;
        }
        if (followsCall()) {
            return Sight.HELD_AFTER_CALL;
        }
        if (match == ReasonMatch.UNTOLD) {
            return authorship.afterOutage(before, shown) ? Sight.HELD_TOLD_AGAIN : Sight.HELD_ANOTHER;
        }
        if (reasonFound()) {
            return Sight.HELD_REASON_FOUND;
        }
        if (held.hold().channel() == ChannelKind.GADGET) {
            return Sight.HELD_LABEL_AT_OTHER_TIME;
        }
        return authorship.toldAgain(before, shown, unseen) ? Sight.HELD_TOLD_AGAIN : Sight.HELD_ANOTHER;
    }

    /// Who is offered a call was READY; after a gap that was only ours a supervisor's Not Ready is a new one.
    private boolean offeredInBetween(Phase.Held held) {
        return unseen
                && before != null
                && Calls.of(before.state()) == Calls.RINGING
                && held.hold().channel() == ChannelKind.SUPERVISOR
                && !authorship.afterOutage(before, shown);
    }

    /// As far as its time is known; not where another without a reason was followed by it.
    private boolean sameTime(Phase.Held held) {
        boolean followed = held.time() == null && !Reason.told(held.reason()) && anewWithoutReason();
        return !followed && Newest.sameTime(held.time(), shown.stateChangeTime());
    }

    /// Told to have no reason, by a source that would tell one; a gadget tells none by telling nothing.
    private boolean noneTold() {
        Reason reason = shown.reason();
        return reason == null ? shown.source() == StateSource.GADGET : reason.none();
    }

    /// A source tells late that a person asked for what was taken as ours. A hold remembered over a restart may carry a
    /// request of ours of which nothing is remembered, unless it is told as a change since, or at another time.
    private boolean theirsAfterAll() {
        return authorship.foreign(shown)
                && (turn.confirmedHere || toldSince() || HoldDoubt.begunAnew(turn.phase, shown));
    }

    /// No time was told before.
    private boolean toldSince() {
        return before != null && !unseen && before.stateChangeTime() == null && shown.stateChangeTime() != null;
    }

    /// Told to have no reason, at a time that is not the confirmed one.
    private boolean erased(Phase.Held held) {
        return Reason.told(held.reason())
                && noneTold()
                && shown.stateChangeTime() != null
                && !HoldDoubt.exactlySame(held, shown);
    }

    private boolean ours(Phase.Held held, ReasonMatch match) {
        boolean stillNone = !Reason.told(held.reason()) && !Reason.told(shown.reason());
        boolean same = stillNone || Objects.equals(held.reason(), shown.reason());
        return match == ReasonMatch.OURS || (same && !unproven(held));
    }

    /// Where the reason itself tells nothing, one that contradicts what Finesse confirmed is another.
    private ReasonMatch match(Phase.Held held) {
        Reason confirmed = held.reason();
        ReasonMatch match = ReasonMatch.of(held.hold(), shown.reason(), turn.policy);
        boolean contradicted = confirmed != null && confirmed.contradicts(shown.reason());
        boolean another = match == ReasonMatch.UNTOLD && (contradicted || unproven(held));
        return another ? ReasonMatch.ANOTHER : match;
    }

    /// Neither time nor reason of the hold was ever told, as of one that was to follow a call, and something was missed
    /// since: the agent may have signed out and in.
    private boolean unproven(Phase.Held held) {
        boolean nothingKnown = held.time() == null && !Reason.told(held.reason());
        return nothingKnown && unseen && shown.stateChangeTime() != null && !readable() && !authorship.own(shown);
    }

    /// He was NOT_READY all the time, only Finesse did not know why: a supervisor cannot set a NOT_READY agent
    /// NOT_READY. Finesse finds the reason of what it shows, at the same time.
    private boolean reasonFound() {
        if (unseen || before == null || before.state() != StateName.NOT_READY) {
            return false;
        }
        Reason known = before.reason();
        return known != null && known.none() && Newest.sameTime(before.stateChangeTime(), shown.stateChangeTime());
    }

    private Sight releasing(Phase.Releasing releasing) {
        return switch (shown.state()) {
            case READY -> chosenBefore(releasing) ? Sight.HELD_READY_BY_STEP : Sight.RELEASING_READY;
            case NOT_READY -> releasingNotReady(releasing.held(), releasing.sent());
            case LOGOUT,
                    UNKNOWN,
                    RESERVED,
                    RESERVED_OUTBOUND,
                    RESERVED_OUTBOUND_PREVIEW,
                    TALKING,
                    HOLD,
                    WORK,
                    WORK_READY -> Sight.RELEASING_OTHER;
        };
    }

    /// READY while our own request for it still waits for its turn, or is not on its way any more; or because a person
    /// asked for it.
    private boolean chosenBefore(Phase.Releasing releasing) {
        Sent sent = releasing.sent();
        return readyByStep() && (!sent.mayHaveLeft() || cameToNothing(sent) || authorship.foreign(shown));
    }

    /// They were seen NOT_READY still when all it may bring had shown, though doubt kept it from being given up.
    private boolean cameToNothing(Sent sent) {
        Instant answeredAt = sent.answeredAt();
        return before != null && answeredAt != null && before.seenAt().isAfter(answeredAt.plus(Turn.MAY_STILL_LAND));
    }

    private Sight releasingNotReady(Phase.Held held, Sent sent) {
        ReasonMatch match = match(held);
        if (bySystem()) {
            return Sight.RELEASING_BY_SYSTEM;
        }
        if (erased(held) || chosenWithoutReason()) {
            return Sight.RELEASING_ANOTHER;
        }
        boolean another = match == ReasonMatch.ANOTHER;
        boolean followed = !decidedOn(sent) && !HoldDoubt.provenSame(held, shown) && followsCall();
        if (!another && followed && ours(held, match)) {
            return authorship.foreign(shown) ? Sight.RELEASING_ANOTHER : Sight.RELEASING_AFTER_CALL;
        }
        if (sameTime(held) && !another) {
            boolean timeTold = held.time() == null && shown.stateChangeTime() != null && !Reason.told(held.reason());
            return theirsAfterAll()
                    ? Sight.RELEASING_ANOTHER
                    : timeTold ? Sight.RELEASING_TIME_TOLD : Sight.RELEASING_SAME;
        }
        if (match == ReasonMatch.UNTOLD && readable()) {
            return Sight.RELEASING_UNTOLD_BY_TEAM;
        }
        if (!ours(held, match) || authorship.foreign(shown)) {
            return Sight.RELEASING_ANOTHER;
        }
        if (match == ReasonMatch.UNTOLD) {
            return authorship.afterOutage(before, shown) ? Sight.RELEASING_TOLD_AGAIN : Sight.RELEASING_ANOTHER;
        }
        if (held.hold().channel() == ChannelKind.GADGET) {
            return Sight.RELEASING_LABEL_AT_OTHER_TIME;
        }
        return reasonFound() || authorship.toldAgain(before, shown, unseen)
                ? Sight.RELEASING_TOLD_AGAIN
                : Sight.RELEASING_ANOTHER;
    }

    /// It shows what it showed when the request was decided on, or what it showed last: nothing has come of that yet.
    private boolean decidedOn(Sent sent) {
        Instant since = sent.onTime();
        Instant time = shown.stateChangeTime();
        boolean still = before != null && !StateIntake.changed(before, shown);
        return still || (since != null && time != null && Newest.close(since, time));
    }
}
