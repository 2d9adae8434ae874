package io.presencesync.simulators.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the demo until it is told to end (Ctrl-C, SIGTERM) or a product dies.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts pretend Webex, pretend Finesse and Presence Sync, with a page to play with them.")
public final class DemoCommand implements Callable<Integer> {
    private static final long SIGNAL_COMES_WITHIN = 500;

    /// Which products run.
    enum Choice {
        gadget,
        supervisor,
        both
    }

    @Option(names = "--mode", description = "gadget, supervisor or both (default).", defaultValue = "both")
    private Choice mode = Choice.both;

    @Option(names = "--any-port", description = "Take any free ports, not the usual ones (5000, 5001, 5080 to 5082).")
    private boolean anyPort;

    @Override
    public Integer call() throws InterruptedException {
        @Nullable Path jar = jar();
        if (jar == null) {
            System.err.println("The product is not built: run bin/presence-sync demo, which builds it.");
            return 1;
        }
        try (Demo demo = new Demo(jar, modes(), new Ports(anyPort))) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "shutdown"));
            return run(demo);
        }
    }

    private static int run(Demo demo) throws InterruptedException {
        long began = System.nanoTime();
        try {
            Demo.Addresses addresses = demo.start();
            System.out.println(Greeting.of(addresses, Duration.ofNanos(System.nanoTime() - began)));
            demo.awaitEnd();
            return 0;
        } catch (DemoFailure | IOException | IllegalStateException failure) {
            return report(demo, failure);
        }
    }

    /// At Ctrl-C a child may end before this process has got its own signal, which is no failure.
    private static int report(Demo demo, Exception failure) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SIGNAL_COMES_WITHIN);
        if (!demo.closed()) {
            System.err.println("The demo has failed: " + failure.getMessage());
        }
        return 1;
    }

    private Set<Mode> modes() {
        return switch (mode) {
            case gadget -> EnumSet.of(Mode.GADGET);
            case supervisor -> EnumSet.of(Mode.SUPERVISOR);
            case both -> EnumSet.allOf(Mode.class);
        };
    }

    /// As told by the start script, else where the build puts it.
    private static @Nullable Path jar() {
        String told = System.getProperty("presence-sync.jar", "app/target/presence-sync.jar");
        Path jar = Path.of(told).toAbsolutePath().normalize();
        return Files.isRegularFile(jar) ? jar : null;
    }

    @Override
    public String toString() {
        return "demo " + mode.name().toLowerCase(Locale.ROOT);
    }
}
