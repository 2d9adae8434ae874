package io.presencesync.simulation.world;

import io.presencesync.presence.FinesseOutage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which faults there are at this moment.
public final class Weather {
    private final Chance chance;
    private boolean storm;
    private @Nullable FinesseOutage outage;

    Weather(Chance chance) {
        this.chance = chance;
    }

    void storm(boolean on) {
        storm = on;
    }

    public boolean stormy() {
        return storm;
    }

    /// A fault that strikes with this share while there is a storm.
    public boolean strikes(double share) {
        return storm && chance.of(share);
    }

    boolean finesseDown() {
        return outage != null && outage.until() == null;
    }

    void finesseGoes(Instant now) {
        outage = new FinesseOutage(now, null);
    }

    void finesseComesBack(Instant now) {
        FinesseOutage last = outage;
        outage = last == null ? null : new FinesseOutage(last.since(), now);
    }

    /// The last time that Finesse was out of service, as its SystemInfo tells it.
    @Nullable
    FinesseOutage outage() {
        return outage;
    }

    /// How long something takes: between these, or up to `late` when it is late.
    long delay(long least, long most, long late) {
        return strikes(0.04) ? chance.between(most, late) : chance.between(least, most);
    }
}
