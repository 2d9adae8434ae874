package io.presencesync.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The commands of the simulators, which have a jar of their own: `bin/presence-sync` hands them over. Here they are
/// only listed, and completed.
final class SimulatorCommands {
    /// With what help says of each.
    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("demo", "Simulators: everything together with a page to click on; needs no account.");
        ALL.put("webex", "Simulators: a pretend Webex cloud alone.");
        ALL.put("finesse", "Simulators: a pretend Finesse alone.");
        ALL.put("bench", "Simulators: measures the packaged product with many agents.");
        ALL.put("gadgets", "Simulators: measures with a gadget for each agent.");
        ALL.put("outage", "Simulators: takes a Finesse node or the contact center away, with many agents.");
        ALL.put("soak", "Simulators: lets Webex fail in many ways for a long time.");
    }

    private SimulatorCommands() {}

    static void addTo(CommandLine line, CommandOutput output) {
        ALL.forEach((name, words) -> line.addSubcommand(name, spec(name, words, output)));
    }

    private static CommandSpec spec(String name, String words, CommandOutput output) {
        Callable<Integer> elsewhere = () -> output.fail(new Problem(
                Problem.Code.USAGE,
                name + " is a command of the simulators, which are in presence-sync-simulators.jar.",
                "Run it as bin/presence-sync " + name + "."));
        CommandSpec spec = CommandSpec.wrapWithoutInspection(elsewhere);
        spec.usageMessage().description(words, "Its options: bin/presence-sync " + name + " --help");
        spec.parser().unmatchedOptionsArePositionalParams(true);
        return spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("ARGUMENTS")
                .arity("0..*")
                .index("0..*")
                .type(String[].class)
                .hidden(true)
                .build());
    }
}
