package io.presencesync.simulation.world;

import java.util.List;
import java.util.random.RandomGenerator;

/// Chance of one run: everything random comes from here, so that a seed replays.
public final class Chance {
    private final RandomGenerator random;

    public Chance(RandomGenerator random) {
        this.random = random;
    }

    public boolean of(double share) {
        return random.nextDouble() < share;
    }

    /// From `least` to `most`, both included.
    public long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /// Around this mean, as people come and go; never more than six times it.
    public long about(long mean) {
        double stretch = Math.min(6, -Math.log(1 - random.nextDouble()));
        return (long) (mean * stretch);
    }

    public double factor() {
        return 0.8 + 0.4 * random.nextDouble();
    }

    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
