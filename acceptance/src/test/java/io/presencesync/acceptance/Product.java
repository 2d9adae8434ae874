package io.presencesync.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.presencesync.simulators.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/// The packaged product as a child process in a temporary folder of its own, set up by an `.env` file there.
///
/// The port is free and stays the same over a restart; data lie in the folder `data`. Everything blocks. Not for
/// several threads.
public final class Product implements AutoCloseable {
    private static final Path JAR = Path.of("../app/target/presence-sync.jar");
    /// On a busy machine a start may take its time; how long is not what is tested.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final int port;
    private final List<String> options;
    private final Map<String, String> environment;
    private Process process;

    private final HttpClient http;
    private final String scheme;

    private Product(
            int port,
            String scheme,
            HttpClient.Builder http,
            List<String> options,
            Map<String, String> environment,
            Map<String, String> settings)
            throws IOException {
        this.folder = Files.createTempDirectory("presence-sync-product");
        this.port = port;
        this.options = options;
        this.environment = environment;
        this.scheme = scheme;
        this.http = http.version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PORT", Integer.toString(port));
        all.put("PRESENCE_SYNC_HOST", "127.0.0.1");
        all.put("PRESENCE_SYNC_PUBLIC_URL", scheme + "://127.0.0.1:" + port);
        all.put("PRESENCE_SYNC_DATA", "data");
        all.putAll(settings);
        Files.writeString(folder.resolve(".env"), lines(all));
        this.process = launch();
    }

    /// Starts it and returns at once, whatever becomes of it.
    ///
    /// @param settings what the `.env` file says, besides port, host, public URL and data folder
    public static Product launch(Map<String, String> settings) {
        return launchAt(FreePort.lasting(), settings);
    }

    /// The same at this port.
    public static Product launchAt(int port, Map<String, String> settings) {
        return launch(port, QuickStart.options(jar()), settings);
    }

    /// The same without what makes its start quick, for tests that measure it.
    public static Product launchAsDelivered(Map<String, String> settings) {
        return launchWith(List.of(), settings);
    }

    /// @param options of its JVM, besides those for a small heap
    static Product launchWith(List<String> options, Map<String, String> settings) {
        return launch(FreePort.lasting(), options, settings);
    }

