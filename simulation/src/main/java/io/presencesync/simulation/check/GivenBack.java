package io.presencesync.simulation.check;

import io.presencesync.presence.Platform;
import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.SystemCodes;

/// Whether a Not Ready that reached us was lent by the system around a call, and so whose the READY after it is. Codes
/// decide, and the id of a person's request where it is told.
final class GivenBack {
    private final Platform platform;
    private boolean fromReady;
    private boolean lent;
    private boolean unsure;

    GivenBack(Platform platform) {
        this.platform = platform;
    }

    /// The known Not Ready began in READY, as far as reached us, and its code is one the system takes back.
    boolean lent() {
        return lent;
    }

    /// It may have begun so, while nobody could tell by times what was the newest; or followed one that may.
    boolean mayBeLent() {
        return lent || unsure;
    }

    /// It was told while nobody could tell by times what was the newest.
    void doubted(Shown before, Shown now, boolean restedReady) {
        boolean code = now.state() == StateName.NOT_READY && SystemCodes.aroundCall(platform, now.reason());
        unsure = code && (unsure || restedReady || sameChange(before, now));
    }

    /// Takes in what is known now; to be asked before for what was known.
    ///
    /// @param step seen directly after `before`
    /// @param told whether its reason reached us
    /// @param restedReady whether `before` was, or was in a call that began so
    void known(Shown before, Shown now, boolean step, boolean told, boolean restedReady) {
        boolean same = sameChange(before, now);
        boolean code = now.state() == StateName.NOT_READY && SystemCodes.aroundCall(platform, now.reason());
        unsure &= same || (step && code);
        fromReady = same ? fromReady : step && (restedReady || lent);
        lent = fromReady && (told ? code : same && lent);
    }

    /// Told once more by a Finesse that was out of service, without a new time.
    private static boolean sameChange(Shown before, Shown now) {
        return before.number() == now.number() || (now.tellsAgain(before) && before.state() == now.state());
    }

    /// What is known may be another than the one that began in READY.
    void doubtful() {
        unsure |= lent;
        fromReady = false;
        lent = false;
    }

    void forgotten() {
        fromReady = false;
        lent = false;
        unsure = false;
    }

    /// READY that the system gave back, and that looks like a choice: that it began in READY did not reach us.
    static boolean looksChosen(boolean lentBefore, Shown before, Shown now) {
        return now.state() == StateName.READY
                && now.rest().by().who() == By.Who.SYSTEM
                && before.state() == StateName.NOT_READY
                && !lentBefore;
    }
}
