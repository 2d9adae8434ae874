package io.presencesync.simulators.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// One packaged product as a child process, with its settings in an `.env` file of its own folder.
final class ProductProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(8);
    private static final int LAST_LINES = 25;

    private final String name;
    private final int port;
    private final Path folder;
    private final Process process;

    private ProductProcess(String name, int port, Path folder, Process process) {
        this.name = name;
        this.port = port;
        this.folder = folder;
        this.process = process;
    }

    /// Returns as soon as the process runs; see [#awaitReady()].
    static ProductProcess start(Path jar, String name, int port, Path folder, Map<String, String> settings)
            throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(folder.resolve(".env"), lines(settings));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-jar",
                        jar.toString(),
                        "serve"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().keySet().removeIf(ProductProcess::isSetting);
        return new ProductProcess(name, port, folder, builder.start());
    }

    /// Settings around the demo must not reach the product.
    private static boolean isSetting(String name) {
        return name.matches("(PRESENCE_SYNC|WEBEX|FINESSE)_.*|PORT|GADGET_MODE|(U2C|HYDRA)_SERVICE_URL");
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(each -> each.getKey() + "='" + each.getValue() + "'\n")
                .collect(Collectors.joining());
    }

    /// Blocks until the product says that it is ready.
    ///
    /// @throws DemoFailure when it ends before, or takes too long; with the end of its log
    void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!ready(http)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new DemoFailure(name + (process.isAlive() ? " does not become ready" : " has ended"), tail());
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private boolean ready(HttpClient http) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /// Completes when the process has ended, whyever.
    CompletableFuture<ProductProcess> ended() {
        return process.onExit().thenApply(_ -> this);
    }

    DemoFailure failure() {
        return new DemoFailure(name + " has ended with code " + process.exitValue(), tail());
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path adminPassword() {
        return folder.resolve("data").resolve("admin-password");
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Asks it to end; after a while, ends it.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
