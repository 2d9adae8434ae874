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
    /// How often we were started: what one process asked for does not reach the next.
    private int process;
    /// How often notifications began: what was on its way on one connection does not reach the next.
    private int connection;

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
        int on = connection;
        for (int i = 0; i < times; i++) {
            scene.after(weather.delay(20, 300, 4_000), () -> notified(on, shown));
        }
    }

    private void notified(int on, Shown shown) {
        if (notificationsUp && on == connection) {
            boolean requestTold = scene.setting().notificationTellsRequest();
            product.state(agent, new Fact.Reached(shown, true, requestTold, StateSource.NOTIFICATION), null);
        }
    }

    /// We run again.
    void started() {
        process++;
        connection++;
        missed = false;
        outage = false;
        readFor = null;
        inService(false);
    }

    /// Finesse is in service again.
    ///
    /// @param noticed we knew that it was not
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
            connection++;
            upSince = scene.timeline().now();
            product.gap(agent, false);
        }
    }

    private void poll() {
        scene.after(POLL + scene.chance().between(-500, 500), this::poll);
        if (!product.running()) {
            return;
        }
        boolean down = scene.weather().finesseDown();
        if (down || scene.weather().strikes(0.03)) {
            outage |= down;
            missed = true;
            return;
        }
        Instant askedAt = scene.timeline().now();
        int by = process;
        scene.after(scene.weather().delay(10, 100, 1_000), () -> listed(by, askedAt));
    }

    private void listed(int by, Instant askedAt) {
        Shown shown = finesse.shown();
        boolean reasonTold = scene.setting().teamTellsReason() || shown.state() != StateName.NOT_READY;
        heard(by, scene.weather().delay(10, 100, 2_000), () -> {
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
        int by = process;
        if (scene.weather().finesseDown() || scene.weather().strikes(0.05)) {
            if (asked) {
                heard(by, scene.chance().of(0.3) ? 15_000 : 50, () -> product.readFailed(agent));
            }
            return;
        }
        Instant askedAt = scene.timeline().now();
        scene.after(scene.weather().delay(10, 150, 2_000), () -> {
            Shown shown = finesse.shown();
            heard(
                    by,
                    scene.weather().delay(10, 150, 2_000),
                    () -> product.state(agent, new Fact.Reached(shown, true, StateSource.USER_GET), askedAt));
        });
    }

    private void heard(int by, long later, Runnable what) {
        scene.after(later, () -> {
            if (by == process) {
                what.run();
            }
        });
    }
}
