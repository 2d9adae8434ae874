package io.presencesync.simulation.history;

import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import org.jspecify.annotations.Nullable;

/// What an agent returns to when no call keeps him: READY or NOT_READY.
///
/// @param blurred our request landed over a NOT_READY somebody else had chosen while it was on its way
public record Rest(StateName state, @Nullable Reason reason, By by, boolean blurred) {
    public static Rest ready(By by) {
        return new Rest(StateName.READY, null, by, false);
    }

    public static Rest notReady(@Nullable Reason reason, By by) {
        return new Rest(StateName.NOT_READY, reason, by, false);
    }

    /// NOT_READY by us, and plainly so.
    public boolean held() {
        return state == StateName.NOT_READY && by.ours() && !blurred;
    }

    /// NOT_READY by anybody else, a fresh sign-in included.
    public boolean chosen() {
        return state == StateName.NOT_READY && !by.ours();
    }
}
