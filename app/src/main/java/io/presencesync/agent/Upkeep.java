package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Step 1 of a decision: what the event says of the hold, whatever the presence. See [AgentMachine].
final class Upkeep {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration WAIT_FOR_STATE = Duration.ofSeconds(15);

    private final Turn turn;

    Upkeep(Turn turn) {
        this.turn = turn;
    }

    void take(AgentEvent event) {
        outageOver();
        switch (event) {
            case AgentEvent.PresenceHeard heard -> presence(heard.presence());
            case AgentEvent.StateSeen seen -> {
                turn.readNow = seen.state().source() == StateSource.USER_GET;
                new StateIntake(turn, this).take(seen);
            }
            case AgentEvent.ClockSetBack() -> turn.clock = turn.clock.setBack(turn.now);
            case AgentEvent.Gap() -> gap();
            case AgentEvent.ReadFailed failed -> readFailed();
            case AgentEvent.ReadSpared() -> turn.reading = false;
            case AgentEvent.Left(String request) -> left(request);
            case AgentEvent.Answered answered -> answered(answered.requestId(), answered.outcome());
            case AgentEvent.Paused(Pause pause) -> turn.pause = pause;
            case AgentEvent.Resumed() -> turn.pause = null;
            case AgentEvent.LookAgain() -> {}
            case AgentEvent.Reloaded() -> reloaded();
        }
    }

    private void reloaded() {
        Sent sent = turn.phase.sent();
        turn.givenUp = null;
        turn.beforeReload = sent == null ? null : sent.id();
    }

    /// What is shown next may be what Finesse could recover only in part.
    void gap() {
        turn.gap = true;
        turn.gapAt = turn.now;
    }

    private void presence(Presence told) {
        Presence heard = PublicUnknown.heard(turn, told);
        boolean news = turn.presence == null || !turn.presence.sameWords(heard);
        turn.presence = heard;
        if (news) {
            turn.freshStart();
        }
    }

    private void readFailed() {
        turn.reading = false;
        turn.backOff();
    }

    /// What was doubtful because of an outage is judged as it stands; what a list leaves untold, once it is read.
    private void outageOver() {
        if (turn.gapAt == null || HoldDoubt.outage(turn)) {
            return;
        }
        AgentState shown = turn.state;
        if (!turn.gap && shown != null) {
            again();
        }
        turn.gapAt = HoldDoubt.untold(turn) ? turn.gapAt : null;
    }

    /// Judges a state shown, and does what its row says of the hold.
    ///
    /// @param before what was known before it; null when nothing
    /// @param step the state changed, and no other in between was missed
    /// @param unseen changes may have been missed since `before`
    Sight judge(@Nullable AgentState before, AgentState shown, boolean step, boolean unseen) {
        Sights sights = new Sights(turn, before, shown, step, unseen);
        Sight row = sights.row();
        Phase phase = turn.phase;
        switch (Objects.requireNonNull(turn.table.sights().get(row))) {
            case KEEP -> {}
            case READ -> turn.read();
            case HELD -> held(shown, turn.phase.hold());
            case EARLIER -> earlier(shown);
            case LOST -> landed(shown, sights.lost(ReasonMatch.OURS));
            case OVERTAKEN -> overtaken();
            case NEW_TIME -> newTime(shown);
            case FOUND -> found(sights, shown);
            case STANDS -> stands(shown);
            case BACK -> afterCall();
            case DONE -> done();
            case DROP -> turn.phase = new Phase.None();
            case OVERRIDE -> override(shown);
        }
        turn.dropped = Dropped.after(turn, phase, before, shown, row, unseen);
        if (row == Sight.SIGNED_OUT) {
            turn.forgetReleases();
        }
        if (shown.state() != StateName.NOT_READY || row == Sight.HELD_ANOTHER) {
            turn.restore = null;
        }
        readyFound(before, shown, step);
        if (row == Sight.UNHELD_OTHER || row == Sight.HELD_LABEL_AT_OTHER_TIME) {
            sights.landedOnTheirs().ifPresent(turn::forget);
        }
        return row;
    }

    /// READY, how it came about unseen, or a call that was offered meanwhile, as it is to READY alone: a release given
    /// up before may be what brought it, and is waited for no more.
    private void readyFound(@Nullable AgentState before, AgentState shown, boolean step) {
        boolean fromNotReady = before == null || before.state() == StateName.NOT_READY;
        boolean ready = shown.state() == StateName.READY && !step;
        if (fromNotReady && (ready || new Authorship(turn).offered(shown))) {
            turn.forgetReleases();
        }
    }

    /// The hold whose reason was to be changed. Before the change is answered nothing more is asked for.
    private void earlier(AgentState shown) {
        if (turn.phase instanceof Phase.Asked(Hold hold, Sent asked, Phase replaced) && replaced != null) {
            Sent sent = replaced.sent();
            Hold before = Objects.requireNonNull(replaced.hold(), "only a hold is replaced");
            if (asked.answer() == Sent.Answer.PENDING) {
                turn.phase = new Phase.Asked(hold, asked, shownAs(before, shown));
            } else {
                instead(shown, before);
            }
            if (sent != null) {
                turn.forget(sent.id());
            }
        }
    }

