package io.presencesync.agent;

import io.presencesync.presence.AgentState;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Step 2 of a decision: presence by rule × state × phase. See [AgentMachine].
final class Choice {
    /// When the state is read again after Finesse took a request but does not show it yet.
    private static final List<Duration> LOOKS =
            List.of(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10));
    /// After this long, a state that does not show the request says it was not carried out.
    private static final Duration SHOWN_BY = Duration.ofSeconds(10);

    private final Turn turn;
    private final Verdict verdict;

    Choice(Turn turn, Verdict verdict) {
        this.turn = turn;
        this.verdict = verdict;
    }

    Decision make() {
        AgentState state = turn.state;
        if (state == null || state.state() == StateName.UNKNOWN) {
            lookWhenAllowed();
            return Decision.await("Finesse has not told his state yet");
        }
        Sent sent = turn.phase.sent();
        if (sent != null && !settled(sent, state)) {
            return Decision.await("a request is under way");
        }
        if (turn.givenUp != null && turn.givenUp.covers(verdict)) {
            return Decision.leave(turn.givenUp.why());
        }
        return switch (verdict) {
            case Verdict.Ignore(String why) -> Decision.leave(why);
            case Verdict.Busy(ReasonLabel label, var otherwise) -> busy(label, state);
            case Verdict.Free() -> free(state);
        };
    }

    private void lookWhenAllowed() {
        if (allowed()) {
            turn.read();
        }
    }

    /// Whether a request under way is certainly not carried out, so that a new choice may be made.
    private boolean settled(Sent sent, AgentState state) {
        Instant answeredAt = sent.answeredAt();
        if (answeredAt == null) {
            return false;
        }
        return sent.answer() == Sent.Answer.ACCEPTED
                ? shownOtherwise(sent, answeredAt, state)
                : lookedSince(answeredAt, state);
    }

    /// Accepted: give Finesse its time, reading again now and then; after that the state shown is the truth.
    private boolean shownOtherwise(Sent sent, Instant answeredAt, AgentState state) {
        Instant limit = answeredAt.plus(SHOWN_BY);
        if (!turn.now.isBefore(limit)
                && (!turn.policy.canRead() || !state.seenAt().isBefore(limit))) {
            turn.giveUpOnRequest();
            turn.backOff();
            return true;
        }
        Instant look = answeredAt.plus(LOOKS.get(Math.min(sent.looks(), LOOKS.size() - 1)));
        if (turn.now.isBefore(look)) {
            turn.wakeAt(look);
        } else if (allowed()) {
            lookAgain(sent);
        }
        return false;
    }

    private void lookAgain(Sent sent) {
        if (!turn.reading && turn.policy.canRead()) {
            turn.phase = turn.phase.with(sent.looked());
            turn.read();
        } else {
            turn.wakeAt(turn.now.plusSeconds(1));
        }
    }

    /// No clear answer: only a state seen after it tells; where nobody can read, what is known must do.
    private boolean lookedSince(Instant answeredAt, AgentState state) {
        if (!allowed()) {
            return false;
        }
        boolean blind = !turn.policy.canRead() && turn.policy.channelAvailable();
        if (state.seenAt().isAfter(answeredAt) || blind) {
            turn.giveUpOnRequest();
            return true;
        }
        turn.read();
        return false;
    }

    private Decision busy(ReasonLabel label, AgentState state) {
        return switch (turn.phase) {
            case Phase.None() -> busyUnheld(label, state);
            case Phase.Held held -> busyHeld(label, held, state);
            case Phase.Asked asked -> Decision.await("a hold is under way");
            case Phase.Releasing releasing -> Decision.await("a release is under way");
        };
    }

    private Decision busyUnheld(ReasonLabel label, AgentState state) {
        return switch (state.state()) {
            case READY ->
                turn.override
                        ? Decision.leave("he was set READY during this presence: his choice stands")
                        : hold(label, state, null);
            case NOT_READY -> Decision.leave("he is " + state.inWords() + " by his own choice");
            case LOGOUT -> Decision.leave("he is signed out");
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, TALKING, HOLD, WORK, WORK_READY, UNKNOWN ->
                Decision.await("he is " + state.state());
        };
    }

    private Decision busyHeld(ReasonLabel label, Phase.Held held, AgentState state) {
        if (state.state() != StateName.NOT_READY) {
            return Decision.await("he is " + state.state() + " while held");
        }
        boolean restamp = !label.equals(held.hold().label())
                && held.hold().channel() == ChannelKind.GADGET
                && turn.policy.channel() == ChannelKind.GADGET;
        return restamp
                ? hold(label, state, held)
                : Decision.leave("held as " + held.hold().label());
    }

    private Decision free(AgentState state) {
        return switch (turn.phase) {
            case Phase.None() -> Decision.leave("free in Webex, and his state is his own");
            case Phase.Held held ->
                state.state() == StateName.NOT_READY
                        ? release(held, state)
                        : Decision.await("he is " + state.state() + " while held");
            case Phase.Asked asked -> Decision.await("a hold is under way");
            case Phase.Releasing releasing -> Decision.await("a release is under way");
        };
    }

    private Decision hold(ReasonLabel label, AgentState state, Phase.@Nullable Held replaces) {
        Stance stance = Objects.requireNonNull(turn.stance);
        Instant since = replaces == null ? stance.since() : stance.labelSince();
        Decision hindrance = hindrance(since.plus(turn.settle));
        if (hindrance != null) {
            return hindrance;
        }
        if (!fresh(state)) {
            turn.read();
            return Decision.await("his state is too old to act on; reading it first");
        }
        Presence presence = Objects.requireNonNull(turn.presence);
        String why = "Webex shows " + presence.inWords() + ": " + label;
        Sent sent = send(TargetState.NOT_READY, label, state, why);
        Hold hold = new Hold(label, turn.policy.channel(), presence.inWords(), turn.now);
        turn.phase = new Phase.Asked(hold, sent, replaces);
        return new Decision(Decision.Kind.HOLD, why);
    }

    private Decision release(Phase.Held held, AgentState state) {
        Stance stance = Objects.requireNonNull(turn.stance);
        Decision hindrance = hindrance(stance.since().plus(turn.settle));
        if (hindrance != null) {
            return hindrance;
        }
        String why = "Webex shows " + Objects.requireNonNull(turn.presence).inWords() + ", and we held him as "
                + held.hold().label();
        turn.phase = new Phase.Releasing(held, send(TargetState.READY, null, state, why));
        return new Decision(Decision.Kind.RELEASE, why);
    }

    /// What keeps a request from leaving now; null when nothing does.
    private @Nullable Decision hindrance(Instant settledAt) {
        if (turn.now.isBefore(settledAt)) {
            turn.wakeAt(settledAt);
            return Decision.await("until the presence has settled");
        }
        if (!turn.policy.channelAvailable()) {
            return Decision.await(
                    turn.policy.channel() == ChannelKind.GADGET
                            ? "his gadget is not connected"
                            : "the supervisor account cannot be used");
        }
        return allowed() ? null : Decision.await("before the next try");
    }

    private boolean allowed() {
        Instant notBefore = turn.notBefore;
        if (notBefore == null || !turn.now.isBefore(notBefore)) {
            return true;
        }
        turn.wakeAt(notBefore);
        return false;
    }

    /// A state is fresh when his own gadget, connected, told it, or when it is younger than two polls.
    private boolean fresh(AgentState state) {
        if (!turn.policy.canRead()) {
            return true;
        }
        if (turn.gap) {
            return false;
        }
        boolean toldByGadget = state.source() == StateSource.GADGET && turn.policy.channel() == ChannelKind.GADGET;
        return toldByGadget || Duration.between(state.seenAt(), turn.now).compareTo(turn.policy.freshFor()) <= 0;
    }

    private Sent send(TargetState target, @Nullable ReasonLabel label, AgentState state, String why) {
        Reason reason = state.reason();
        StateRequest.OnlyIf onlyIf =
                new StateRequest.OnlyIf(state.state(), reason == null ? null : reason.id(), state.stateChangeTime());
        Presence cause = Objects.requireNonNull(turn.presence);
        StateRequest request =
                new StateRequest(turn.moment.freshId(), turn.policy.agent(), target, label, onlyIf, why, cause);
        turn.effects.add(new Effect.Send(request));
        return Sent.pending(request.id(), state.stateChangeTime());
    }
}
