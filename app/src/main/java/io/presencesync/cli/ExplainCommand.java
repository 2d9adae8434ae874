package io.presencesync.cli;

import io.presencesync.config.Configuration;
import io.presencesync.config.ConfigurationException;
import io.presencesync.explain.Archive;
import io.presencesync.explain.Explanation;
import io.presencesync.explain.Report;
import io.presencesync.explain.Subject;
import io.presencesync.presence.AgentMatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks the running service why an agent is in a state; opens the journal itself when nobody answers. Exit code 0
/// explained, 1 refused, 2 nobody answers and there is no journal, 4 no such agent.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says in plain words why an agent is in their state: presence, rule, decision, what was sent,"
                + " what Finesse said. Asks the running service; reads its journal when it does not run.")
final class ExplainCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private final ServiceOptions options = new ServiceOptions();

    @Parameters(
            paramLabel = "AGENT",
            description = "Finesse id, login name or Webex address, with the site in front where there are several:"
                    + " emea/csmith.")
    private String agent = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Why the agent was in their state then: 14:05 (today), 2026-11-22T14:05,"
                    + " 2026-11-22T13:05:00Z, or \"10m ago\" (default: now).")
    private String at = "";

    @Option(names = "--utc", description = "Read and show times in UTC instead of this machine's zone.")
    private boolean utc;

    private final Surroundings surroundings;
    private final Function<Configuration, Archive> archive;

    ExplainCommand(Surroundings surroundings, Function<Configuration, Archive> archive) {
        this.surroundings = surroundings;
        this.archive = archive;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandOutput output = options.output(surroundings);
        if (agent.isBlank()) {
            return output.fail(new Problem(
                    Problem.Code.USAGE, "No agent is named.", "Name a Finesse id, login name or Webex address."));
        }
        try (AdminClient client = options.client(surroundings)) {
            return ask(client, output);
        } catch (Problem.Found problem) {
            return output.fail(problem.problem());
        }
    }

    private int ask(AdminClient client, CommandOutput output) throws Problem.Found, InterruptedException {
        try {
            AdminClient.Page page = client.ask(question());
            if (output.json()) {
                output.print(page.json());
            } else {
                output.print(page.text());
            }
            return Commands.OK;
        } catch (Problem.Found problem) {
            if (problem.problem().code() == Problem.Code.NOT_RUNNING && !client.named()) {
                return fromJournal(client.base(), output);
            }
            throw problem;
        }
    }

    private AdminClient.Question question() {
        String query = "?zone=" + query(zone().getId()) + (at.isBlank() ? "" : "&at=" + query(at));
        String path = "/api/v1/agents/" + AdminClient.encoded(agent) + "/explain" + query;
        return AdminClient.Question.get(path, PATIENCE).accepting(options.json() ? "application/json" : "text/plain");
    }

    private static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private ZoneId zone() {
        return utc ? ZoneId.of("UTC") : ZoneId.systemDefault();
    }

    private int fromJournal(URI base, CommandOutput output) throws Problem.Found {
        LogLevel.set("warn");
        try (Archive opened =
                archive.apply(options.settings().load(surroundings).configuration())) {
            Explanation found = found(opened);
            output.remark("No service answers at " + base + "; this is what its journal says.");
            output.print(output.json() ? opened.json(found) + "\n" : Report.text(found, zone()));
            return Commands.OK;
        } catch (ConfigurationException faults) {
            return output.fail(faults);
        } catch (IllegalArgumentException unreadable) {
            throw new Problem(Problem.Code.BAD_ARGUMENT, text(unreadable.getMessage()) + ".", "").found();
        } catch (IOException unavailable) {
            throw noJournal(base, unavailable.getMessage()).found();
        } catch (UncheckedIOException unavailable) {
            throw noJournal(base, unavailable.getMessage()).found();
        }
    }

    private Explanation found(Archive opened) throws IOException, Problem.Found {
        return switch (opened.find(agent)) {
            case AgentMatch.One<Subject>(Subject one) -> opened.explain(one, at, zone());
            case AgentMatch.Several<Subject> several ->
                throw new Problem(Problem.Code.SEVERAL_AGENTS, "In the journal " + several.inWords() + ".", "").found();
            case AgentMatch.None<Subject> _ -> unknown(opened);
        };
    }

    /// An id nobody is known by may have a history all the same.
    private Explanation unknown(Archive opened) throws IOException, Problem.Found {
        Explanation found = opened.explain(Archive.byId(agent), at, zone());
        if (found.knowsAnything()) {
            return found;
        }
        throw new Problem(
                        Problem.Code.NOBODY_MATCHES,
                        "No service runs here, and in its journal no agent has the id, login name or Webex address \""
                                + agent.strip() + "\".",
                        "")
                .found();
    }

    private static Problem noJournal(URI base, @Nullable String why) {
        return new Problem(
                Problem.Code.NO_JOURNAL,
                "No Presence Sync answers at " + base + ", and its journal cannot be read: " + text(why) + ".",
                "Start the service with presence-sync serve, run this with its settings, or name its address with"
                        + " --url.");
    }

    private static String text(@Nullable String words) {
        return Objects.requireNonNullElse(words, "");
    }
}
