package io.presencesync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Asks a running service how it is. Exit code 0: `ok` (with `--live`: alive), 1: `starting` or `degraded`, 2: nobody
/// answers, or somebody else.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Asks a running service how it is: ok when agents are followed and can be held.")
final class StatusCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Set<String> WORDS = Set.of("ok", "starting", "degraded");

    @Mixin
    private final ServiceOptions options = new ServiceOptions();

    @Option(
            names = "--live",
            description = "Ask only whether the service runs, not whether its links do (for container health checks).")
    private boolean live;

    private final Surroundings surroundings;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandOutput output = options.output(surroundings);
        try (AdminClient client = options.client(surroundings)) {
            JsonNode health = client.ask(question()).json();
            if (!isOurs(health)) {
                return output.fail(ReplyProblems.foreign(client.base()));
            }
            if (!client.remark().isEmpty()) {
                output.remark(client.remark());
            }
            return report(health, output);
        } catch (Problem.Found problem) {
            return output.fail(problem.problem());
        }
    }

    /// Many others answer `{"status":"ok"}` or `UP` at the same address.
    private boolean isOurs(JsonNode health) {
        return live
                ? health.path("status").asText().equals("alive")
                : WORDS.contains(health.path("status").asText())
                        && health.path("version").isTextual()
                        && health.path("links").isArray();
    }

    private AdminClient.Question question() {
        return live
                ? AdminClient.Question.get("/health/live", PATIENCE).withoutCredential()
                : AdminClient.Question.get("/health", PATIENCE);
    }

    private int report(JsonNode health, CommandOutput output) {
        String status = health.path("status").asText();
        if (output.json()) {
            output.print(health);
        } else {
            new StatusReport(surroundings.out()).print(health);
        }
        return status.equals("ok") || status.equals("alive") ? Commands.OK : Commands.FAILED;
    }
}
