package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Whether the request under way has come to an end without Finesse showing it.
final class Progress {
    /// When the state is read again after Finesse took a request but does not show it yet.
    private static final List<Duration> LOOKS =
            List.of(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10));
    /// After this long, a state that does not show the request says it was not carried out.
    private static final Duration SHOWN_BY = Duration.ofSeconds(10);
    /// No channel takes longer for its answer: after this, one read looks after a request that got none.
    private static final Duration ANSWERED_BY = Duration.ofSeconds(30);

    private final Turn turn;
    private final AgentState state;

    Progress(Turn turn, AgentState state) {
        this.turn = turn;
        this.state = state;
    }

    /// A request taken during a call shows only after it, so for the call's time there is nothing to wait for.
    boolean pendingInCall(Sent sent) {
        return Calls.of(state.state()) == Calls.TALKING
                && turn.phase instanceof Phase.Asked
                && sent.answer() == Sent.Answer.ACCEPTED;
    }

    /// One that has left and was never answered may have been carried out or not. One that waits for its turn may wait.
    Sent overdue(Sent sent) {
        Instant leftAt = sent.leftAt();
        if (sent.answer() != Sent.Answer.PENDING || leftAt == null) {
            return sent;
        }
        Instant limit = leftAt.plus(ANSWERED_BY);
        if (turn.now.isBefore(limit)) {
            turn.wakeAt(limit);
            return sent;
        }
        Sent uncertain = sent.answered(Sent.Answer.UNCERTAIN, turn.now);
        turn.phase = turn.phase.with(uncertain);
        return uncertain;
    }

    /// Whether the request is certainly not carried out, so that a new choice may be made. What was asked for before
    /// or during a call may follow after it.
    boolean cameToNothing(Sent sent) {
        Instant answeredAt = sent.answeredAt();
        if (answeredAt == null || Calls.of(state.state()) != Calls.NONE) {
            return false;
        }
        return sent.answer() == Sent.Answer.ACCEPTED
                ? shownOtherwise(sent, later(answeredAt))
                : lookedSince(answeredAt);
    }

    /// Time for showing runs only outside of calls.
    private Instant later(Instant answeredAt) {
        Instant callEnded = turn.callEndedAt;
        return callEnded != null && callEnded.isAfter(answeredAt) ? callEnded : answeredAt;
    }

    /// Accepted: give Finesse its time, reading again now and then; after that the state shown is the truth.
    private boolean shownOtherwise(Sent sent, Instant since) {
        Instant limit = since.plus(SHOWN_BY);
        if (!turn.now.isBefore(limit)
                && (!turn.policy.canRead() || !state.seenAt().isBefore(limit))) {
            turn.giveUpOnRequest();
            turn.backOff();
            return true;
        }
        Instant look = since.plus(LOOKS.get(Math.min(sent.looks(), LOOKS.size() - 1)));
        if (turn.now.isBefore(look)) {
            turn.wakeAt(look);
        } else if (turn.allowed()) {
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
    private boolean lookedSince(Instant answeredAt) {
        if (!turn.allowed()) {
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
}
