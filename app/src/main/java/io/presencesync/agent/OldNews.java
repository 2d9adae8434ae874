package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.StateSource;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether the last change was none, but something of before it, told late. For so long is kept how things were before.
final class OldNews {
    private final Turn turn;

    OldNews(Turn turn) {
        this.turn = turn;
    }

    /// To be asked before anything is made of the change to what shows now.
    ///
    /// @param unseen changes may have been missed since `before`
    void changed(@Nullable AgentState before, boolean unseen) {
        turn.previous = before == null || unseen
                ? null
                : new Memory.Previous(before, turn.phase, turn.rest, turn.override, turn.now.plus(ServerClock.LATEST));
    }

    /// What shows was known before the last change, and began at the same time: that change was old news, told late.
    /// Where something was asked for because of it, that is judged by what shows.
    ///
    /// @param setBack its time is earlier than the known one's, so that this one may be of another clock
    void undone(AgentState truth, boolean setBack) {
        Memory.Previous previous = turn.previous;
        if (previous == null || turn.now.isAfter(previous.until())) {
            return;
        }
        Sent sent = turn.phase.sent();
        boolean acted = sent != null && !sent.equals(previous.phase().sent());
        boolean toldSince = setBack
                && turn.clock.contradictions().stream().anyMatch(each -> showsAgain(previous.state(), each.first()));
        if (!acted && (toldSince || showsAgain(previous.state(), truth))) {
            turn.goBack(previous);
        }
    }

    /// Somebody who was asked so late that every node knew what was before it tells of the change: it came after that,
    /// and what ended a hold of ours did.
    void confirmed(AgentEvent.StateSeen event) {
        Memory.Previous previous = turn.previous;
        AgentState known = turn.state;
        boolean told = known != null && Newest.sameChange(known, event.state());
        if (previous != null && told && askedSince(previous.state(), event)) {
            turn.previous = null;
        }
        Dropped dropped = turn.dropped;
        if (dropped != null && askedSince(dropped.by(), event) && dropped.endedBy(event.state())) {
            turn.dropped = dropped.confirmedSince();
        }
    }

    private boolean askedSince(AgentState state, AgentEvent.StateSeen event) {
        Instant askedAt = EarlierTime.askedAt(turn, event);
        return askedAt != null && !askedAt.isBefore(state.seenAt().plus(EarlierTime.NODES_LAG));
    }

    /// The request that was under way before the change has left.
    void left(String request) {
        Memory.Previous previous = turn.previous;
        Sent sent = underWay(previous, request);
        if (previous != null && sent != null) {
            turn.previous = previous.in(previous.phase().with(sent.left(turn.now)));
        }
    }

    /// It was answered: undone or not, nobody waits for that any more.
    void answered(String request, Outcome outcome) {
        Memory.Previous previous = turn.previous;
        Sent sent = underWay(previous, request);
        if (previous != null && sent != null) {
            Phase phase = answered(previous.phase(), sent, outcome);
            boolean held = phase.sent() != null;
            turn.previous = held ? previous.in(phase) : previous.in(phase).standing(overruledBy(request));
        }
    }

    /// READY chosen by hand, which this request was to overrule.
    private boolean overruledBy(String request) {
        Memory.Undo undo = turn.undo;
        return undo != null && undo.request().equals(request) && undo.override();
    }

    private Phase answered(Phase phase, Sent sent, Outcome outcome) {
        return switch (Answer.of(outcome, false, sent.mayHaveLeft()).result) {
            case AWAIT_SIGHT -> phase.with(sent.answered(Sent.Answer.ACCEPTED, turn.now));
            case UNCERTAIN -> phase.with(sent.answered(Sent.Answer.UNCERTAIN, turn.now));
            case BACK, BACK_AND_LOOK, BACK_AND_WAIT, GIVE_UP -> phase.before();
        };
    }

    private static @Nullable Sent underWay(Memory.@Nullable Previous previous, String request) {
        Sent sent = previous == null ? null : previous.phase().sent();
        return sent != null && sent.id().equals(request) ? sent : null;
    }

    /// A gadget tells one change after the other: there a time that is only close is another.
    private boolean showsAgain(AgentState previous, AgentState told) {
        AgentState known = turn.state;
        boolean inOrder = known != null
                && known.source() == StateSource.GADGET
                && told.source() == StateSource.GADGET
                && !sameTime(previous, told);
        return !inOrder && !showsStill(previous, told) && Newest.sameChange(previous, told);
    }

    /// It is the change itself, though the one before it was as near to it as the times of two nodes.
    private boolean showsStill(AgentState previous, AgentState told) {
        AgentState known = turn.state;
        return known != null && Newest.sameChange(known, told) && sameTime(known, told) && !sameTime(previous, told);
    }

    private static boolean sameTime(AgentState one, AgentState other) {
        return Objects.equals(one.stateChangeTime(), other.stateChangeTime());
    }
}
