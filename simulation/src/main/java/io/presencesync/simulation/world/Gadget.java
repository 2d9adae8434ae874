package io.presencesync.simulation.world;

import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateSource;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The gadget in one agent's browser: what his desktop shows it, and its link to us, in order but sometimes cut.
final class Gadget {
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    private final Scene scene;
    private final int agent;
    private final Product product;
    private final Runnable changed;
    private final PretendAgent finesse;
    private final Set<String> seen = new HashSet<>();
    private Shown view;
    private boolean linked;
    private long linkTurn;
    private long lineFree;

    /// @param changed run when its link came or went
    Gadget(Scene scene, int agent, PretendAgent finesse, Product product, Runnable changed) {
        this.scene = scene;
        this.agent = agent;
        this.finesse = finesse;
        this.product = product;
        this.changed = changed;
        this.view = finesse.shown();
    }

    boolean linked() {
        return linked;
    }

    /// Finesse's own notification to the desktop.
    void show(Shown shown) {
        scene.after(scene.chance().between(20, 200), () -> {
            if (shown.number() > view.number()) {
                view = shown;
                report(scene.plays(Situation.REQUEST_IDS));
            }
        });
    }

    void report() {
        report(false);
    }

    /// @param asEvent as the desktop heard of it, with the id of the request behind it
    private void report(boolean asEvent) {
        if (!linked) {
            return;
        }
        Shown told = view;
        long turn = linkTurn;
        long at = Math.max(lineFree, scene.timeline().millis() + scene.weather().delay(5, 150, 4_000));
        lineFree = at;
        int times = scene.weather().strikes(0.05) ? 2 : 1;
        for (int i = 0; i < times; i++) {
            scene.after(at - scene.timeline().millis(), () -> arrive(turn, told, asEvent));
        }
    }

    private void arrive(long turn, Shown told, boolean asEvent) {
        if (linked && turn == linkTurn) {
            product.state(agent, new Fact.Reached(told, true, asEvent, StateSource.GADGET), null);
        }
    }

    void connect() {
        if (linked || !product.running() || finesse.state() == StateName.LOGOUT) {
            return;
        }
        linked = true;
        linkTurn++;
        view = scene.weather().finesseDown() ? view : finesse.shown();
        changed.run();
        report();
        product.lookAgain(agent);
    }

    void disconnect() {
        if (linked) {
            linked = false;
            changed.run();
            product.gap(agent, false);
        }
    }

    /// The product died: the link is gone without a word.
    void dropped() {
        linked = false;
    }

    /// True at the first sight of a command.
    boolean first(String command) {
        return seen.add(command);
    }

    /// Whether the agent is still as the command took him to be, as the desktop shows him now.
    boolean holds(StateRequest.OnlyIf onlyIf) {
        return onlyIf.state() == view.state()
                && (onlyIf.reasonId() == null || Objects.equals(real(onlyIf.reasonId()), real(reasonId())))
                && (onlyIf.stateChangeTime() == null || near(onlyIf.stateChangeTime(), view.time()));
    }

    private @Nullable String reasonId() {
        return view.reason() == null ? null : view.reason().id();
    }

    private static @Nullable String real(@Nullable String id) {
        return id == null || id.equals("-1") ? null : id;
    }

    private static boolean near(Instant wanted, @Nullable Instant seen) {
        return seen == null || Duration.between(wanted, seen).abs().compareTo(CLOCKS_DIFFER) <= 0;
    }
}
