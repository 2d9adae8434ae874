package io.presencesync.cli;

import io.presencesync.config.Configuration;
import io.presencesync.explain.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line: `serve`, `check-config`, `status`, `explain`, `purge`, `help`, `completion`; the simulators'
/// commands
/// are listed.
public final class Commands {
    /// Done, or healthy.
    public static final int OK = 0;
    /// Failed, or not healthy.
    public static final int FAILED = 1;
    /// Wrong settings or arguments; nothing was started. For commands that ask the service: nobody answers.
    public static final int REFUSED = 2;
    /// Nobody is called what was asked for. (3 is `bin/presence-sync`'s own: it could not build.)
    public static final int NOTHING_MATCHES = 4;

    private Commands() {}

    /// Runs one command and gives the exit code. `serve` returns only when the service was stopped.
    ///
    /// @param starter starts the service with a valid configuration; throws when it cannot
    public static int run(
            String[] args, Surroundings surroundings, Function<Configuration, ? extends RunningService> starter) {
        return run(args, surroundings, starter, _ -> {
            throw new UncheckedIOException(new IOException("no journal can be opened here"));
        });
    }

    /// The same, with a journal that can be opened while no service runs.
    ///
    /// @param archive opens the journal of a configuration; throws UncheckedIOException when it cannot
    public static int run(
            String[] args,
            Surroundings surroundings,
            Function<Configuration, ? extends RunningService> starter,
            Function<Configuration, Archive> archive) {
        return run(args, surroundings, starter, archive, _ -> {
            throw new IOException("no store can be opened here");
        });
    }

    /// The same, with a store in which a person can be forgotten while no service runs.
    public static int run(
            String[] args,
            Surroundings surroundings,
            Function<Configuration, ? extends RunningService> starter,
            Function<Configuration, Archive> archive,
            Eraser eraser) {
        CommandLine line = new CommandLine(new Root());
        line.getCommandSpec().version("presence-sync " + surroundings.version());
        line.addSubcommand(new ServeCommand(surroundings, starter));
        line.addSubcommand(new CheckConfigCommand(surroundings));
        line.addSubcommand(new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCommand.Init(surroundings)));
        line.addSubcommand(new StatusCommand(surroundings));
        line.addSubcommand(new ExplainCommand(surroundings, archive));
        line.addSubcommand(new PurgeCommand(surroundings, eraser));
        line.addSubcommand(new HelpCommand());
        line.addSubcommand(new CompletionCommand(surroundings));
        SimulatorCommands.addTo(line, new CommandOutput(surroundings, false));
        ExitCodes.addTo(line);
        CommandFaults.addTo(line, surroundings);
        line.setOut(surroundings.out()).setErr(surroundings.err());
        return written(line.execute(args), surroundings);
    }

    /// A result that was to be printed and could not be is none: a full disk must not pass for success.
    private static int written(int code, Surroundings surroundings) {
        if (!surroundings.out().checkError()) {
            return code;
        }
        surroundings.err().println("The output could not be written: its disk is full, or its reader has ended.");
        surroundings.err().flush();
        return code == OK ? FAILED : code;
    }

    @Command(
            name = "presence-sync",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND",
            footer = "%nHelp for one of them: presence-sync help COMMAND",
            description = "Keeps contact-center agents' Cisco Finesse states true to their Webex presence.")
    static final class Root implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Name a command.");
        }
    }
}
