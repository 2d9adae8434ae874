package io.presencesync.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A folder with a `package.json` and a `package-lock.json` whose packages are installed, ready to run scripts.
///
/// Installation is `npm ci`, so exactly what the lock file says, and happens only when `node_modules` is missing or
/// older than the lock file. One installation at a time within a JVM.
public final class NodeProject {
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(8);

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    /// Installs the packages when needed. A relative folder is taken from the Maven module's folder.
    ///
    /// @throws IllegalStateException when Node or npm is missing or the installation fails; says what npm said
    public static synchronized NodeProject prepared(Path folder) {
        var project = new NodeProject(folder.toAbsolutePath().normalize());
        if (!project.installed()) {
            project.install();
        }
        return project;
    }

    public Path folder() {
        return folder;
    }

    /// Runs a script of this folder with `node` until it ends.
    ///
    /// @throws IllegalStateException when it does not end within the limit; it is killed then
    public NodeRun run(Duration limit, Map<String, String> environment, String script, String... arguments) {
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return execute(limit, environment, command);
    }

    /// Starts a script of this folder and leaves input, output and end to the caller.
    public Process start(Map<String, String> environment, String script, String... arguments) {
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        try {
            return builder(environment, command).start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start node; install Node 20 or newer and put it on the PATH", e);
        }
    }

    private boolean installed() {
        try {
            Path marker = folder.resolve("node_modules/.package-lock.json");
            return Files.exists(marker) && !olderThanLock(marker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean olderThanLock(Path marker) throws IOException {
        FileTime installed = Files.getLastModifiedTime(marker);
        return installed.compareTo(Files.getLastModifiedTime(folder.resolve("package-lock.json"))) < 0;
    }

    private void install() {
        NodeRun run = execute(INSTALL_LIMIT, Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund"));
        if (run.exitCode() != 0) {
            throw new IllegalStateException(
                    "npm ci failed in " + folder.getFileName() + " with " + run.exitCode() + ":\n" + run.errors());
        }
    }

    private ProcessBuilder builder(Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private NodeRun execute(Duration limit, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("node", ".out");
            Path errors = Files.createTempFile("node", ".err");
            try {
                return execute(limit, builder(environment, command), output, errors);
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst() + "; install Node 20 or newer", e);
        }
    }

    private static NodeRun execute(Duration limit, ProcessBuilder builder, Path output, Path errors)
            throws IOException {
        Process process = builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("%s did not end within %s:%n%s%n%s"
                        .formatted(builder.command(), limit, Files.readString(output), Files.readString(errors)));
            }
            return new NodeRun(process.exitValue(), Files.readString(output), Files.readString(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + builder.command(), e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /// What a script left behind: exit code, standard output and standard error.
    public record NodeRun(int exitCode, String output, String errors) {}
}