    private static Product launch(int port, List<String> options, Map<String, String> settings) {
        try {
            return new Product(port, "http", HttpClient.newBuilder(), options, Map.of(), settings);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The same where it speaks TLS.
    ///
    /// @param trust what the test trusts when it asks it
    public static Product launchWithTls(SSLContext trust, Map<String, String> settings) {
        try {
            HttpClient.Builder http = HttpClient.newBuilder().sslContext(trust);
            return new Product(FreePort.lasting(), "https", http, QuickStart.options(jar()), Map.of(), settings);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Starts it and waits until it is ready; throws with its log when it ends or takes too long.
    public static Product start(Map<String, String> settings) {
        return launch(settings).readyOrClosed();
    }

    /// The same on a machine whose clock can be set.
    static Product startUnder(WallClock clock, Map<String, String> settings) {
        try {
            HttpClient.Builder http = HttpClient.newBuilder();
            List<String> options = QuickStart.options(jar());
            return new Product(FreePort.lasting(), "http", http, options, clock.environment(), settings)
                    .readyOrClosed();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The same without what makes its start quick, for tests that measure it.
    public static Product startAsDelivered(Map<String, String> settings) {
        return launchAsDelivered(settings).readyOrClosed();
    }

    private Product readyOrClosed() {
        try {
            return awaitReady();
        } catch (AssertionError notReady) {
            close();
            throw notReady;
        }
    }

    /// Base64 of user:password, as the playbook's settings want it.
    public static String credentials(String user, String password) {
        return Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(each -> each.getKey() + "=\"" + each.getValue() + "\"\n")
                .collect(Collectors.joining());
    }

    private static Path jar() {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("Package the product first: " + JAR.toAbsolutePath() + " is missing");
        }
        return JAR.toAbsolutePath().normalize();
    }

    /// The command line of one of the product's commands, with what makes its start quick.
    static List<String> quickly(String... arguments) {
        return commandLine(QuickStart.options(jar()), arguments);
    }

    private static List<String> commandLine(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commandLine(options, "serve"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().keySet().removeIf(Product::isSetting);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// Settings around the test must not reach the product.
    private static boolean isSetting(String name) {
        return name.matches("(PRESENCE_SYNC|WEBEX|FINESSE)_.*|PORT|GADGET_MODE|(U2C|HYDRA)_SERVICE_URL|JAVA_.*|JDK_.*");
    }

    public Product awaitReady() {
        return await("ready", this::ready);
    }

    /// Until it can be asked how it is, ready or not; throws with its log when it ends or takes too long.
    public Product awaitListening() {
        return await("listening", this::listens);
    }

    private Product await(String wanted, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(
                        "The product is " + (process.isAlive() ? "not " + wanted : "gone") + ":\n" + log());
            }
            pause();
        }
        return this;
    }

    private boolean listens() {
        try {
            return get("/health").statusCode() > 0;
        } catch (UncheckedIOException notListening) {
            return false;
        }
    }

    public boolean ready() {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (UncheckedIOException notListening) {
            return false;
        }
    }

    /// Asks without credentials.
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    /// Asks as the user `admin`, with the password the product made up or [#adminPassword()] names.
    public HttpResponse<String> getAsAdmin(String path) {
        return getAs("admin", adminPassword(), path);
    }

    /// Why an agent is in their state, as people read it.
    String explained(String id) {
        URI page = URI.create(url() + "/api/v1/agents/" + id + "/explain");
        return send(HttpRequest.newBuilder(page)
                        .header("Authorization", "Basic " + credentials("admin", adminPassword()))
                        .header("Accept", "text/plain"))
                .body();
    }

    HttpResponse<String> getAs(String user, String password, String path) {
        String basic = "Basic " + credentials(user, password);
        return send(HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", basic));
    }

    /// The same with POST and no body.
    HttpResponse<String> postAsAdmin(String path) {
        String basic = "Basic " + credentials("admin", adminPassword());
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("Authorization", basic));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// What `/api/v1/agents` tells of an agent; a missing node when it is not known.
    JsonNode agent(String id) {
        try {
            for (JsonNode agent : new ObjectMapper()
                    .readTree(getAsAdmin("/api/v1/agents").body())
                    .path("agents")) {
                if (agent.path("id").asText().equals(id)) {
                    return agent;
                }
            }
            return MissingNode.getInstance();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What it takes an agent's Finesse state to be: `READY`, or `NOT_READY Lunch`; the empty text while not known.
    public String stateOf(String id) {
        JsonNode state = agent(id).path("state");
        String label = state.path("reason").path("label").asText("");
        return (state.path("name").asText("") + " " + label).strip();
    }

    /// Finesse's time of that state.
    String sinceOf(String id) {
        return agent(id).path("state").path("since").asText("");
    }

    /// Until it takes an agent's Finesse state to be one that begins so.
    void awaitState(String id, String begin) {
        Await.until("the product sees " + begin + " of " + id, () -> stateOf(id).startsWith(begin), () -> stateOf(id));
    }

    /// Until it takes an agent's Webex status to be this.
    void awaitPresence(String id, String status) {
        Await.until(
                "the product sees " + status + " of " + id,
                () -> agent(id).path("presence").path("status").asText().equals(status),
                () -> agent(id).toString());
    }

    public String url() {
        return scheme + "://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /// The working folder; gone after [#close()].
    public Path folder() {
        return folder;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /// Made up by the product, unless the settings name another.
    public String adminPassword() {
        return read("data/admin-password").strip();
    }

    /// Output and errors of all starts so far.
    public String log() {
        return read("log");
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// SIGTERM; answers the exit code.
    public int terminate() {
        process.destroy();
        return awaitEnd();
    }

    /// SIGKILL, as a crash or a lost machine.
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Answers the exit code; throws when it does not end.
    public int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The product does not end:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Starts it again in the same folder on the same port, after it has ended; does not wait until it is ready.
    public Product launchAgain() {
        if (process.isAlive()) {
            throw new IllegalStateException("it still runs");
        }
        try {
            process = launch();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Ends it, by force when it must be, and removes the folder.
    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
            Folders.remove(folder);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
