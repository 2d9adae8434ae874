package io.presencesync.simulation;

import io.presencesync.simulation.check.BrokenPromise;
import io.presencesync.simulation.check.Promise;
import io.presencesync.simulation.check.Story;
import io.presencesync.simulation.drive.PlantedBug;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints for people what runs came to.
final class Report {
    private static final int EXAMPLES = 10;

    private final PrintWriter out;
    private final Plan plan;

    Report(PrintWriter out, Plan plan) {
        this.out = out;
        this.plan = plan;
    }

    /// The first broken promise with its story, then the sums.
    void batch(List<Run.Result> results, long nanos) {
        List<Run.Result> broken =
                results.stream().filter(result -> result.broken() != null).toList();
        if (!broken.isEmpty()) {
            story(broken.getFirst(), plan, null);
        }
        long hours = results.stream().mapToLong(Run.Result::millis).sum() / 3_600_000;
        long events = results.stream().mapToLong(Run.Result::events).sum();
        long requests = results.stream().mapToLong(Run.Result::requests).sum();
        out.printf(
                "%,d runs%s: %,d virtual hours, %,d events, %,d requests, %d broken promises, in %.1f s%n",
                results.size(), range(results), hours, events, requests, broken.size(), nanos / 1e9);
        perPromise(broken);
        out.flush();
    }

    private static String range(List<Run.Result> results) {
        return results.isEmpty()
                ? ""
                : " (seeds " + results.getFirst().seed() + " to "
                        + results.getLast().seed() + ")";
    }

    private void perPromise(List<Run.Result> broken) {
        Map<Promise, List<Run.Result>> byPromise = broken.stream()
                .collect(Collectors.groupingBy(
                        result -> Objects.requireNonNull(result.broken()).promise(),
                        TreeMap::new,
                        Collectors.toList()));
        byPromise.forEach((promise, those) -> out.printf(
                "  %d x %s: seeds %s%n",
                those.size(),
                promise.sentence(),
                those.stream().limit(EXAMPLES).map(Run.Result::seed).toList()));
    }

    void hunt(PlantedBug bug, Optional<Hunt.Found> found, int runs) {
        String outcome = found.map(it -> "found with seed " + it.result().seed() + " (" + it.seeds() + " tried): "
                        + Objects.requireNonNull(it.result().broken()).promise().sentence())
                .orElse("NOT FOUND in " + runs + " seeds");
        out.printf("%-30s %s%n%30s %s%n", bug, bug.sentence(), "", outcome);
        out.flush();
    }

    /// Plays the run again and writes down all that happened to one agent.
    void story(Run.Result result, Plan played, @Nullable Integer agent) {
        BrokenPromise broken = result.broken();
        int whose = agent != null ? agent : broken == null ? 0 : broken.agent();
        Story story = new Story(whose);
        Run.of(result.seed(), played, story);
        out.printf("Seed %d, agent %d, %s%n", result.seed(), whose, Run.settingOf(result.seed(), played));
        story.lines().forEach(out::println);
        if (broken != null) {
            out.printf("BROKEN at %s: %s (%s)%n", broken.at(), broken.promise().sentence(), broken.getMessage());
        }
        out.flush();
    }
}
