package io.presencesync.simulation;

import io.presencesync.simulation.drive.Machine;
import io.presencesync.simulation.drive.PlantedBug;
import io.presencesync.simulation.history.Situation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Plays seeds and says what they came to; with `--bug` hunts for planted bugs instead.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Plays seeded runs of the machine against a pretend world and checks its promises.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every promise was kept, every bug was found",
            "1:a promise was broken, or a bug was not found"
        })
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--runs", defaultValue = "10000", description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--seed", defaultValue = "1", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--bug",
            paramLabel = "NAME",
            description = "Plants a bug, or one after the other (all), and says how many seeds it takes to find it.")
    private @Nullable String bug;

    @Option(names = "--story", paramLabel = "SEED", description = "Tells the story of one seed, with --bug if given.")
    private @Nullable Long story;

    @Option(
            names = "--agent",
            paramLabel = "N",
            description = "Whose story, from 0; otherwise his whose promise is broken.")
    private @Nullable Integer agent;

    @Option(
            names = "--with",
            paramLabel = "KIND",
            split = ",",
            hidden = true,
            description = "Plays these situations instead of those switched on: names, all, or none.")
    private List<String> with = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Plan plan = new Plan(Machine.REAL, situations());
        Report report = new Report(spec().commandLine().getOut(), plan);
        List<PlantedBug> bugs = bugs(plan);
        if (story != null) {
            return story(report, story, bugs.isEmpty() ? plan : plan.with(bugs.getFirst()));
        }
        return bugs.isEmpty() ? batch(report, plan) : hunt(report, bugs, plan);
    }

    private CommandSpec spec() {
        return java.util.Objects.requireNonNull(spec);
    }

    private int story(Report report, long which, Plan plan) {
        Run.Result result = Run.of(which, plan, (now, who, fact) -> {});
        report.story(result, plan, agent);
        return result.broken() == null ? 0 : 1;
    }

    private int batch(Report report, Plan plan) {
        long start = System.nanoTime();
        List<Run.Result> results = Batch.play(seed, runs, plan, result -> false);
        report.batch(results, System.nanoTime() - start);
        return results.stream().allMatch(result -> result.broken() == null) ? 0 : 1;
    }

    private int hunt(Report report, List<PlantedBug> bugs, Plan plan) {
        List<PlantedBug> missed = new ArrayList<>();
        for (PlantedBug each : bugs) {
            Optional<Hunt.Found> found = Hunt.find(each, plan, seed, runs);
            report.hunt(each, found, runs);
            if (found.isEmpty()) {
                missed.add(each);
            }
        }
        return missed.isEmpty() ? 0 : 1;
    }

    private List<PlantedBug> bugs(Plan plan) {
        if (bug == null) {
            return List.of();
        }
        if (bug.equalsIgnoreCase("all")) {
            return PlantedBug.playedWith(plan.situations());
        }
        String wanted = bug.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(PlantedBug.values())
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> unknown(wanted));
    }

    private Set<Situation> situations() {
        if (with.isEmpty()) {
            return Situation.PLAYED;
        }
        Set<Situation> named = EnumSet.noneOf(Situation.class);
        for (String each : with) {
            named.addAll(situations(each.toUpperCase(Locale.ROOT).replace('-', '_')));
        }
        return named;
    }

    private Set<Situation> situations(String name) {
        return switch (name) {
            case "ALL" -> EnumSet.allOf(Situation.class);
            case "NONE" -> EnumSet.noneOf(Situation.class);
            default ->
                Arrays.stream(Situation.values())
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .map(EnumSet::of)
                        .orElseThrow(() -> new ParameterException(
                                spec().commandLine(),
                                "There is no situation " + name + "; there are all, none, "
                                        + Arrays.toString(Situation.values())));
        };
    }

    private ParameterException unknown(String wanted) {
        return new ParameterException(
                spec().commandLine(),
                "There is no bug " + wanted + "; there are all, " + Arrays.toString(PlantedBug.values()));
    }
}
