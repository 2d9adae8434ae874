package io.presencesync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.presencesync.config.ConfigurationException;
import io.presencesync.config.ConfigurationLoader;
import io.presencesync.presence.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Has a person's history removed by the running service; removes it from the store itself when none runs. Exit code 0
/// removed, 1 not, 2 wrong settings or nobody answers.
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        description = "Removes a person's history: presences, decisions, requests. Asks the running service; removes"
                + " it from the store itself when none runs.")
final class PurgeCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    private final Settings settings = new Settings();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Who who;

    static final class Who {
        @Option(names = "--agent", paramLabel = "ID", description = "The agent with this Finesse id.")
        private @Nullable String agent;

        @Option(
                names = "--address",
                paramLabel = "MAIL",
                description = "All agents with this Webex address; the Webex id of the address too.")
        private @Nullable String address;
    }

    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            description = "Where the service is (default: this machine, the port that is set).")
    private @Nullable String url;

    private final Surroundings surroundings;
    private final Eraser eraser;

    PurgeCommand(Surroundings surroundings, Eraser eraser) {
        this.surroundings = surroundings;
        this.eraser = eraser;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (named().isBlank()) {
            return complain(Commands.REFUSED, "Name the agent's Finesse id, or the person's address.");
        }
        ConfigurationLoader.Access access = settings.access(surroundings);
        String base = url == null ? "http://127.0.0.1:" + access.port() : url.replaceFirst("/+$", "");
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpRequest request = request(base, ExplainCommand.password(access));
            return report(client.send(request, HttpResponse.BodyHandlers.ofString()), base);
        } catch (IllegalArgumentException noUrl) {
            return complain(Commands.REFUSED, base + " is no URL.");
        } catch (ConnectException nobody) {
            return url == null ? ourselves() : complain(Commands.REFUSED, "Nobody answers at " + base + ".");
        } catch (IOException broken) {
            return complain(Commands.FAILED, base + " did not say whether it was done: " + broken + ". Ask again.");
        }
    }

    private String named() {
        return Objects.requireNonNullElse(who.agent == null ? who.address : who.agent, "");
    }

    private HttpRequest request(String base, @Nullable Secret password) {
        String path = (who.agent == null ? "people/" : "agents/") + encoded(named());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1/" + path + "/journal"))
                .timeout(PATIENCE)
                .DELETE();
        if (password != null) {
            byte[] plain = ("admin:" + password.reveal()).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
        }
        return request.build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private int report(HttpResponse<String> answer, String base) {
        JsonNode body = body(answer.body());
        if (answer.statusCode() == 200 && body.path("removed").isIntegralNumber()) {
            return done(body.path("removed").asLong());
        }
        if (answer.statusCode() == 401) {
            return complain(
                    Commands.FAILED,
                    "The service wants the password of the user admin: set PRESENCE_SYNC_ADMIN_PASSWORD, or run this as"
                            + " a user who may read the file admin-password of the data folder.");
        }
        String words = body.path("error").asText("nothing we understand; is this Presence Sync?");
        return complain(Commands.FAILED, base + " answers: " + words + ".");
    }

    private static JsonNode body(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException somebodyElse) {
            return MissingNode.getInstance();
        }
    }

    private int ourselves() {
        try {
            return done(eraser.purge(settings.load(surroundings).configuration(), who.agent, who.address));
        } catch (ConfigurationException faults) {
            Settings.print(faults, surroundings.err());
            return Commands.REFUSED;
        } catch (IOException failed) {
            return complain(
                    Commands.FAILED, "No service runs here, and its store cannot be used: " + failed.getMessage());
        }
    }

    private int done(long removed) {
        surroundings.out().println(removed + (removed == 1 ? " entry removed." : " entries removed."));
        surroundings.out().flush();
        return Commands.OK;
    }

    private int complain(int code, String words) {
        surroundings.err().println(words);
        surroundings.err().flush();
        return code;
    }
}
