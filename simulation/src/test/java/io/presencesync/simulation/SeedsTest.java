package io.presencesync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulation.check.Story;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeedsTest {
    private static final int SEEDS = 2_000;

    @Test
    void every_promise_is_kept_in_two_thousand_seeds() {
        long start = System.nanoTime();
        List<Run.Result> results = Batch.play(1, SEEDS, Plan.REAL, result -> false);
        StringWriter report = new StringWriter();
        new Report(new PrintWriter(report), Plan.REAL).batch(results, System.nanoTime() - start);

        System.out.println(report);
        assertThat(results).hasSize(SEEDS);
        assertThat(results.stream().filter(result -> result.broken() != null))
                .as(report.toString())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 4711, -7})
    void the_same_seed_tells_the_same_story(long seed) {
        Story once = new Story(0);
        Story again = new Story(0);
        Run.Result first = Run.of(seed, Plan.REAL, once);
        Run.Result second = Run.of(seed, Plan.REAL, again);

        assertThat(again.lines()).isNotEmpty().isEqualTo(once.lines());
        assertThat(second.events()).isEqualTo(first.events());
    }

    @Test
    void two_seeds_tell_two_stories() {
        Story one = new Story(0);
        Story other = new Story(0);
        Run.of(1, Plan.REAL, one);
        Run.of(2, Plan.REAL, other);

        assertThat(one.lines()).isNotEqualTo(other.lines());
    }
}
