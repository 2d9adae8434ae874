package io.presencesync.simulation.check;

import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Shown;
import org.jspecify.annotations.Nullable;

/// The while after Finesse's clock was set back in which nobody can tell by times what is the newest: until we noticed,
/// and then were told the state as it is by somebody who tells it directly.
final class ClockDoubt {
    private boolean doubt;
    private boolean noticed;
    private boolean everNoticed;

    boolean lasts() {
        return doubt;
    }

    void set() {
        doubt = true;
        noticed = false;
    }

    void noticed() {
        noticed = true;
        everNoticed = true;
    }

    /// Since we were started.
    boolean everNoticed() {
        return everNoticed;
    }

    /// After a start nothing is known that could be older.
    void forgotten() {
        doubt = false;
        everNoticed = false;
    }

    /// @param known what was known before the report
    void reached(Fact.Reached report, @Nullable Shown known, @Nullable Shown truth) {
        boolean newest = truth != null && report.shown().number() == truth.number();
        boolean same = known != null && known.number() == report.shown().number();
        boolean direct = report.source() != StateSource.TEAM_GET;
        doubt &= !(noticed && newest && (direct || same));
    }
}
