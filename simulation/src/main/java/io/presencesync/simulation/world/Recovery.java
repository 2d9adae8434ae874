package io.presencesync.simulation.world;

/// A reason that Finesse lost may be found again within a minute.
final class Recovery {
    private Recovery() {}

    static void perhaps(Scene scene, PretendAgent agent) {
        int number = agent.shown().number();
        if (scene.chance().of(0.6)) {
            scene.after(scene.chance().between(2_000, 60_000), () -> {
                if (agent.shown().number() == number) {
                    agent.recovered();
                }
            });
        }
    }
}
