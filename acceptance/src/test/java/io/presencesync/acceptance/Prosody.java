package io.presencesync.acceptance;

import io.presencesync.simulators.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Debian's XMPP server prosody with pubsub over WebSocket, in a folder of its own, on free ports of the loopback.
final class Prosody implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("prosody");
    private final Path config = folder.resolve("prosody.cfg.lua");
    private final int port = FreePort.lasting();
    private final Process process;

    Prosody() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(config, settings());
        process = start("prosody", "--config", config.toString(), "-F");
        Await.until("prosody listens", this::listens, this::log);
    }

    private String settings() throws IOException {
        try (InputStream in = Prosody.class.getResourceAsStream("/prosody/prosody.cfg.lua")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("@folder@", folder.toString()).replace("@port@", Integer.toString(port));
        }
    }

    private Process start(String... command) throws IOException {
        if (!onThePath(command[0])) {
            throw new IllegalStateException(
                    command[0] + " is missing: install Debian's package prosody (bin/verify does)");
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".out").toFile())
                .start();
    }

    private static boolean onThePath(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private boolean listens() {
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connected.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("prosody.out"));
        } catch (IOException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }

    void account(String user, String password) throws IOException, InterruptedException {
        Process register = start("prosodyctl", "--config", config.toString(), "register", user, "localhost", password);
        if (!register.waitFor(20, TimeUnit.SECONDS) || register.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("prosodyctl.out")));
        }
    }

    URI endpoint() {
        return URI.create("ws://127.0.0.1:" + port + "/xmpp-websocket");
    }

    /// As if its machine had lost power.
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Folders.remove(folder);
    }
}
