package io.presencesync.simulation.world;

import io.presencesync.presence.StateName;
import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Shown;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The ways on which one agent's states reach us beside his gadget: notifications, the team's list, direct reads.
final class Routes {
    private static final long POLL = 5_000;

    private final Scene scene;
    private final int agent;
    private final PretendAgent finesse;
    private final Product product;
    private boolean notificationsUp = true;
    private Instant upSince;
    private boolean outageNoticed;
    private boolean missed;
    private boolean outage;
    private @Nullable Instant readFor;

    Routes(Scene scene, int agent, PretendAgent finesse, Product product) {
        this.scene = scene;
        this.agent = agent;
        this.finesse = finesse;
        this.product = product;
        this.upSince = scene.timeline().now();
    }

    void start() {
        if (scene.setting().canRead()) {
            scene.after(scene.chance().between(0, POLL), this::poll);
        }
    }

    /// Finesse publishes a change.
    void published(Shown shown) {
        Weather weather = scene.weather();
        if (!scene.setting().notified() || !notificationsUp || weather.strikes(0.05)) {
            return;
        }
        int times = weather.strikes(0.05) ? 2 : 1;
        for (int i = 0; i < times; i++) {
            scene.after(weather.delay(20, 300, 4_000), () -> notified(shown));
        }
    }

    private void notified(Shown shown) {
        if (notificationsUp) {
            boolean requestTold = scene.setting().notificationTellsRequest();
            product.state(agent, new Fact.Reached(shown, true, requestTold, StateSource.NOTIFICATION), null);
        }
    }

    /// Finesse is in service again, or we are.
    ///
    /// @param noticed we knew that Finesse was not
    void inService(boolean noticed) {
        upSince = scene.timeline().now();
        outageNoticed = noticed;
    }

    /// Since when every change is told by itself; null when it is not.
    @Nullable
    Instant liveSince() {
        boolean live = scene.setting().notified()
                && notificationsUp
                && !scene.weather().finesseDown();
        return live ? upSince : null;
    }

    /// Notifications stop reaching us until they start again, which we are told of.
    void notificationsUp(boolean up) {
        if (!scene.setting().notified() || up == notificationsUp) {
            return;
        }
        notificationsUp = up;
        scene.tell(agent, new Fact.Notified(up));
        if (up) {
            upSince = scene.timeline().now();
            product.gap(agent, false);
        }
    }

    private void poll() {
        scene.after(POLL + scene.chance().between(-500, 500), this::poll);
        if (!product.running()) {
            missed = false;
            outage = false;
            return;
        }
        boolean down = scene.weather().finesseDown();
        if (down || scene.weather().strikes(0.03)) {
            outage |= down;
            missed = true;
            return;
        }
        Instant askedAt = scene.timeline().now();
        scene.after(scene.weather().delay(10, 100, 1_000), () -> listed(askedAt));
    }

    private void listed(Instant askedAt) {
        Shown shown = finesse.shown();
        boolean reasonTold = scene.setting().teamTellsReason() || shown.state() != StateName.NOT_READY;
        scene.after(scene.weather().delay(10, 100, 2_000), () -> {
            if (missed) {
                product.gap(agent, outage && outageNoticed);
                missed = false;
                outage = false;
            }
            product.state(agent, new Fact.Reached(shown, reasonTold, StateSource.TEAM_GET), askedAt);
            if (!reasonTold && !Objects.equals(readFor, shown.time())) {
                readFor = shown.time();
                read(false);
            }
        });
    }

    /// A direct read.
    ///
    /// @param asked by the machine, which hears of failure as well
    void read(boolean asked) {
        if (scene.weather().finesseDown() || scene.weather().strikes(0.05)) {
            if (asked) {
                scene.after(scene.chance().of(0.3) ? 15_000 : 50, () -> product.readFailed(agent));
            }
            return;
        }
        Instant askedAt = scene.timeline().now();
        scene.after(scene.weather().delay(10, 150, 2_000), () -> {
            Shown shown = finesse.shown();
            scene.after(
                    scene.weather().delay(10, 150, 2_000),
                    () -> product.state(agent, new Fact.Reached(shown, true, StateSource.USER_GET), askedAt));
        });
    }
}
