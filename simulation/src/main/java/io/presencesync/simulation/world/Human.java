package io.presencesync.simulation.world;

import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Situation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An agent with intentions of his own, and the supervisors around him.
final class Human {
    private static final long BETWEEN_DEEDS = 20_000;

    private final Scene scene;
    private final PretendAgent finesse;
    private final PretendPhone phone;
    private final OutsideCalls outside;
    private final Consumer<String> refused;
    private boolean resting = true;
    private int day;
    private int requests;

    /// @param refused told when Finesse refuses a request of theirs after it took it
    Human(Scene scene, PretendAgent finesse, PretendPhone phone, OutsideCalls outside, Consumer<String> refused) {
        this.scene = scene;
        this.finesse = finesse;
        this.phone = phone;
        this.outside = outside;
        this.refused = refused;
    }

    void active(boolean active) {
        resting = !active;
        int today = ++day;
        if (active) {
            scene.after(scene.chance().about(BETWEEN_DEEDS), () -> live(today));
        }
    }

    private void live(int today) {
        if (resting || today != day) {
            return;
        }
        if (!scene.weather().finesseDown()) {
            deed();
        } else if (scene.chance().of(0.3)) {
            phone.hangUp();
        }
        scene.after(200 + scene.chance().about(BETWEEN_DEEDS), () -> live(today));
    }

    private void deed() {
        switch (finesse.state()) {
            case READY -> ready();
            case NOT_READY -> notReady();
            case TALKING, HOLD -> talking();
            case WORK, WORK_READY -> wrapUp();
            case LOGOUT -> finesse.signIn(fresh("desktop"));
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, UNKNOWN -> {}
        }
    }

    private void ready() {
        long dice = scene.chance().between(1, 100);
        if (dice <= 45) {
            phone.ring();
        } else if (dice <= 60) {
            dial();
        } else if (dice <= 85) {
            choose(lunch());
        } else if (dice <= 94) {
            chooseAsSupervisor(bySupervisor());
        } else if (!finesse.cce()) {
            finesse.signOut(fresh("desktop"));
        }
    }

    private void notReady() {
        long dice = scene.chance().between(1, 100);
        boolean justSignedIn = finesse.shown().rest().by().who() == By.Who.SIGN_IN;
        if (dice <= (justSignedIn ? 70 : 35)) {
            choose(Rest.ready(By.AGENT));
        } else if (dice <= 42) {
            chooseAsSupervisor(Rest.ready(By.SUPERVISOR));
        } else if (dice <= 65) {
            choose(lunch());
        } else if (dice <= 69) {
            choose(theSameAgain());
        } else if (dice <= 85) {
            dial();
        } else if (dice <= 93) {
            finesse.signOut(fresh("desktop"));
        } else {
            unplug();
        }
    }

    private void dial() {
        if (outside.goesOn()) {
            return;
        }
        if (scene.plays(Situation.GIVEN_BACK) && scene.chance().of(0.7)) {
            outside.dial();
        } else {
            phone.dial();
        }
    }

    private void unplug() {
        if (scene.plays(Situation.GIVEN_BACK) && scene.chance().of(0.3)) {
            outside.disconnect();
        }
    }

    private void talking() {
        long dice = scene.chance().between(1, 100);
        if (dice <= 20) {
            choose(lunch());
        } else if (dice <= 30) {
            choose(Rest.ready(By.AGENT));
        } else if (dice <= 60) {
            phone.hangUp();
        }
    }

    private void wrapUp() {
        long dice = scene.chance().between(1, 100);
        if (dice <= 40) {
            choose(Rest.ready(By.AGENT));
        } else if (dice <= 60) {
            choose(lunch());
        }
    }

    private Rest lunch() {
        return Rest.notReady(Reasons.chosen(scene.chance()), By.AGENT);
    }

    /// Codes of the system and of supervisors are not among those offered.
    private Rest theSameAgain() {
        Reason reason = finesse.shown().rest().reason();
        boolean offered =
                reason == null || reason.code() == null || !finesse.platform().setsBySystem(reason.code());
        return offered ? Rest.notReady(reason, By.AGENT) : lunch();
    }

    private Rest bySupervisor() {
        return Rest.notReady(Reasons.supervisor(finesse.platform()), By.SUPERVISOR);
    }

    private void choose(Rest wish) {
        Refusal refusal = finesse.refusal(true, wish.state());
        String request = fresh("desktop");
        if (refusal == null) {
            finesse.carryOut(wish, request);
        } else if (request != null && !refusal.atOnce()) {
            refused.accept(request);
        }
    }

    private void chooseAsSupervisor(Rest wish) {
        if (finesse.refusal(false, wish.state()) == null) {
            finesse.carryOut(wish, fresh("supervisor"));
        }
    }

    private @Nullable String fresh(String whose) {
        return scene.plays(Situation.REQUEST_IDS) ? whose + " " + ++requests : null;
    }

    /// Sets himself READY, as after a break, where nothing prevents it.
    void back() {
        if (finesse.state() == StateName.LOGOUT) {
            finesse.signIn(fresh("desktop"));
        }
        if (finesse.shown().rest().chosen()) {
            choose(Rest.ready(By.AGENT));
        }
    }
}
