package io.presencesync.simulation.world;

/// Which faults there are at this moment.
public final class Weather {
    private final Chance chance;
    private boolean storm;
    private boolean finesseDown;

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
        return finesseDown;
    }

    void finesseDown(boolean down) {
        finesseDown = down;
    }

    /// How long something takes: between these, or up to `late` when it is late.
    long delay(long least, long most, long late) {
        return strikes(0.04) ? chance.between(most, late) : chance.between(least, most);
    }
}
