package io.presencesync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.config.ConfigurationException;
import io.presencesync.presence.AgentName;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Has a person's history removed by the running service; removes it from the store itself when none runs. Exit code 0
/// removed, 1 not, 2 wrong arguments, not confirmed or nobody answers, 4 nobody matches.
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        description = "Removes a person's history: presences, decisions, requests. Tells whose and how much it is, and"
                + " asks before it does. Asks the running service; removes it from the store itself when none runs.")
final class PurgeCommand implements Callable<Integer> {
    @Mixin
    private final ServiceOptions options = new ServiceOptions();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Who who;

    static final class Who {
        @Option(
                names = "--agent",
                paramLabel = "AGENT",
                description = "The agent with this Finesse id, login name or Webex address; with the site in front"
                        + " where there are several: emea/csmith.")
        private @Nullable String agent;

        @Option(
                names = "--address",
                paramLabel = "MAIL",
                description = "All agents with this Webex address; the Webex id of the address too.")
        private @Nullable String address;
    }

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask. Needed where there is no terminal, and with --json.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Tell whose history would be removed and how much; remove nothing.")
    private boolean dryRun;

    private final Surroundings surroundings;
    private final Eraser eraser;

    PurgeCommand(Surroundings surroundings, Eraser eraser) {
        this.surroundings = surroundings;
        this.eraser = eraser;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandOutput output = options.output(surroundings);
        if (named().isBlank()) {
            return output.fail(new Problem(
                    Problem.Code.USAGE, "Nobody is named.", "Name the agent's id or login name, or an address."));
        }
        try (AdminClient client = options.client(surroundings)) {
            return ask(client, output);
        } catch (Problem.Found problem) {
            return output.fail(problem.problem());
        }
    }

    private int ask(AdminClient client, CommandOutput output) throws Problem.Found, InterruptedException {
        ServicePurge service = new ServicePurge(client, who.agent, who.address);
        Eraser.Found found;
        try {
            found = service.find();
        } catch (Problem.Found problem) {
            if (problem.problem().code() == Problem.Code.NOT_RUNNING && !client.named()) {
                return ourselves(output);
            }
            throw problem;
        }
        if (dryRun) {
            return told(found, output);
        }
        confirm(found);
        return done(found, service.purge(), output);
    }

    private int ourselves(CommandOutput output) throws Problem.Found {
        LogLevel.set("warn");
        try (Eraser.Opened store =
                eraser.open(options.settings().load(surroundings).configuration())) {
            Eraser.Found found = store.find(who.agent, who.address).orElseThrow(() -> nobody());
            if (dryRun) {
                return told(found, output);
            }
            confirm(found);
            return done(found, store.purge(who.agent, who.address), output);
        } catch (ConfigurationException faults) {
            return output.fail(faults);
        } catch (IllegalArgumentException several) {
            String words = "In the journal " + several.getMessage() + ".";
            throw new Problem(Problem.Code.SEVERAL_AGENTS, words, "").found();
        } catch (IOException failed) {
            String words = "No service runs here, and its store cannot be used: " + failed.getMessage() + ".";
            throw new Problem(Problem.Code.UNAVAILABLE, words, "Run this with the settings of the service.").found();
        }
    }

    private Problem.Found nobody() {
        return new Problem(
                        Problem.Code.NOBODY_MATCHES,
                        "Nothing was removed: no service runs here, and its journal knows nobody called \""
                                + named().strip() + "\".",
                        "")
                .found();
    }

    private String named() {
        return Objects.requireNonNullElse(who.agent == null ? who.address : who.agent, "");
    }

    private void confirm(Eraser.Found found) throws Problem.Found {
        UnaryOperator<@Nullable String> terminal = surroundings.terminal();
        if (yes) {
            return;
        }
        if (terminal == null || options.json()) {
            throw new Problem(
                            Problem.Code.NOT_CONFIRMED,
                            "Nothing was removed: it was not confirmed. It would be " + inWords(found) + ".",
                            "Say --yes to remove it, or --dry-run only to see it.")
                    .found();
        }
        String answer = terminal.apply("Remove " + inWords(found) + "? This cannot be undone. [y/N] ");
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw new Problem(Problem.Code.NOT_CONFIRMED, "Nothing was removed.", "").found();
        }
    }

    private static String inWords(Eraser.Found found) {
        String agents = found.agents().stream().map(AgentName::toString).collect(Collectors.joining(", "));
        return (found.entries() == 1 ? "1 entry" : found.entries() + " entries")
                + (agents.isEmpty() ? "" : " of " + agents)
                + (found.webexId() ? " and the Webex id" : "");
    }

    private int told(Eraser.Found found, CommandOutput output) {
        if (output.json()) {
            output.print(page(found).put("dryRun", true).put("removed", 0));
        } else {
            output.print("Would be removed: " + inWords(found) + ". Nothing was.\n");
        }
        return Commands.OK;
    }

    private static int done(Eraser.Found found, long removed, CommandOutput output) {
        if (output.json()) {
            output.print(page(found).put("dryRun", false).put("removed", removed));
        } else {
            output.print(removed + (removed == 1 ? " entry removed.\n" : " entries removed.\n"));
        }
        return Commands.OK;
    }

    private static ObjectNode page(Eraser.Found found) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode agents = page.putArray("agents");
        found.agents()
                .forEach(agent -> agents.addObject()
                        .put("id", agent.id().user().value())
                        .put("site", agent.id().site().value())
                        .put("loginName", agent.loginName()));
        return page.put("entries", found.entries()).put("webexId", found.webexId());
    }
}
