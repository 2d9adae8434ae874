package io.presencesync.simulators.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Thousands of gadgets on one process. Everything it starts ends with it.
@Command(
        name = "gadgets",
        mixinStandardHelpOptions = true,
        description =
                "Connects a gadget for every agent of a large site to one product process, and measures what they cost,"
                        + " how fast commands reach them and how they come back after a restart.")
public final class GadgetsCommand implements Callable<Integer> {
    @Option(names = "--gadgets", defaultValue = "5000", description = "How many agents with a gadget (default 5000).")
    private int gadgets;

    @Option(names = "--polling", defaultValue = "500", description = "How many of them poll first (default 500).")
    private int polling;

    @Option(names = "--rate", defaultValue = "100", description = "Presence events per second (default 100).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "30", description = "How long they come (default 30).")
    private int seconds;

    @Option(
            names = "--latency",
            defaultValue = "30",
            description = "Milliseconds after which Finesse answers GET User (default 30).")
    private int latency;

    @Option(names = "--real", defaultValue = "100", description = "How many are run by --crowd (default 100).")
    private int real;

    @Option(
            names = "--crowd",
            arity = "1..*",
            description = "What runs gadgets that are the official socket.io-client, such as: node crowd.mjs link.mjs."
                    + " Without it all are our own clients.")
    private List<String> crowd = List.of();

    @Option(names = "--seed", defaultValue = "1", description = "Who comes back when (default 1).")
    private long seed;

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Gadgets.Size size = new Gadgets.Size(
                gadgets, polling, rate, seconds, Duration.ofMillis(latency), crowd.isEmpty() ? 0 : real, seed);
        try (Gadgets all = new Gadgets(Packaged.jar("bin/long-checks gadgets"), size, crowd, out)) {
            return all.run() ? 0 : 1;
        } catch (BenchFailure | IOException | IllegalStateException failure) {
            System.err.println("The gadgets have failed: " + failure.getMessage());
            return 1;
        }
    }
}
