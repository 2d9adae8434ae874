package io.presencesync.simulators.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A node's death and a lost contact center. Everything it starts ends with it.
@Command(
        name = "outage",
        mixinStandardHelpOptions = true,
        description =
                "Kills one of two Finesse nodes under load, then lets both be out of service, and checks that every"
                        + " wish arrives, at the configured pace, and nothing twice.")
public final class OutageCommand implements Callable<Integer> {
    @Option(names = "--agents", defaultValue = "2000", description = "How many agents (default 2000).")
    private int agents;

    @Option(names = "--seconds", defaultValue = "150", description = "How long both are out (default 150).")
    private int seconds;

    @Option(names = "--seed", defaultValue = "1", description = "Whose presence changes (default 1).")
    private long seed;

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Outage outage = new Outage(Packaged.jar("bin/long-checks outage"), agents, seed, out)) {
            return outage.run(seconds) ? 0 : 1;
        } catch (BenchFailure | IOException | IllegalStateException failure) {
            System.err.println("The outage has failed: " + failure.getMessage());
            return 1;
        }
    }
}
