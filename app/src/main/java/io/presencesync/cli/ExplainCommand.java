package io.presencesync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.config.Configuration;
import io.presencesync.config.ConfigurationException;
import io.presencesync.config.ConfigurationLoader;
import io.presencesync.explain.Archive;
import io.presencesync.presence.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks the running service why an agent is in his state; opens the journal itself when nobody answers. Exit code 0
/// explained, 1 not, 2 nobody answers and there is no journal.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says in plain words why an agent is in his state: presence, rule, decision, what was sent,"
                + " what Finesse said. Asks the running service; reads its journal when it does not run.")
final class ExplainCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private final Settings settings = new Settings();

    @Parameters(paramLabel = "AGENT", description = "His Finesse id, login name or Webex address.")
    private String agent = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Why he was in his state then: 14:05 (today), 2026-11-22T14:05, 2026-11-22T13:05:00Z,"
                    + " or \"10m ago\" (default: now).")
    private String at = "";

    @Option(names = "--utc", description = "Read and show times in UTC instead of this machine's zone.")
    private boolean utc;

    @Option(names = "--json", description = "Print the answer as JSON, for scripts (only of a running service).")
    private boolean json;

    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            description = "Where the service is (default: this machine, the port that is set).")
    private @Nullable String url;

    private final Surroundings surroundings;
    private final Function<Configuration, Archive> archive;

    ExplainCommand(Surroundings surroundings, Function<Configuration, Archive> archive) {
        this.surroundings = surroundings;
        this.archive = archive;
    }

    @Override
    public Integer call() throws InterruptedException {
        ConfigurationLoader.Access access = settings.access(surroundings);
        String base = url == null ? "http://127.0.0.1:" + access.port() : url.replaceFirst("/+$", "");
        Secret password = password(access);
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return report(client.send(request(base, password), HttpResponse.BodyHandlers.ofString()), access, base);
        } catch (IllegalArgumentException noUrl) {
            return complain(Commands.REFUSED, base + " is no URL.");
        } catch (IOException nobody) {
            return url == null ? fromJournal(base) : nobody(base, "");
        }
    }

    private HttpRequest request(String base, @Nullable Secret password) {
        String query = "?zone=" + encoded(zone().getId()) + (at.isBlank() ? "" : "&at=" + encoded(at));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + "/api/v1/agents/" + encoded(agent).replace("+", "%20") + "/explain" + query))
                .timeout(PATIENCE)
                .header("Accept", json ? "application/json" : "text/plain");
        if (password != null) {
            byte[] plain = ("admin:" + password.reveal()).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
        }
        return request.build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private ZoneId zone() {
        return utc ? ZoneId.of("UTC") : ZoneId.systemDefault();
    }

    /// The one that is set, else the one the service made up; null when neither can be read here.
    static @Nullable Secret password(ConfigurationLoader.Access access) {
        if (access.adminPassword() != null) {
            return access.adminPassword();
        }
        try {
            return new Secret(Files.readString(passwordFile(access)).strip());
        } catch (IOException notHere) {
            return null;
        }
    }

    private static Path passwordFile(ConfigurationLoader.Access access) {
        return access.data().resolve("admin-password");
    }

    private int report(HttpResponse<String> answer, ConfigurationLoader.Access access, String base) {
        return switch (answer.statusCode()) {
            case 200 -> {
                surroundings.out().print(json ? answer.body() + "\n" : answer.body());
                surroundings.out().flush();
                yield Commands.OK;
            }
            case 401 ->
                complain(
                        Commands.FAILED,
                        "The service wants the password of the user admin: set PRESENCE_SYNC_ADMIN_PASSWORD, or run"
                                + " this as a user who may read " + passwordFile(access) + ".");
            case 400 -> complain(Commands.REFUSED, words(answer.body()));
            default -> complain(Commands.FAILED, base + " answers: " + words(answer.body()));
        };
    }

    private static String words(String body) {
        try {
            String error = new ObjectMapper().readTree(body).path("error").asText("");
            return error.isEmpty() ? "nothing we understand; is this Presence Sync?" : error + ".";
        } catch (JsonProcessingException somebodyElse) {
            return "nothing we understand; is this Presence Sync?";
        }
    }

    private int fromJournal(String base) {
        LogLevel.set("warn");
        try (Archive opened = archive.apply(settings.load(surroundings).configuration())) {
            String text = opened.explain(agent, at, zone());
            surroundings.err().println("No service answers at " + base + "; this is what its journal says.");
            surroundings.err().flush();
            surroundings.out().print(text);
            surroundings.out().flush();
            return Commands.OK;
        } catch (ConfigurationException faults) {
            Settings.print(faults, surroundings.err());
            return Commands.REFUSED;
        } catch (IllegalArgumentException unreadable) {
            return complain(Commands.REFUSED, Objects.requireNonNullElse(unreadable.getMessage(), "") + ".");
        } catch (IOException unavailable) {
            return nobody(base, ", and its journal cannot be read: " + unavailable.getMessage());
        } catch (UncheckedIOException unavailable) {
            return nobody(base, ", and its journal cannot be read: " + unavailable.getMessage());
        }
    }

    private int nobody(String base, String more) {
        return complain(Commands.REFUSED, "No Presence Sync answers at " + base + more + ".");
    }

    private int complain(int code, String words) {
        surroundings.err().println(words);
        surroundings.err().flush();
        return code;
    }
}
