package io.presencesync.simulation.world;

/// A gadget that did not answer is passed over for a while, longer each time, where a supervisor can act instead.
final class Silence {
    private static final long FIRST = 60_000;
    private static final long LONGEST = 900_000;

    private final Scene scene;
    private final Runnable over;
    private long until;
    private long lasts;

    /// @param over run when its time is over
    Silence(Scene scene, Runnable over) {
        this.scene = scene;
        this.over = over;
    }

    boolean lasts() {
        return scene.timeline().millis() < until;
    }

    void begins() {
        lasts = lasts == 0 ? FIRST : Math.min(LONGEST, 2 * lasts);
        until = scene.timeline().millis() + lasts;
        scene.after(lasts, over);
    }

    /// It answers, or nobody remembers that it did not.
    ///
    /// @return whether it was passed over until now
    boolean forgotten() {
        boolean ended = lasts();
        lasts = 0;
        until = 0;
        return ended;
    }
}
