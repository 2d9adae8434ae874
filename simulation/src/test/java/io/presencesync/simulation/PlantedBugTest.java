package io.presencesync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulation.drive.PlantedBug;
import io.presencesync.simulation.history.Situation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlantedBugTest {
    /// The rarest of them shows in one seed of a hundred.
    private static final int SEEDS = 300;

    static List<PlantedBug> played() {
        return PlantedBug.playedWith(Situation.PLAYED);
    }

    /// A seed counts only if the machine without the bug keeps every promise with it.
    @ParameterizedTest
    @MethodSource("played")
    void every_planted_bug_is_found_within_three_hundred_seeds(PlantedBug bug) {
        Optional<Hunt.Found> found = Hunt.find(bug, Plan.REAL, 1, SEEDS);

        assertThat(found).as("%s: %s", bug, bug.sentence()).isPresent();
        System.out.printf("%s: found after %d seeds%n", bug, found.orElseThrow().seeds());
    }
}