    /// Confirmed since the start.
    private Phase.Held shownAs(Hold hold, AgentState shown) {
        turn.confirmedHere = true;
        return new Phase.Held(hold, shown.stateChangeTime(), shown.reason());
    }

    private void landed(AgentState shown, Memory.@Nullable Lost request) {
        if (request != null) {
            instead(shown, request.hold());
            turn.forget(request);
        }
    }

    /// Another hold of ours is the one that shows; what is under way may still be carried out.
    private void instead(AgentState shown, @Nullable Hold hold) {
        if (hold != null) {
            turn.giveUpOnRequest();
            turn.phase = shownAs(hold, shown);
            turn.freshStart();
        }
    }

    /// The call is over, and neither what was asked for nor what was to be changed followed it.
    private void afterCall() {
        Phase.Held confirmed = turn.phase instanceof Phase.Asked asked ? asked.confirmed() : null;
        turn.giveUpOnRequest();
        turn.phase = confirmed == null ? new Phase.None() : confirmed;
    }

    private void newTime(AgentState shown) {
        if (turn.phase instanceof Phase.Releasing(var held, var sent)) {
            turn.confirmedHere |= !Newest.sameTime(held.time(), shown.stateChangeTime());
            turn.phase =
                    new Phase.Releasing(new Phase.Held(held.hold(), shown.stateChangeTime(), shown.reason()), sent);
        }
    }

    private void overtaken() {
        turn.giveUpOnRequest();
        turn.phase = new Phase.None();
    }

    private void held(AgentState shown, @Nullable Hold hold) {
        if (hold == null) {
            return;
        }
        boolean fresh = !(turn.phase instanceof Phase.Held);
        turn.confirmedHere |= fresh || !knownAt(shown);
        if (turn.phase instanceof Phase.Asked(var _, Sent sent, var _)) {
            turn.unanswered = sent.answer() == Sent.Answer.PENDING ? sent.id() : null;
        }
        switch (turn.phase) {
            case Phase.Asked asked -> shows(asked, shown);
            case Phase.Releasing _ -> {
                turn.giveUpOnRequest();
                landedAs(hold, shown);
            }
            case Phase.None() -> {}
            case Phase.Held _ -> landedAs(hold, shown);
        }
        turn.phase = hold.ours() ? new Phase.Held(hold, shown.stateChangeTime(), reason(shown)) : new Phase.None();
        if (fresh) {
            turn.freshStart();
        }
    }

    /// Where only the order of events ties to our request what shows without a reason, a person may have come first: by
    /// gadget the reason asked for may show still.
    private void shows(Phase.Asked asked, AgentState shown) {
        turn.forget(asked.sent().id());
        boolean untold = !Reason.told(shown.reason()) && shown.requestId() == null;
        if (untold && asked.hold().channel() == ChannelKind.GADGET) {
            turn.giveUpOnRequest();
        }
    }

    /// By the reason asked for it is known to show.
    private void landedAs(Hold hold, AgentState shown) {
        if (ReasonMatch.of(hold, shown.reason(), turn.policy) == ReasonMatch.OURS) {
            turn.landed(hold);
        }
    }

    /// Once told, the reason of a hold is known, though Finesse may lose it.
    private @Nullable Reason reason(AgentState shown) {
        Reason known = turn.phase instanceof Phase.Held held ? held.reason() : null;
        return Reason.told(known) && !Reason.told(shown.reason()) ? known : shown.reason();
    }

    /// The hold was known to show since this time.
    private boolean knownAt(AgentState shown) {
        return turn.phase instanceof Phase.Held held && Newest.sameTime(held.time(), shown.stateChangeTime());
    }

    /// With an empty store, at first sight, our own label is taken for our own hold; the supervisor's code never.
    private void found(Sights sights, AgentState shown) {
        Hold hold = new Hold(
                Objects.requireNonNull(sights.ourLabel()), ChannelKind.GADGET, "found at first sight", turn.wall);
        turn.phase = new Phase.Held(hold, shown.stateChangeTime(), shown.reason());
    }

    private void stands(AgentState shown) {
        if (turn.dropped != null) {
            turn.phase = turn.dropped.standing(shown);
            turn.confirmedHere = true;
            turn.freshStart();
        }
    }

    private void done() {
        turn.forgetReleases();
        turn.phase = new Phase.None();
        turn.freshStart();
    }

    /// A human (the agent or a supervisor) chose READY: for the rest of a busy spell that stands. Unless it was a
    /// release of ours that came late.
    private void override(AgentState shown) {
        List<Memory.Lost> ours = new Authorship(turn).foreign(shown) ? List.of() : turn.mayLand(true);
        overtaken();
        if (!ours.isEmpty()) {
            turn.forget(ours.getFirst());
            return;
        }
        Stance stance = turn.stance;
        turn.override = stance != null && (turn.toldBusy || turn.override);
    }

