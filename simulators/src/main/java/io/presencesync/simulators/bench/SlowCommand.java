package io.presencesync.simulators.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Everybody turns busy and free again while Finesse answers slowly. Everything it starts ends with it.
@Command(
        name = "slow",
        mixinStandardHelpOptions = true,
        description =
                "Lets Finesse answer slowly, turns all agents busy and then free, and prints how many are held and"
                        + " released after how long.")
public final class SlowCommand implements Callable<Integer> {
    @Option(names = "--agents", defaultValue = "50", description = "How many agents (default 50).")
    private int agents;

    @Option(names = "--millis", defaultValue = "5000", description = "How late each answer is (default 5000).")
    private int millis;

    @Option(
            names = "--within",
            defaultValue = "25",
            description = "Seconds within which all must be held, and all be released (default 25).")
    private int within;

    @Option(
            names = "--notifications",
            defaultValue = "auto",
            description = "What the product asks to be told of: auto, teams or off (default auto).")
    private String notifications = "auto";

    @Option(names = "--no-reasons", description = "Finesse's team answers tell no reason codes.")
    private boolean noReasons;

    @Option(names = "--quick-looks", description = "SystemInfo is answered at once; all else is late.")
    private boolean quickLooks;

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Settings settings = new Settings(false, true, Map.of("PRESENCE_SYNC_FINESSE_NOTIFICATIONS", notifications));
        try (Slow slow = new Slow(Packaged.jar("bin/long-checks slow"), agents, settings, out)) {
            return slow.run(new Slow.Lateness(Duration.ofMillis(millis), quickLooks, noReasons), within) ? 0 : 1;
        } catch (BenchFailure | IOException | IllegalStateException failure) {
            System.err.println("The check with a slow Finesse has failed: " + failure.getMessage());
            return 1;
        }
    }
}
