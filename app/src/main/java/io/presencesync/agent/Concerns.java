package io.presencesync.agent;

import io.presencesync.presence.AgentState;
import io.presencesync.presence.Cause;
import io.presencesync.presence.Presence;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.StateName;
import org.jspecify.annotations.Nullable;

/// What an agent who is left as they are wants to know: whose their Not Ready is, and that a presence changes nothing.
/// Reads the turn, changes nothing.
final class Concerns {
    private static final String AVAILABLE = "active";

    private final Turn turn;
    private final AgentState state;

    Concerns(Turn turn, AgentState state) {
        this.turn = turn;
        this.state = state;
    }

    Concern of(Row row, Verdict verdict) {
        if (row == Row.IGNORED && verdict instanceof Verdict.Ignore ignored) {
            return ignored.cause() == Cause.NO_EFFECT && notReadyUnheld()
                    ? notReady()
                    : new Concern(ignored.cause(), ignored.about());
        }
        boolean unheld = row == Row.FREE_UNHELD || row == Row.BUSY_NOT_READY;
        if (unheld && notReadyUnheld()) {
            return notReady();
        }
        return row == Row.FREE_UNHELD && unaffected() ? new Concern(Cause.NO_EFFECT) : new Concern(row.cause);
    }

    private boolean notReadyUnheld() {
        return state.state() == StateName.NOT_READY && turn.phase.hold() == null;
    }

    private boolean unaffected() {
        Presence presence = turn.presence;
        return state.state() == StateName.READY
                && presence != null
                && !presence.status().equals(AVAILABLE);
    }

    private Concern notReady() {
        if (turn.signedIn) {
            return new Concern(Cause.SIGNED_IN);
        }
        Reason reason = state.reason();
        Integer code = reason == null ? null : reason.code();
        boolean chosen = code == null || !turn.policy.platform().setsBySystem(code);
        return new Concern(chosen ? Cause.OWN_CHOICE : Cause.SET_ELSEWHERE, label(reason));
    }

    private static @Nullable ReasonLabel label(@Nullable Reason reason) {
        String label = reason == null ? null : reason.label();
        return label == null ? null : new ReasonLabel(label);
    }
}
