package io.presencesync.store;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Debian's PgBouncer in transaction mode before a PostgreSQL of the loopback, on a free port. Transactions go
/// to its connections in turn, so that whatever should outlive one is missed at once.
final class PgBouncer implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process process;

    PgBouncer(int postgres) throws Exception {
        folder = Files.createTempDirectory("pgbouncer");
        port = freePort();
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%d user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                server_round_robin = 1
                """.formatted(postgres, port));
        process = new ProcessBuilder(command(settings))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Until.holds("PgBouncer listens", this::listens);
    }

    /// It refuses to work as root.
    private static List<String> command(Path settings) {
        List<String> command = new ArrayList<>(List.of(program().toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        return command;
    }

    private static Path program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "pgbouncer is missing: install Debian's package pgbouncer (bin/verify does)"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connected.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.delete(folder.resolve("log"));
        Files.delete(folder.resolve("pgbouncer.ini"));
        Files.delete(folder);
    }
}
