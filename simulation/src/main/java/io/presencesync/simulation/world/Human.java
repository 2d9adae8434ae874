package io.presencesync.simulation.world;

import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Shown;

/// An agent with intentions of his own, and the supervisors around him.
final class Human {
    private static final long BETWEEN_DEEDS = 20_000;

    private final Scene scene;
    private final PretendAgent finesse;
    private final PretendPhone phone;
    private boolean resting = true;
    private int day;

    Human(Scene scene, PretendAgent finesse, PretendPhone phone) {
        this.scene = scene;
        this.finesse = finesse;
        this.phone = phone;
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
            case LOGOUT -> finesse.signIn();
            case RESERVED, RESERVED_OUTBOUND, RESERVED_OUTBOUND_PREVIEW, UNKNOWN -> {}
        }
    }

    private void ready() {
        long dice = scene.chance().between(1, 100);
        if (dice <= 45) {
            phone.ring();
        } else if (dice <= 60) {
            phone.dial();
        } else if (dice <= 85) {
            choose(lunch());
        } else if (dice <= 94) {
            chooseAsSupervisor(bySupervisor());
        } else if (!finesse.cce()) {
            finesse.signOut();
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
            phone.dial();
        } else if (dice <= 93) {
            finesse.signOut();
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

    private Rest theSameAgain() {
        Shown shown = finesse.shown();
        return Rest.notReady(shown.rest().reason(), By.AGENT);
    }

    private Rest bySupervisor() {
        return Rest.notReady(Reasons.supervisor(finesse.platform()), By.SUPERVISOR);
    }

    private void choose(Rest wish) {
        if (finesse.refusal(true, wish.state()) == null) {
            finesse.carryOut(wish);
        }
    }

    private void chooseAsSupervisor(Rest wish) {
        if (finesse.refusal(false, wish.state()) == null) {
            finesse.carryOut(wish);
        }
    }

    /// Sets himself READY, as after a break, where nothing prevents it.
    void back() {
        if (finesse.state() == StateName.LOGOUT) {
            finesse.signIn();
        }
        if (finesse.shown().rest().chosen()) {
            choose(Rest.ready(By.AGENT));
        }
    }
}
