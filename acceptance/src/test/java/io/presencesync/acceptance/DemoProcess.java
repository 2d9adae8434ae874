package io.presencesync.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged demo as a child process, on any free ports; its temporary files lie in a folder of its own.
final class DemoProcess implements AutoCloseable {
    private static final Path SIMULATORS = Path.of("../simulators/target/presence-sync-simulators.jar");
    private static final Path PRODUCT = Path.of("../app/target/presence-sync.jar");
    private static final Pattern STAGE = Pattern.compile("Open this page: +(\\S+)");
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final Path temporary;
    private final Process process;
    private final String stage;

    private DemoProcess(Map<String, String> environment, List<String> arguments) throws IOException {
        folder = Files.createTempDirectory("presence-sync-acceptance");
        temporary = Files.createDirectory(folder.resolve("tmp"));
        process = launch(environment, arguments);
        stage = awaitStage();
    }

    /// Returns when the demo says that it is ready; throws with its output when it does not.
    static DemoProcess start(Map<String, String> environment, String... arguments) {
        try {
            return new DemoProcess(environment, List.of(arguments));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Process launch(Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-Dpresence-sync.jar=" + existing(PRODUCT),
                "-jar",
                existing(SIMULATORS).toString(),
                "demo",
                "--any-port"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().remove("FINESSE_JS");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Path existing(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException("Package first: " + jar.toAbsolutePath() + " is missing");
        }
        return jar.toAbsolutePath().normalize();
    }

    private String awaitStage() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            Matcher found = STAGE.matcher(output());
            if (found.find() && output().contains("Ctrl-C")) {
                return found.group(1);
            }
            Pause.shortly();
        }
        String said = output();
        close();
        throw new AssertionError("The demo did not start:\n" + said);
    }

    String stage() {
        return stage;
    }

    String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What the demo puts its temporary folders into.
    Path temporary() {
        return temporary;
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /// SIGTERM; answers the exit code.
    int terminate() {
        process.destroy();
        return awaitEnd();
    }

    /// Answers the exit code; throws when it does not end.
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The demo does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = children();
        if (process.isAlive()) {
            terminate();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        Folders.remove(folder);
    }
}
