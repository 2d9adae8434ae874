package io.presencesync.simulators;

import io.presencesync.simulators.bench.BenchCommand;
import io.presencesync.simulators.bench.GadgetsCommand;
import io.presencesync.simulators.bench.OutageCommand;
import io.presencesync.simulators.bench.SlowCommand;
import io.presencesync.simulators.bench.SoakCommand;
import io.presencesync.simulators.stage.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Entry point of the simulators: the demo, the bench, or one simulator alone.
@Command(
        name = "presence-sync",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            BenchCommand.class,
            GadgetsCommand.class,
            OutageCommand.class,
            SlowCommand.class,
            SoakCommand.class,
            WebexCommand.class,
            FinesseCommand.class
        },
        description = "Pretend Webex and pretend Finesse, alone or together with Presence Sync.")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-simulators.xml");
        }
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
