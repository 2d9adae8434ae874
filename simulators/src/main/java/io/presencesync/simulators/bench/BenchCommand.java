package io.presencesync.simulators.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures the packaged product in under four minutes and prints the figures. Everything it starts ends with it.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the packaged product against both simulators on this machine.")
public final class BenchCommand implements Callable<Integer> {
    private static final int BUDGET_AGENTS = 2000;
    private static final int BUDGET_SECONDS = 6;

    /// What can be measured.
    enum Part {
        start,
        warm,
        supervisor,
        limited,
        gadget
    }

    @Option(names = "--only", split = ",", description = "Some parts only: ${COMPLETION-CANDIDATES}; default all.")
    private List<Part> only = List.of(Part.values());

    @Option(names = "--agents", defaultValue = "500", description = "Agents that get events (default 500).")
    private int agents;

    @Option(names = "--rate", defaultValue = "100", description = "Events per second (default 100).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "20", description = "Length of a measurement (default 20).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "10", description = "Seconds of events before it (default 10).")
    private int warmUp;

    @Option(names = "--starts", split = ",", description = "Numbers of agents to start with (default 50,500,2000).")
    private List<Integer> starts = List.of(50, 500, BUDGET_AGENTS);

    @Option(names = "--java-option", description = "A further option for the product's JVM; may be repeated.")
    private List<String> flags = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        try {
            measure(new Plan(Packaged.jar("bin/bench"), flags, agents, rate, seconds, warmUp));
            return 0;
        } catch (BenchFailure | IOException | IllegalStateException failure) {
            System.err.println("The bench has failed: " + failure.getMessage());
            return 1;
        }
    }

    private void measure(Plan plan) throws IOException, InterruptedException {
        Report report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        Scenarios scenarios = new Scenarios(plan, report);
        machine(report);
        if (only.contains(Part.start)) {
            starts(scenarios, report);
        }
        if (only.contains(Part.warm)) {
            scenarios.warm(BUDGET_AGENTS);
        }
        if (only.contains(Part.supervisor)) {
            scenarios.unlimited();
        }
        if (only.contains(Part.gadget)) {
            scenarios.gadget();
        }
        if (only.contains(Part.limited)) {
            scenarios.limited();
        }
    }

    private void machine(Report report) {
        report.line("Presence Sync, measured %s on %d cores, Java %s, load average %s"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        Report.load()));
        report.line("The product's JVM: " + String.join(" ", Product.FLAGS) + " " + String.join(" ", flags));
        report.line("Settle 0s for holds and releases; teams of 25, polled every 5 s (default); simulators and gadgets"
                + " in this process, whose clock takes all times.");
    }

    private void starts(Scenarios scenarios, Report report) throws IOException, InterruptedException {
        report.line("%nStart to all subscribed, request limit default (load average %s)".formatted(Report.load()));
        for (int count : starts) {
            double taken = Report.seconds(scenarios.start(count));
            if (count == BUDGET_AGENTS) {
                report.budget("start of 2,000 agents", taken, BUDGET_SECONDS, "s");
            }
        }
    }
}
