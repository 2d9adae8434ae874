package io.presencesync.simulation.check;

import io.presencesync.presence.Platform;
import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.SystemCodes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Finesse shows of one agent, and how much of it has reached us. The newest change wins; where Finesse tells no
/// time, the one that came last.
final class StateRecord {
    private final Platform platform;
    private @Nullable Shown truth;
    private @Nullable Shown known;
    private @Nullable Rest knownRest;
    private @Nullable Instant time;
    private boolean restSure;
    private boolean reasonTold;
    private boolean gap;
    private boolean unseen;
    /// What is known is the system's around a call.
    private boolean systems;

    StateRecord(Platform platform) {
        this.platform = platform;
    }

    void changed(Shown shown) {
        truth = shown;
    }

    /// Takes a report in; true when it was a step of its own: seen directly after another state, nothing between.
    boolean reached(Fact.Reached report) {
        Shown next = report.shown();
        Shown before = known;
        boolean told = report.reasonTold() && !next.erased();
        if (before != null && before.number() > next.number() && before.time() != null && next.time() != null) {
            before(next, before);
            return false;
        }
        unseen = gap;
        boolean same = before != null && before.number() == next.number();
        reasonTold = told || (same && reasonTold);
        time = next.time() == null && before != null && before.state() == next.state() ? time : next.time();
        known = next;
        restSure &= !gap || same;
        systems = aroundCall(next) || (systems && next.erased() && before != null && next.tellsAgain(before));
        if (tellsRest(next) && !systems) {
            knownRest = next.rest();
            restSure = true;
        }
        boolean step = before != null && !gap && !same;
        gap = false;
        return step;
    }

    private boolean aroundCall(Shown shown) {
        return shown.state() == StateName.NOT_READY && SystemCodes.aroundCall(platform, shown.reason());
    }

    /// Told late, the state directly before a call tells where the agent rests, if nothing told it before; so does
    /// READY directly before the system's Not Ready around one, which may itself have been told before it.
    private void before(Shown told, Shown known) {
        boolean directly = told.number() == known.number() - 1 && tellsRest(told);
        boolean first = knownRest == null && known.inCall();
        boolean lent = systems && told.state() == StateName.READY;
        knownRest = directly && (first || lent) ? told.rest() : knownRest;
    }

    /// At rest one sees it; and only who is READY is offered a call. What the system sets around a call tells nothing,
    /// nor does it once Finesse lost its code.
    private boolean tellsRest(Shown shown) {
        return switch (shown.state()) {
            case NOT_READY -> !aroundCall(shown);
            case READY, RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW -> true;
            case LOGOUT, TALKING, HOLD, WORK, WORK_READY, UNKNOWN -> false;
        };
    }

    void gap() {
        gap = true;
    }

    /// Changes may have been missed before what is known was told last.
    boolean unseen() {
        return unseen;
    }

    void restarted() {
        known = null;
        time = null;
        knownRest = null;
        reasonTold = false;
        systems = false;
        gap = true;
    }

    @Nullable
    Shown truth() {
        return truth;
    }

    /// The newest that reached us since the start; null before the first.
    @Nullable
    Shown known() {
        return known;
    }

    /// When what is known began, as far as it was told; told once more without it, it is known still.
    @Nullable
    Instant time() {
        return time;
    }

    /// His last READY or NOT_READY that reached us.
    @Nullable
    Rest knownRest() {
        return knownRest;
    }

    /// It reached us, and nothing was missed since that may have changed it.
    boolean restSure() {
        return restSure;
    }

    /// Whether the reason of what is known was told, too.
    boolean reasonTold() {
        return reasonTold;
    }
}
