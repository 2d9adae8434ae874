package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Step 1 of a decision: what the event says of the hold, whatever the presence. See [AgentMachine].
final class Upkeep {
    private static final Duration SAME_TIME = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration WAIT_FOR_STATE = Duration.ofSeconds(15);
    private static final Set<StateName> CALLS = Set.of(
            StateName.TALKING,
            StateName.HOLD,
            StateName.RESERVED,
            StateName.RESERVED_OUTBOUND,
            StateName.RESERVED_OUTBOUND_PREVIEW,
            StateName.WORK,
            StateName.WORK_READY);

    private final Turn turn;

    Upkeep(Turn turn) {
        this.turn = turn;
    }

    void take(AgentEvent event) {
        switch (event) {
            case AgentEvent.PresenceHeard heard -> presence(heard.presence());
            case AgentEvent.StateSeen seen -> seen(seen.state());
            case AgentEvent.Gap() -> turn.gap = true;
            case AgentEvent.ReadFailed failed -> readFailed();
            case AgentEvent.Answered answered -> answered(answered.requestId(), answered.outcome());
            case AgentEvent.LookAgain() -> {}
            case AgentEvent.Reloaded() -> turn.givenUp = null;
        }
    }

    private void presence(Presence heard) {
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

    private void seen(AgentState next) {
        if (next.source() != StateSource.TEAM_GET) {
            turn.reading = false;
        }
        AgentState before = turn.state;
        AgentState after = turn.gap ? next : Newest.of(before, next);
        turn.state = after;
        if (after.state() == StateName.UNKNOWN) {
            turn.gap = true;
            return;
        }
        boolean step = before != null && !turn.gap && before.state() != after.state();
        turn.gap = false;
        if (before == null || changed(before, after)) {
            turn.freshStart();
        }
        judge(before, after, step);
    }

    private static boolean changed(AgentState before, AgentState after) {
        return before.state() != after.state() || !Objects.equals(before.stateChangeTime(), after.stateChangeTime());
    }

    private void judge(@Nullable AgentState before, AgentState after, boolean step) {
        if (after.state() == StateName.LOGOUT) {
            turn.phase = new Phase.None();
            return;
        }
        boolean fromNotReady = step && before != null && before.state() == StateName.NOT_READY;
        switch (turn.phase) {
            case Phase.None() -> unheld(before, after, fromNotReady);
            case Phase.Asked asked -> asked(asked, after, fromNotReady);
            case Phase.Held held -> held(held, before, after, fromNotReady);
            case Phase.Releasing releasing -> releasing(releasing, after);
        }
    }

    private void unheld(@Nullable AgentState before, AgentState after, boolean fromNotReady) {
        if (after.state() == StateName.READY && fromNotReady) {
            humanReady();
        } else if (landedLate(after)) {
            Hold hold = Objects.requireNonNull(turn.lost).hold();
            turn.phase = new Phase.Held(hold, after.stateChangeTime(), after.reason());
            turn.lost = null;
        } else if (before == null && turn.policy.adopt()) {
            adopt(after);
        }
    }

    private boolean landedLate(AgentState shown) {
        Memory.Lost lost = turn.lost;
        return lost != null
                && !lost.release()
                && shown.state() == StateName.NOT_READY
                && turn.now.isBefore(lost.until())
                && ReasonMatch.of(lost.hold(), shown.reason(), turn.policy) == ReasonMatch.OURS;
    }

    /// With an empty store, at first sight, our own label is taken for our own hold; the supervisor's code never.
    private void adopt(AgentState shown) {
        Reason reason = shown.reason();
        ReasonLabel label = ours(reason);
        if (shown.state() == StateName.NOT_READY && label != null) {
            Hold hold = new Hold(label, ChannelKind.GADGET, "found at first sight", turn.now);
            turn.phase = new Phase.Held(hold, shown.stateChangeTime(), reason);
        }
    }

    private @Nullable ReasonLabel ours(@Nullable Reason reason) {
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

    private void asked(Phase.Asked asked, AgentState shown, boolean fromNotReady) {
        if (shown.state() == StateName.READY && asked.replaces() != null) {
            dropped(fromNotReady);
        }
        if (shown.state() != StateName.NOT_READY || notThereYet(asked, shown)) {
            return;
        }
        switch (ReasonMatch.of(asked.hold(), shown.reason(), turn.policy)) {
            case OURS -> confirm(asked, shown);
            case ANOTHER -> turn.phase = new Phase.None();
            case UNTOLD -> untold(asked, shown);
        }
    }

    private static boolean notThereYet(Phase.Asked asked, AgentState shown) {
        Phase.Held replaced = asked.replaces();
        return replaced != null
                && Objects.equals(replaced.reason(), shown.reason())
                && sameTime(replaced.time(), shown.stateChangeTime());
    }

    /// A NOT_READY without a told reason right after our request: by gadget it is not ours (we always give a reason);
    /// by supervisor a direct read that shows no other reason is taken as ours.
    private void untold(Phase.Asked asked, AgentState shown) {
        if (shown.source() == StateSource.TEAM_GET && turn.policy.canRead()) {
            turn.read();
        } else if (asked.hold().channel() == ChannelKind.SUPERVISOR) {
            confirm(asked, shown);
        } else {
            turn.phase = new Phase.None();
        }
    }

    private void confirm(Phase.Asked asked, AgentState shown) {
        turn.phase = new Phase.Held(asked.hold(), shown.stateChangeTime(), shown.reason());
        turn.lost = null;
        turn.freshStart();
    }

    private void held(Phase.Held held, @Nullable AgentState before, AgentState shown, boolean fromNotReady) {
        if (shown.state() == StateName.READY) {
            dropped(fromNotReady);
        } else if (shown.state() == StateName.NOT_READY) {
            stillNotReady(held, before, shown);
        }
    }

    private void stillNotReady(Phase.Held held, @Nullable AgentState before, AgentState shown) {
        ReasonMatch match = ReasonMatch.of(held.hold(), shown.reason(), turn.policy);
        boolean sameReason = match == ReasonMatch.OURS || Objects.equals(held.reason(), shown.reason());
        boolean afterCall = before != null && CALLS.contains(before.state());
        if (sameTime(held.time(), shown.stateChangeTime()) && match != ReasonMatch.ANOTHER) {
            return;
        }
        if (match == ReasonMatch.UNTOLD && shown.source() == StateSource.TEAM_GET) {
            turn.read();
        } else if (sameReason && (afterCall || held.hold().channel() == ChannelKind.GADGET)) {
            turn.phase = new Phase.Held(held.hold(), shown.stateChangeTime(), shown.reason());
        } else {
            turn.phase = new Phase.None();
        }
    }

    private void releasing(Phase.Releasing releasing, AgentState shown) {
        if (shown.state() == StateName.READY) {
            turn.phase = new Phase.None();
            turn.freshStart();
        } else if (shown.state() == StateName.NOT_READY) {
            Phase.Held held = releasing.held();
            boolean same = sameTime(held.time(), shown.stateChangeTime())
                    && ReasonMatch.of(held.hold(), shown.reason(), turn.policy) != ReasonMatch.ANOTHER;
            turn.phase = same ? releasing : new Phase.None();
        }
    }

    private void dropped(boolean byStep) {
        turn.phase = new Phase.None();
        if (byStep) {
            humanReady();
        }
    }

    /// A human (the agent or a supervisor) chose READY: for the rest of a busy spell that stands. Unless it was a
    /// release of ours that came late.
    private void humanReady() {
        Memory.Lost lost = turn.lost;
        if (lost != null && lost.release() && turn.now.isBefore(lost.until())) {
            turn.lost = null;
            return;
        }
        Stance stance = turn.stance;
        turn.override = stance != null && (stance.busy() || turn.override);
    }

    static boolean sameTime(@Nullable Instant one, @Nullable Instant other) {
        return one == null
                || other == null
                || Duration.between(one, other).abs().compareTo(SAME_TIME) <= 0;
    }

    private void answered(String requestId, Outcome outcome) {
        Sent sent = turn.phase.sent();
        if (sent == null || !sent.id().equals(requestId)) {
            return;
        }
        switch (outcome) {
            case Outcome.Accepted() -> turn.phase = turn.phase.with(sent.answered(Sent.Answer.ACCEPTED, turn.now));
            case Outcome.NotSent(String why) -> notSent();
            case Outcome.Failed failed -> failed(failed, sent);
        }
    }

    /// Either the wish had died in the queue (then there is a new one), or Finesse showed something else: look again.
    private void notSent() {
        boolean wanted = AgentMachine.wanted(turn.phase, turn.stance);
        turn.phase = turn.phase.before();
        if (wanted) {
            turn.holdOff(LOOK_AGAIN);
            turn.read();
        }
    }

    private void failed(Outcome.Failed failed, Sent sent) {
        switch (failed.failure()) {
            case RETRY, CHANNEL_GONE -> {
                turn.phase = turn.phase.with(sent.answered(Sent.Answer.UNCERTAIN, turn.now));
                turn.backOff();
            }
            case WAIT_FOR_STATE -> {
                turn.phase = turn.phase.before();
                turn.holdOff(WAIT_FOR_STATE);
                turn.read();
            }
            case THIS_AGENT_ONLY -> {
                turn.givenUp = givenUp(failed);
                turn.phase = turn.phase.before();
            }
            case ACCOUNT_STOPPED -> turn.phase = turn.phase.before();
        }
    }

    private Memory.GivenUp givenUp(Outcome.Failed failed) {
        Hold hold = turn.phase.hold();
        boolean labelOnly = failed.errorType().equals(Outcome.LABEL_MISSING) && hold != null;
        return new Memory.GivenUp(
                failed.errorType() + ": " + failed.message(),
                labelOnly ? Objects.requireNonNull(hold).label() : null);
    }
}
