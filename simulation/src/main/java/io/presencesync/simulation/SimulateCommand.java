package io.presencesync.simulation;

import io.presencesync.simulation.check.BrokenPromise;
import io.presencesync.simulation.check.Story;
import io.presencesync.simulation.drive.Machine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Plays seeds and says what they came to.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Plays seeded runs of the machine against a pretend world and checks its promises.")
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--runs", defaultValue = "10000", description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--seed", defaultValue = "1", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--story", paramLabel = "SEED", description = "Tells the story of one seed.")
    private @Nullable Long story;

    @Option(
            names = "--agent",
            defaultValue = "-1",
            description = "Whose story; otherwise the one whose promise is broken.")
    private int agent;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        return story != null ? story(story) : batch();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int story(long which) {
        Run.Result result = Run.of(which, Machine.REAL, (now, who, fact) -> {});
        int whose = agent >= 0 || result.broken() == null
                ? Math.max(agent, 0)
                : result.broken().agent();
        tell(result, whose, Machine.REAL);
        return result.broken() == null ? 0 : 1;
    }

    private int batch() {
        long start = System.nanoTime();
        List<Run.Result> results = Batch.play(seed, runs, Machine.REAL, result -> false);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        List<Run.Result> broken =
                results.stream().filter(result -> result.broken() != null).toList();
        if (!broken.isEmpty()) {
            Run.Result first = broken.getFirst();
            tell(first, java.util.Objects.requireNonNull(first.broken()).agent(), Machine.REAL);
        }
        sum(results, broken, took);
        return broken.isEmpty() ? 0 : 1;
    }

    private void sum(List<Run.Result> results, List<Run.Result> broken, Duration took) {
        long millis = results.stream().mapToLong(Run.Result::millis).sum();
        long events = results.stream().mapToLong(Run.Result::events).sum();
        long requests = results.stream().mapToLong(Run.Result::requests).sum();
        out().printf(
                        "%,d runs from seed %d: %,d virtual hours, %,d events, %,d requests, in %.1f s%n",
                        results.size(), seed, millis / 3_600_000, events, requests, took.toMillis() / 1000.0);
        out().printf("%,d broken promises%n", broken.size());
        broken.stream()
                .collect(java.util.stream.Collectors.groupingBy(result ->
                        java.util.Objects.requireNonNull(result.broken()).promise()))
                .forEach((promise, those) -> out().printf(
                                "  %d x %s: seeds %s%n",
                                those.size(),
                                promise.sentence(),
                                those.stream().limit(10).map(Run.Result::seed).toList()));
    }

    private void tell(Run.Result result, int whose, Machine machine) {
        Story told = new Story(whose);
        Run.of(result.seed(), machine, told);
        out().printf("Seed %d, agent %d, %s%n", result.seed(), whose, Run.settingOf(result.seed()));
        told.lines().forEach(out()::println);
        BrokenPromise broken = result.broken();
        if (broken != null) {
            out().printf(
                            "BROKEN at %s: %s (%s)%n",
                            broken.at(), broken.promise().sentence(), broken.getMessage());
        }
    }
}
