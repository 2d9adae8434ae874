package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Cause;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Presence;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.presence.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Step 2 of a decision: finds the row, and does what it says unless a guard objects. See [AgentMachine].
final class Choice {
    /// A state waited for is read this often, should its event have been lost.
    private static final Duration WATCH = Duration.ofSeconds(30);

    private static final Duration UNTOLD = Duration.ofSeconds(1);

    private final Turn turn;
    private final Ruling ruling;

    Choice(Turn turn, Ruling ruling) {
        this.turn = turn;
        this.ruling = ruling;
    }

    Decision make() {
        AgentState state = turn.state;
        if (state == null || (state.state() == StateName.UNKNOWN && turn.on(Guard.STATE_UNKNOWN))) {
            if (turn.allowed()) {
                turn.read();
            }
            return await(Guard.STATE_UNKNOWN.words);
        }
        Decision objection = objection(state);
        return objection != null ? objection : act(new Rows(turn, state).of(ruling.verdict()), state);
    }

    private @Nullable Decision objection(AgentState state) {
        if (turn.clock.contradicted() && turn.policy.canRead() && turn.on(Guard.TIME_IN_DOUBT)) {
            EarlierTime.lookInto(turn, state);
            return await(Guard.TIME_IN_DOUBT.words);
        }
        if (HoldDoubt.doubtful(turn) && turn.on(Guard.HOLD_IN_DOUBT)) {
            turn.readEvery(WATCH);
            turn.wakeAt((turn.gapAt == null ? turn.now : turn.gapAt).plus(HoldDoubt.OUTAGE));
            return await(Guard.HOLD_IN_DOUBT.words);
        }
        if (HoldDoubt.untold(turn) && turn.on(Guard.REASON_UNTOLD)) {
            askForReason();
            return await(Guard.REASON_UNTOLD.words);
        }
        if (underWay(state) && turn.on(Guard.UNDER_WAY)) {
            watch(state);
            return await(Guard.UNDER_WAY.words);
        }
        Memory.GivenUp givenUp = turn.givenUp;
        if (givenUp != null && givenUp.covers(ruling.verdict()) && turn.on(Guard.GIVEN_UP)) {
            Cause cause = givenUp.label() == null ? Cause.WAITING : Cause.LABEL_MISSING;
            return new Decision(Decision.Kind.LEAVE, givenUp.why(), ruling.rule(), cause, givenUp.label());
        }
        return null;
    }

    /// Where a release waits for it, one that leaves when the presence has settled is the read before the release, too:
    /// no other is begun shortly before, and none that was begun earlier is waited for.
    private void askForReason() {
        if (!turn.allowed()) {
            return;
        }
        Stance stance = turn.stance;
        if (stance == null || stance.busy() || !(ruling.verdict() instanceof Verdict.Free)) {
            turn.readEvery(UNTOLD);
            return;
        }
        Instant due = stance.since().plus(ruling.settle());
        if (turn.now.isBefore(due)) {
            turn.wakeAt(due);
        } else if (turn.readAt == null || turn.readAt.isBefore(due)) {
            turn.readAnew();
        } else {
            turn.readEvery(UNTOLD);
        }
    }

    private boolean underWay(AgentState state) {
        Sent decided = turn.phase.sent();
        if (decided == null) {
            return false;
        }
        Progress progress = new Progress(turn, state);
        Sent sent = progress.overdue(decided);
        if (progress.pendingInCall(sent)) {
            return false;
        }
        if (!progress.cameToNothing(sent)) {
            return true;
        }
        new Upkeep(turn).again();
        return underWay(state);
    }

    private Decision act(Row row, AgentState state) {
        return switch (Objects.requireNonNull(turn.table.rows().get(row))) {
            case HOLD -> hold(row, state);
            case RELEASE -> release(state);
            case LEAVE -> left(row, state);
            case WAIT -> {
                watch(state);
                yield new Decision(Decision.Kind.WAIT, words(row, state), ruling.rule(), row.cause);
            }
        };
    }

    private void watch(AgentState state) {
        boolean passes = Calls.of(state.state()) != Calls.NONE || new Authorship(turn).bySystem(state);
        if (!passes || !turn.policy.canRead()) {
            return;
        }
        Instant next = state.seenAt().plus(WATCH);
        if (turn.now.isBefore(next)) {
            turn.wakeAt(next);
        } else {
            turn.readEvery(WATCH);
        }
    }

    private Decision left(Row row, AgentState state) {
        Concern concern = new Concerns(turn, state).of(row, ruling.verdict());
        String why = ruling.verdict() instanceof Verdict.Ignore ignored && row == Row.IGNORED
                ? ignored.why()
                : words(row, state);
        return new Decision(Decision.Kind.LEAVE, why, ruling.rule(), concern.cause(), concern.about());
    }

    private String words(Row row, AgentState state) {
        Hold hold = turn.phase.hold();
        String words = row.words.isEmpty() ? "{state}" : row.words;
        return words.replace("{state}", state.inWords())
                .replace("{held}", hold == null ? "" : hold.label().value());
    }

    private Decision hold(Row row, AgentState state) {
        Stance stance = Objects.requireNonNull(turn.stance);
        ReasonLabel label = Objects.requireNonNull(stance.label(), "only a busy presence holds");
        boolean first = turn.phase instanceof Phase.None;
        Decision hindrance = hindrance((first ? stance.since() : stance.labelSince()).plus(ruling.settle()));
        if (hindrance != null) {
            return hindrance;
        }
        if (!fresh(state) && turn.on(Guard.STATE_TOO_OLD)) {
            turn.read();
            return await(Guard.STATE_TOO_OLD.words);
        }
        return ask(row, label, state, replaced());
    }

