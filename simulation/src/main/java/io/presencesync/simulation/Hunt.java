package io.presencesync.simulation;

import io.presencesync.simulation.drive.PlantedBug;
import java.util.List;
import java.util.Optional;

/// Plays seeds with a planted bug until the checker finds it.
final class Hunt {
    private Hunt() {}

    /// The bug as found.
    ///
    /// @param seeds how many seeds it took
    record Found(PlantedBug bug, int seeds, Run.Result result) {}

    /// Empty when it is not found within so many seeds. A seed that fails without the bug, too, does not count.
    static Optional<Found> find(PlantedBug bug, Plan plan, long first, int runs) {
        List<Run.Result> results = Batch.play(first, runs, plan.with(bug), result -> byBug(result, plan));
        return results.stream()
                .filter(result -> byBug(result, plan))
                .findFirst()
                .map(result -> new Found(bug, (int) (result.seed() - first) + 1, result));
    }

    private static boolean byBug(Run.Result result, Plan plan) {
        return result.broken() != null
                && Run.of(result.seed(), plan, (now, agent, fact) -> {}).broken() == null;
    }
}
