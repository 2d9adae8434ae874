package io.presencesync.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/// What the exit code of each command means; its help lists them.
final class ExitCodes {
    private static final String WRONG = "wrong arguments or settings";
    private static final String NOBODY = WRONG + ", or no service answers";

    private static final Map<String, Map<Integer, String>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "serve",
                Map.of(
                        Commands.OK,
                        "stopped from inside",
                        Commands.FAILED,
                        "could not start: port taken, data folder in use, not writable or newer",
                        Commands.REFUSED,
                        WRONG + "; nothing was started",
                        143,
                        "told to end (SIGTERM); 130: by Ctrl-C"));
        ALL.put("check-config", Map.of(Commands.OK, "the settings are good", Commands.REFUSED, WRONG));
        ALL.put(
                "config",
                Map.of(
                        Commands.OK, "printed, or written",
                        Commands.FAILED, "could not be printed",
                        Commands.REFUSED, "wrong arguments, or not written"));
        ALL.put(
                "status",
                Map.of(
                        Commands.OK, "`ok`; with --live: it runs",
                        Commands.FAILED, "`starting` or `degraded`",
                        Commands.REFUSED, NOBODY));
        ALL.put(
                "explain",
                Map.of(
                        Commands.OK, "explained",
                        Commands.FAILED, "refused: password, or its store is down",
                        Commands.REFUSED, NOBODY + " and there is no journal, or several agents are meant",
                        Commands.NOTHING_MATCHES, "no such agent"));
        ALL.put(
                "purge",
                Map.of(
                        Commands.OK, "removed, or with --dry-run told",
                        Commands.FAILED, "not removed, or not wholly: password, or the store is down",
                        Commands.REFUSED, WRONG + ", not confirmed, several agents are meant, or no service answers",
                        Commands.NOTHING_MATCHES, "nobody matches; nothing was removed"));
        ALL.put("completion", Map.of(Commands.OK, "printed", Commands.REFUSED, "another shell"));
    }

    private ExitCodes() {}

    /// Of one command, in rising order; empty for a command that has none of its own.
    static Map<String, String> of(String command) {
        Map<String, String> lines = new LinkedHashMap<>();
        ALL.getOrDefault(command, Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> lines.put(String.valueOf(each.getKey()), each.getValue()));
        return lines;
    }

    static void addTo(CommandLine line) {
        line.getSubcommands().forEach((name, command) -> {
            if (ALL.containsKey(name)) {
                command.getCommandSpec()
                        .usageMessage()
                        .exitCodeListHeading("Exit codes:%n")
                        .exitCodeList(of(name));
            }
        });
    }
}
