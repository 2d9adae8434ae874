package io.presencesync.agent;

import io.presencesync.presence.AgentState;
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

    /// A direct read asked for so late that every node knew what was before the change tells what came after it.
    void disproved(AgentEvent.StateSeen event) {
        Memory.Previous previous = turn.previous;
        AgentState known = turn.state;
        if (previous == null || known == null || event.state().source() != StateSource.USER_GET) {
            return;
        }
        Instant askedAt = event.askedAt() == null ? turn.readAt : event.askedAt();
        Instant late = previous.state().seenAt().plus(EarlierTime.NODES_LAG);
        if (askedAt != null && !askedAt.isBefore(late) && Newest.sameChange(known, event.state())) {
            turn.previous = null;
        }
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