    private @Nullable Phase replaced() {
        return switch (turn.phase) {
            case Phase.None() -> null;
            case Phase.Held held -> held;
            case Phase.Asked pending ->
                pending.confirmed() != null
                        ? pending.confirmed()
                        : new Phase.Asked(pending.hold(), pending.sent(), null);
            case Phase.Releasing releasing -> releasing.held();
        };
    }

    private Decision ask(Row row, ReasonLabel label, AgentState state, @Nullable Phase replaces) {
        Presence presence = Objects.requireNonNull(turn.presence);
        String why = "Webex shows " + presence.inWords() + ": " + label;
        turn.begins(turn.moment.freshId());
        Sent sent = send(TargetState.NOT_READY, label, state, why, null);
        Hold hold = new Hold(label, turn.policy.channel(), presence.inWords(), turn.wall);
        turn.giveUpOnRequest();
        turn.phase = new Phase.Asked(hold, sent, replaces);
        turn.triedInCall |= Calls.of(state.state()) == Calls.TALKING;
        turn.takenOver |= row == Row.BUSY_HELD_TAKEN_OVER;
        if (turn.override) {
            turn.renewed = true;
            turn.renewedAt = turn.now;
            turn.override = false;
        }
        return new Decision(Decision.Kind.HOLD, why, ruling.rule(), Cause.NONE);
    }

    private Decision release(AgentState state) {
        Stance stance = Objects.requireNonNull(turn.stance);
        Phase.Held held = Objects.requireNonNull(held(state), "only what is held is released");
        Instant due = stance.since().plus(ruling.settle());
        Decision hindrance = hindrance(due);
        if (hindrance != null) {
            return hindrance;
        }
        String why = "Webex shows " + Objects.requireNonNull(turn.presence).inWords() + ", and we held them as "
                + held.hold().label();
        turn.begins(turn.moment.freshId());
        turn.giveUpOnRequest();
        turn.phase = new Phase.Releasing(held, send(TargetState.READY, null, state, why, turn.readNow ? due : null));
        turn.restore = null;
        return new Decision(Decision.Kind.RELEASE, why, ruling.rule(), Cause.NONE);
    }

    /// What is to be ended: a confirmed hold, one that would follow after his call, or by `restore: always` a NOT_READY
    /// that is not ours.
    private Phase.@Nullable Held held(AgentState state) {
        return switch (turn.phase) {
            case Phase.Held held -> held;
            case Phase.Releasing releasing -> releasing.held();
            case Phase.Asked asked -> new Phase.Held(asked.hold(), null, null);
            case Phase.None() -> restorable(state);
        };
    }

    private Phase.@Nullable Held restorable(AgentState state) {
        ReasonLabel label = turn.restore;
        if (label == null) {
            return null;
        }
        Hold hold = Hold.notOurs(label, turn.policy.channel(), turn.wall);
        return new Phase.Held(hold, state.stateChangeTime(), state.reason());
    }

    /// What keeps a request from leaving now; null when nothing does.
    private @Nullable Decision hindrance(Instant settledAt) {
        if (turn.now.isBefore(settledAt) && turn.on(Guard.SETTLING)) {
            turn.wakeAt(settledAt);
            return await(Guard.SETTLING.words);
        }
        if (!turn.policy.channelAvailable() && turn.on(Guard.CHANNEL_GONE)) {
            return await(
                    turn.policy.channel() == ChannelKind.GADGET
                            ? "their gadget is not connected"
                            : "Finesse is out of service, or the supervisor account cannot be used");
        }
        return turn.allowed() || !turn.on(Guard.BACKING_OFF) ? null : await(Guard.BACKING_OFF.words);
    }

    /// A state is fresh when his own gadget, connected, told it, when it was seen since Finesse tells every change, or
    /// when it is younger than two polls.
    private boolean fresh(AgentState state) {
        if (!turn.policy.canRead()) {
            return true;
        }
        if (turn.gap) {
            return false;
        }
        Instant live = turn.policy.liveSince();
        if (live != null && !state.seenAt().isBefore(live)) {
            return true;
        }
        boolean toldByGadget = state.source() == StateSource.GADGET && turn.policy.channel() == ChannelKind.GADGET;
        return toldByGadget || Duration.between(state.seenAt(), turn.now).compareTo(turn.policy.freshFor()) <= 0;
    }

    private Sent send(
            TargetState target, @Nullable ReasonLabel label, AgentState state, String why, @Nullable Instant dueSince) {
        Reason reason = state.reason();
        StateRequest.OnlyIf onlyIf =
                new StateRequest.OnlyIf(state.state(), reason == null ? null : reason.id(), state.stateChangeTime());
        Presence cause = Objects.requireNonNull(turn.presence);
        StateRequest request = new StateRequest(
                turn.moment.freshId(),
                turn.policy.agent(),
                turn.policy.channel(),
                target,
                label,
                onlyIf,
                why,
                cause,
                dueSince);
        turn.effects.add(new Effect.Send(request));
        return Sent.pending(request.id(), state.stateChangeTime());
    }

    private Decision await(String why) {
        return new Decision(Decision.Kind.WAIT, why, ruling.rule(), Cause.WAITING);
    }
}
