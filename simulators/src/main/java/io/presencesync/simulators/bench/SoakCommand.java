package io.presencesync.simulators.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Minutes of faults and events. Everything it starts ends with it.
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "Plays random Webex faults on the packaged product while presences change, and checks that every"
                + " agent is right at the end, that no requests storm, and that memory stays flat.")
public final class SoakCommand implements Callable<Integer> {
    @Option(names = "--minutes", defaultValue = "30", description = "How long (default 30).")
    private int minutes;

    @Option(names = "--agents", defaultValue = "2000", description = "How many agents (default 2000).")
    private int agents;

    @Option(names = "--rate", defaultValue = "50", description = "Presence events a second (default 50).")
    private int rate;

    @Option(names = "--seed", defaultValue = "1", description = "Which faults, when, and whose presence (default 1).")
    private long seed;

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Soak soak = new Soak(Packaged.jar("bin/long-checks soak"), agents, rate, seed, out)) {
            return soak.run(minutes) ? 0 : 1;
        } catch (BenchFailure | IOException | IllegalStateException failure) {
            System.err.println("The soak has failed: " + failure.getMessage());
            return 1;
        }
    }
}
