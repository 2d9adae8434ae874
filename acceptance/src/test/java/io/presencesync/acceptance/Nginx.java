package io.presencesync.acceptance;

import io.presencesync.simulators.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Debian's nginx before the product, in a folder of its own: everything below `/presence/` goes to the product without
/// that prefix, WebSocket upgrades too. The part between the lines of `#` stands in docs/operations.md.
final class Nginx implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("nginx");
    private final int port = FreePort.lasting();
    private final Process process;

    Nginx(int product) throws IOException {
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, settings(product));
        process = new ProcessBuilder(program(), "-p", folder.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        Await.until("nginx listens", this::listens, this::said);
    }

    private static String program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nginx is missing: install it (bin/verify does)"))
                .toString();
    }

    private String settings(int product) {
        return """
                daemon off;
                pid @folder@/pid;
                error_log stderr warn;
                worker_processes 1;
                events { worker_connections 256; }
                http {
                  access_log off;
                  client_body_temp_path @folder@;
                  proxy_temp_path @folder@;
                  fastcgi_temp_path @folder@;
                  uwsgi_temp_path @folder@;
                  scgi_temp_path @folder@;
                  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
                  server {
                    listen 127.0.0.1:@port@;
                    location /presence/ {
                      proxy_pass http://127.0.0.1:@product@/;
                      proxy_http_version 1.1;
                      proxy_set_header Upgrade $http_upgrade;
                      proxy_set_header Connection $connection_upgrade;
                      proxy_set_header Host $host;
                      proxy_read_timeout 120s;
                    }
                  }
                }
                """.replace("@folder@", folder.toString())
                .replace("@port@", Integer.toString(port))
                .replace("@product@", Integer.toString(product));
    }

    String url() {
        return "http://127.0.0.1:" + port + "/presence";
    }

    private boolean listens() {
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connected.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("out"));
        } catch (IOException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Folders.remove(folder);
    }
}
