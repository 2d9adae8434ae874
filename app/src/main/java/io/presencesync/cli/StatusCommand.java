package io.presencesync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.presence.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Asks a running service how it is. Exit code 0: `ok` (with `--live`: alive), 1: `starting` or `degraded`, 2: nobody
/// answers, or somebody else.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Asks a running service how it is: ok when agents are followed and can be held. Exit code 0: ok,"
                + " 1: starting or degraded, 2: nobody answers.")
final class StatusCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Mixin
    private final Settings settings = new Settings();

    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            description = "Where the service is (default: this machine, the port that is set).")
    private @Nullable String url;

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
        String base = url == null ? "http://127.0.0.1:" + settings.port(surroundings) : url.replaceFirst("/+$", "");
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return report(
                    live
                            ? ask(client, URI.create(base + "/health/live"), null)
                            : ask(client, URI.create(base + "/health"), password()));
        } catch (IOException | IllegalArgumentException nobody) {
            surroundings.err().println("No Presence Sync answers at " + base + ". Is it running, and is this its URL?");
            surroundings.err().flush();
            return Commands.REFUSED;
        }
    }

    /// The user admin is told more; without a password that is known here we ask like anybody.
    private @Nullable Secret password() {
        return ExplainCommand.password(settings.access(surroundings));
    }

    private static JsonNode ask(HttpClient client, URI page, @Nullable Secret password)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(page).timeout(PATIENCE);
        if (password != null) {
            byte[] plain = ("admin:" + password.reveal()).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode body = new ObjectMapper().readTree(answer.body());
        if (answer.statusCode() != 200 || !body.path("status").isTextual()) {
            throw new IOException("this is somebody else's page");
        }
        return body;
    }

    private int report(JsonNode health) {
        String status = health.path("status").asText();
        new StatusReport(surroundings.out()).print(health);
        return status.equals("ok") || status.equals("alive") ? Commands.OK : Commands.FAILED;
    }
}
