package io.presencesync.cli;

import java.util.List;
import java.util.Objects;
import picocli.CommandLine;

/// What is printed when a command line cannot be understood, or a command fails unexpectedly: as picocli does, and with
/// `--json` a document too.
final class CommandFaults {
    private CommandFaults() {}

    static void addTo(CommandLine line, Surroundings surroundings) {
        CommandLine.IParameterExceptionHandler usage = line.getParameterExceptionHandler();
        line.setParameterExceptionHandler((fault, args) -> {
            print(surroundings, List.of(args), Problem.Code.USAGE, fault);
            return usage.handleParseException(fault, args);
        });
        line.setExecutionExceptionHandler((fault, command, parsed) -> {
            print(surroundings, parsed.originalArgs(), Problem.Code.FAILED, fault);
            throw fault;
        });
    }

    private static void print(Surroundings surroundings, List<String> args, Problem.Code code, Exception fault) {
        if (args.contains("--json")) {
            String message = Objects.requireNonNullElse(fault.getMessage(), fault.toString());
            CommandOutput output = new CommandOutput(surroundings, true);
            output.print(CommandOutput.page(new Problem(code, message, "See --help of the command.")));
        }
    }
}
