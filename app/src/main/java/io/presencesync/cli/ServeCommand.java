package io.presencesync.cli;

import io.presencesync.config.Configuration;
import io.presencesync.config.ConfigurationException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Runs the service until the process is told to end (SIGTERM, Ctrl-C) or this thread is interrupted.
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Runs the service until it is told to end.")
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    @Mixin
    private final Settings settings = new Settings();

    private final Surroundings surroundings;
    private final Function<Configuration, ? extends RunningService> starter;

    ServeCommand(Surroundings surroundings, Function<Configuration, ? extends RunningService> starter) {
        this.surroundings = surroundings;
        this.starter = starter;
    }

    @Override
    public Integer call() {
        try {
            return serve(settings.load(surroundings).configuration());
        } catch (ConfigurationException faults) {
            Settings.print(faults, surroundings.err());
            return Commands.REFUSED;
        }
    }

    private int serve(Configuration configuration) {
        LogLevel.set(configuration.logLevel());
        LOG.info("Presence Sync {} starts", surroundings.version());
        configuration.warnings().forEach(LOG::warn);
        try {
            runUntilStopped(starter.apply(configuration));
            return Commands.OK;
        } catch (RuntimeException failed) {
            LOG.error("Presence Sync could not start: {}", failed.getMessage());
            LOG.debug("Where it failed", failed);
            return Commands.FAILED;
        }
    }

    private static void runUntilStopped(RunningService service) {
        CountDownLatch forever = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(service), "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            forever.await();
        } catch (InterruptedException told) {
            Runtime.getRuntime().removeShutdownHook(hook);
            stop(service);
        }
    }

    /// Gives a stuck part no more than [#LONGEST_STOP]. A platform thread: it must not wait behind virtual ones that
    /// work off what streams in.
    private static void stop(RunningService service) {
        LOG.info("Presence Sync stops");
        Thread closing = Thread.ofPlatform().daemon().name("closing").start(service::close);
        try {
            if (!closing.join(LONGEST_STOP)) {
                LOG.warn("Not everything stopped within {} s; ending anyway", LONGEST_STOP.toSeconds());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        LOG.info("Presence Sync has stopped");
    }
}
