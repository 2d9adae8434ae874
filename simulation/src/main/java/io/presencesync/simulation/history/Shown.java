package io.presencesync.simulation.history;

import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Finesse shows of an agent from one change to the next.
///
/// @param number counts the changes of this agent
/// @param rest where he rests, under a call as well
/// @param pending what he chose, or we asked for, during a call; null when nothing
/// @param time the stateChangeTime shown; null when Finesse lost it
/// @param erased Finesse lost the reason in a fail-over and shows -1
/// @param request id of the request this very change carried out, ours or somebody else's; null when it followed by
///     itself
public record Shown(
        int number,
        StateName state,
        Rest rest,
        @Nullable Rest pending,
        @Nullable Instant time,
        boolean erased,
        @Nullable String request) {
    private static final Reason NONE = new Reason("-1", null, null);

    public Shown(
            int number, StateName state, Rest rest, @Nullable Rest pending, @Nullable Instant time, boolean erased) {
        this(number, state, rest, pending, time, erased, null);
    }

    /// The reason as Finesse shows it; null where it shows none.
    public @Nullable Reason reason() {
        if (state != StateName.NOT_READY) {
            return null;
        }
        Reason reason = rest.reason();
        return erased || reason == null ? NONE : reason;
    }

    public @Nullable StateName pendingState() {
        return pending == null ? null : pending.state();
    }

    /// The same rest at the same time: told once more, though perhaps without what Finesse lost meanwhile.
    public boolean tellsAgain(Shown before) {
        return before.time != null && before.time.equals(time) && before.rest.equals(rest);
    }

    /// In a call, ringing included.
    public boolean inCall() {
        return switch (state) {
            case TALKING, HOLD, RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW -> true;
            case LOGOUT, NOT_READY, READY, WORK, WORK_READY, UNKNOWN -> false;
        };
    }

    /// After a call.
    public boolean wrapUp() {
        return state == StateName.WORK || state == StateName.WORK_READY;
    }

    /// For the story.
    public String inWords() {
        StringBuilder words = new StringBuilder("#" + number + " " + state);
        Reason reason = reason();
        if (reason != null) {
            words.append(" (")
                    .append(reason.label() != null ? reason.label() : "reason " + reason.id())
                    .append(')');
        }
        if (pending != null) {
            words.append(" then ").append(pending.state());
        }
        words.append(" by ").append(rest.by().who());
        return words.append(time == null ? ", without a time" : "").toString();
    }
}
