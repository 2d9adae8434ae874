package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import org.jspecify.annotations.Nullable;

/// A hold of ours that was taken to have ended. It stands still where what ended it turns out to be old news, or
/// to have been the hold itself without its reason.
///
/// @param held as it was confirmed; its time is null where it never was
/// @param by what was taken for its end
/// @param toldAgain nobody can have been READY before that
/// @param confirmed whoever was asked since tells of what ended it: that is no old news
record Dropped(Phase.Held held, AgentState by, boolean toldAgain, boolean confirmed) {
    Dropped(Phase.Held held, AgentState by, boolean toldAgain) {
        this(held, by, toldAgain, false);
    }

    /// This is what ended it; of another state than Not Ready no time is needed to know.
    boolean endedBy(AgentState told) {
        return told.state() == by.state() && (told.state() != StateName.NOT_READY || Newest.sameChange(by, told));
    }

    /// What ended it is told by somebody who was asked since.
    Dropped confirmedSince() {
        return new Dropped(held, by, toldAgain, true);
    }

    /// What the row of step 1 made of the hold there was before; null when nothing of it can show again.
    ///
    /// @param before phase, before the row
    /// @param known the state before the one shown
    /// @param unseen changes may have been missed since
    static @Nullable Dropped after(
            Turn turn, Phase before, @Nullable AgentState known, AgentState shown, Sight row, boolean unseen) {
        if (turn.phase.hold() != null || row == Sight.SIGNED_OUT || row == Sight.RELEASING_READY) {
            return null;
        }
        Phase.Held held = held(before);
        boolean published = turn.untold != null && turn.untold.published();
        boolean toldAgain = published || new Authorship(turn).toldAgain(known, shown, unseen);
        return held == null ? turn.dropped : new Dropped(held, shown, toldAgain);
    }

    private static Phase.@Nullable Held held(Phase phase) {
        Phase.Held confirmed = HoldDoubt.confirmed(phase);
        Hold hold = phase.hold();
        if (hold == null || !hold.ours()) {
            return null;
        }
        return confirmed == null ? new Phase.Held(hold, null, null) : confirmed;
    }

    /// Whether it is what shows now.
    ///
    /// @param known the state before it
    boolean shownBy(Turn turn, @Nullable AgentState known, AgentState shown) {
        if (shown.state() != StateName.NOT_READY || new Authorship(turn).foreign(shown)) {
            return false;
        }
        ReasonMatch match = ReasonMatch.of(held.hold(), shown.reason(), turn.policy);
        return asConfirmed(shown, match) || (match == ReasonMatch.OURS && reasonFound(known, shown));
    }

    /// The hold as it shows now; once told, its reason is known.
    Phase.Held standing(AgentState shown) {
        Reason reason = Reason.told(shown.reason()) ? shown.reason() : held.reason();
        return new Phase.Held(held.hold(), shown.stateChangeTime(), reason);
    }

    /// At its very time, though what ended it was told with a later one: that was told late. Was it told with an
    /// earlier one, Finesse's clock was set back, and the late one may be the hold.
    private boolean asConfirmed(AgentState shown, ReasonMatch match) {
        Reason known = held.reason();
        boolean another = match == ReasonMatch.ANOTHER || (known != null && known.contradicts(shown.reason()));
        return !another
                && !confirmed
                && HoldDoubt.exactlySame(held, shown)
                && !HoldDoubt.exactlySame(held, by)
                && Newest.earlier(shown, by);
    }

    /// The very change that seemed to have no reason. A supervisor's code is no more than that of a supervisor.
    private boolean reasonFound(@Nullable AgentState known, AgentState shown) {
        return known != null
                && withoutReason(by)
                && withoutReason(known)
                && Newest.sameTime(by.stateChangeTime(), shown.stateChangeTime())
                && Newest.sameTime(known.stateChangeTime(), shown.stateChangeTime())
                && (held.hold().channel() == ChannelKind.GADGET || (toldAgain && by.stateChangeTime() != null));
    }

    private static boolean withoutReason(AgentState state) {
        return state.state() == StateName.NOT_READY && !Reason.told(state.reason());
    }
}
