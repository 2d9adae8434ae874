package io.presencesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeCommandTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final AtomicReference<String> opened = new AtomicReference<>("");
    private Eraser eraser = (_, agent, address) -> {
        opened.set(agent + " " + address);
        return 1;
    };

    @BeforeEach
    void settings() {
        environment.put("WEBEX_ACCESS_TOKEN", "hunter2");
        environment.put("WEBEX_DOMAIN", "example.com");
        environment.put("FINESSE_BASE_URL", "https://fin1.example.com:8445");
        environment.put("FINESSE_ORIGIN", "https://fin1.example.com:8445");
        environment.put("PRESENCE_SYNC_PUBLIC_URL", "https://presence.example.com");
    }

    @Test
    void the_running_service_is_asked() throws Exception {
        assertThat(ask(200, "{\"removed\":12}", "purge", "--agent", "10 01")).isZero();
        assertThat(asked.get()).isEqualTo("DELETE /api/v1/agents/10%2001/journal");
        assertThat(ask(200, "{\"removed\":1}", "purge", "--address", "a@example.com"))
                .isZero();
        assertThat(asked.get()).isEqualTo("DELETE /api/v1/people/a%40example.com/journal");

        assertThat(out.toString()).contains("12 entries removed.", "1 entry removed.");
        assertThat(opened.get()).isEmpty();
    }

    @Test
    void when_nobody_answers_the_store_itself_is_opened() throws Exception {
        nobodyListens();

        assertThat(run("purge", "--agent", "1001")).isZero();

        assertThat(opened.get()).isEqualTo("1001 null");
        assertThat(out.toString()).contains("1 entry removed.");
    }

    @Test
    void a_store_that_cannot_be_used_is_said() throws Exception {
        nobodyListens();
        eraser = (_, _, _) -> {
            throw new IOException("there is no database in here");
        };

        assertThat(run("purge", "--address", "a@example.com")).isEqualTo(1);

        assertThat(err.toString()).contains("No service runs here", "there is no database in here");
    }

    @Test
    void a_refusal_is_told_and_the_store_is_left_alone() throws Exception {
        assertThat(ask(503, "{\"error\":\"nothing was purged\"}", "purge", "--agent", "1001"))
                .isEqualTo(1);
        assertThat(ask(401, "{}", "purge", "--agent", "1001")).isEqualTo(1);

        assertThat(err.toString()).contains("nothing was purged.", "PRESENCE_SYNC_ADMIN_PASSWORD");
        assertThat(opened.get()).isEmpty();
    }

    @Test
    void one_person_must_be_named() {
        assertThat(run("purge")).isEqualTo(2);
        assertThat(run("purge", "--agent", " ")).isEqualTo(2);
        assertThat(run("purge", "--agent", "1", "--address", "a@example.com")).isEqualTo(2);
        assertThat(opened.get()).isEmpty();
    }

    private void nobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("PORT", "" + socket.getLocalPort());
        }
    }

    private int ask(int status, String page, String... arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            asked.set(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().toASCIIString());
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            environment.put("PORT", "" + server.getAddress().getPort());
            return run(arguments);
        } finally {
            server.stop(0);
        }
    }

    private int run(String... arguments) {
        Surroundings surroundings =
                new Surroundings(environment, folder, "1.2.3", new PrintWriter(out, true), new PrintWriter(err, true));
        return Commands.run(
                arguments,
                surroundings,
                _ -> () -> {},
                _ -> {
                    throw new UncheckedIOException(new IOException("no journal"));
                },
                eraser);
    }
}
