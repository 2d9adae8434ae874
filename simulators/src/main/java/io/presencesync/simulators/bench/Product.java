package io.presencesync.simulators.bench;

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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The packaged product as a child process with a folder of its own, with the flags of `bin/presence-sync`.
final class Product implements AutoCloseable {
    static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError");
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final int LAST_LINES = 20;

    private final Path folder;
    private final int port;
    private final long startedAt;
    private final Process process;

    private Product(Path folder, int port, long startedAt, Process process) {
        this.folder = folder;
        this.port = port;
        this.startedAt = startedAt;
        this.process = process;
    }

    /// Returns as soon as the process runs.
    ///
    /// @param flags for its JVM, besides [#FLAGS]
    static Product start(Path jar, List<String> flags, Settings settings, Site site) throws IOException {
        return launch(Files.createTempDirectory("presence-sync-bench"), FreePort.lasting(), jar, flags, settings, site);
    }

    /// Starts it again in the same folder, after [#end()].
    Product again(Path jar, List<String> flags, Settings settings, Site site) throws IOException {
        return launch(folder, port, jar, flags, settings, site);
    }

    private static Product launch(Path folder, int port, Path jar, List<String> flags, Settings settings, Site site)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(jar, flags))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().keySet().removeIf(Product::isSetting);
        builder.environment().putAll(settings.environment(site, port));
        long now = System.nanoTime();
        return new Product(folder, port, now, builder.start());
    }

    private static List<String> command(Path jar, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString(), "serve"));
        return command;
    }

    /// Settings around the bench must not reach the product.
    private static boolean isSetting(String name) {
        return name.matches("(PRESENCE_SYNC|WEBEX|FINESSE)_.*|PORT|GADGET_MODE|(U2C|HYDRA)_SERVICE_URL");
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /// Blocks until all agents of the site are subscribed in pretend Webex; gives back the time since the start.
    Duration awaitSubscribed(Site site) throws InterruptedException {
        int all = site.agents().size();
        return await("does not subscribe all agents", () -> site.subscribed() == all);
    }

    /// Blocks until the product says that it is ready; gives back the time since the start.
    Duration awaitReady() throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return await("does not become ready", () -> ready(http));
        }
    }

    private Duration await(String fault, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || sinceStart().compareTo(LONGEST_START) > 0) {
                throw new BenchFailure("the product " + (process.isAlive() ? fault : "has ended") + ":\n" + tail());
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return sinceStart();
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private boolean ready(HttpClient http) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Resident memory now and at its highest, in words; from Linux's `/proc`.
    String memory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                    .map(Product::megabytes)
                    .sorted(Comparator.reverseOrder())
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("not told");
        } catch (IOException | UncheckedIOException noLinux) {
            return "not told by this system";
        }
    }

    private static String megabytes(String line) {
        long kilobytes = Long.parseLong(line.replaceAll("\\D", ""));
        return (line.startsWith("VmRSS") ? "now " : "highest ") + kilobytes / 1024 + " MB";
    }

    /// Warnings and errors in its log.
    long complaints() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("log"))) {
            return lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .count();
        }
    }

    String tail() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(its log cannot be read)";
        }
    }

    /// Ends the process; the folder stays.
    void end() {
        process.destroy();
        try {
            if (!process.waitFor(8, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
        if (Files.exists(folder)) {
            removeFolder();
        }
    }

    private void removeFolder() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException left) {
            System.err.println("left behind: " + left.getMessage());
        }
    }
}