    private void left(String request) {
        new OldNews(turn).left(request);
        Sent sent = turn.phase.sent();
        if (sent != null && sent.id().equals(request)) {
            turn.phase = turn.phase.with(sent.left(turn.now));
        }
        turn.left(request);
    }

    private void answered(String requestId, Outcome outcome) {
        new OldNews(turn).answered(requestId, outcome);
        Sent sent = turn.phase.sent();
        if (sent == null || !sent.id().equals(requestId)) {
            learnedLate(requestId, outcome);
            return;
        }
        boolean wanted = AgentMachine.wanted(turn.phase, turn.stance);
        Answer row = Answer.of(outcome, wanted, sent.mayHaveLeft());
        boolean kept = row == Answer.NEVER_LEFT || outcome instanceof Outcome.NotSent;
        switch (Objects.requireNonNull(turn.table.answers().get(row))) {
            case AWAIT_SIGHT -> {
                turn.phase = turn.phase.with(sent.answered(Sent.Answer.ACCEPTED, turn.now));
                shownBefore();
            }
            case UNCERTAIN -> uncertain(sent);
            case BACK -> back(kept);
            case BACK_AND_LOOK -> {
                turn.backOff(LOOK_AGAIN);
                backAndLook(kept);
            }
            case BACK_AND_WAIT -> {
                turn.holdOff(WAIT_FOR_STATE);
                backAndLook(kept);
            }
            case GIVE_UP -> {
                if (requestId.equals(turn.beforeReload)) {
                    turn.backOff();
                    backAndLook(kept);
                } else {
                    giveUp(outcome);
                }
            }
        }
    }

    /// Its hold may have shown, without a reason, before Finesse's answer came.
    private void shownBefore() {
        AgentState shown = turn.state;
        boolean tied =
                turn.phase instanceof Phase.Asked asked && shown != null && new Authorship(turn).tied(asked, shown);
        if (tied) {
            again();
        }
    }

    private void uncertain(Sent sent) {
        turn.phase = turn.phase.with(sent.answered(Sent.Answer.UNCERTAIN, turn.now));
        turn.backOff();
    }

    private void learnedLate(String requestId, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted() -> turn.learned(requestId, false);
            case Outcome.NotSent(String why) -> refusedLate(requestId);
            case Outcome.Failed failed -> {
                switch (failed.failure()) {
                    case RETRY, CHANNEL_GONE -> {
                        if (turn.waiting.contains(requestId)) {
                            refusedLate(requestId);
                        }
                    }
                    case WAIT_FOR_STATE, THIS_AGENT_ONLY, ACCOUNT_STOPPED -> refusedLate(requestId);
                }
            }
        }
    }

    /// What looked like the hold it asked for was somebody else's: by supervisor nothing but the code tells, so that it
    /// may be another supervisor's, unless another request of ours was still to land.
    private void refusedLate(String requestId) {
        turn.learned(requestId, true);
        turn.refused(requestId);
        boolean confirmedByIt = requestId.equals(turn.unanswered) && turn.phase instanceof Phase.Held;
        Hold hold = turn.phase.hold();
        boolean another = !turn.mayLand(false).isEmpty();
        if (confirmedByIt && hold != null && hold.channel() == ChannelKind.SUPERVISOR && !another) {
            turn.phase = new Phase.None();
            turn.rest = Rest.NOT_READY;
        }
    }

    /// What was before the request holds again, as far as the state shown agrees.
    ///
    /// @param kept it has not left, or was kept back on its way
    private void back(boolean kept) {
        Sent sent = turn.phase.sent();
        if (kept) {
            turn.takeBack();
        } else {
            turn.phase = turn.phase.before();
            if (sent != null) {
                turn.refused(sent.id());
            }
        }
        again();
    }

    /// Judges the state shown once more, after the phase went back.
    void again() {
        AgentState shown = turn.state;
        if (shown != null && shown.state() != StateName.UNKNOWN) {
            Sight _ = judge(shown, shown, false, true);
            if (shown.state() == StateName.NOT_READY) {
                turn.rest = new Resting(turn).notReady(shown, shown, false);
            }
        }
    }

    private void backAndLook(boolean kept) {
        back(kept);
        turn.read();
    }

    private void giveUp(Outcome outcome) {
        Hold hold = turn.phase.hold();
        back(outcome instanceof Outcome.NotSent);
        turn.givenUp = switch (outcome) {
            case Outcome.Accepted() -> new Memory.GivenUp("accepted", null);
            case Outcome.NotSent(String why) -> new Memory.GivenUp(why, null);
            case Outcome.Failed(var failure, String errorType, String message) ->
                new Memory.GivenUp(
                        errorType + ": " + message,
                        errorType.equals(Outcome.LABEL_MISSING) && hold != null ? hold.label() : null);
        };
    }
}
