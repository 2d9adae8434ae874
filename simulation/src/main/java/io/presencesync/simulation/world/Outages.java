package io.presencesync.simulation.world;

import io.presencesync.presence.FinesseOutage;
import io.presencesync.simulation.history.Fact;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What we know of Finesse's own outages: we look now and then, and a short one passes unnoticed.
final class Outages {
    private static final long LOOKS = 5_000;

    private final Scene scene;
    private final Consumer<Fact> noticed;
    private int outages;
    private @Nullable FinesseOutage last;

    /// @param noticed told when we notice
    Outages(Scene scene, Consumer<Fact> noticed) {
        this.scene = scene;
        this.noticed = noticed;
    }

    void down() {
        int which = ++outages;
        scene.after(scene.chance().between(0, LOOKS), () -> {
            if (which == outages && scene.weather().finesseDown()) {
                last = FinesseOutage.beginning(last, scene.timeline().now());
                noticed.accept(new Fact.OutOfService(true));
            }
        });
    }

    /// In service again; true when we knew that it was not.
    boolean up() {
        FinesseOutage lasts = last;
        if (lasts == null || lasts.until() != null) {
            return false;
        }
        last = lasts.ended(scene.timeline().now());
        noticed.accept(new Fact.OutOfService(false));
        return true;
    }

    /// Nothing was known before a start.
    void forgotten() {
        last = null;
        if (scene.weather().finesseDown()) {
            down();
        }
    }

    @Nullable
    FinesseOutage last() {
        return last;
    }
}
