package io.presencesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentName;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeCommandTest {
    private static final String SUMMARY =
            "{\"agents\":[{\"id\":\"1001\",\"site\":\"main\",\"loginName\":\"csmith\"}],\"entries\":12,\"webexId\":false}";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> removed = new CopyOnWriteArrayList<>();
    private @Nullable UnaryOperator<@Nullable String> terminal;
    private Eraser eraser = _ -> new Kept();

    /// A store that knows one agent.
    private final class Kept implements Eraser.Opened {
        @Override
        public Optional<Eraser.Found> find(@Nullable String agent, @Nullable String address) {
            AgentName chris = new AgentName(AgentId.parse("1001"), "csmith", null);
            return "csmith".equals(agent) || "c@example.com".equals(address)
                    ? Optional.of(new Eraser.Found(List.of(chris), 1, address != null))
                    : Optional.empty();
        }

        @Override
        public long purge(@Nullable String agent, @Nullable String address) {
            removed.add(agent + " " + address);
            return 1;
        }

        @Override
        public void close() {
            asked.add("closed");
        }
    }

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
        assertThat(ask(200, "{\"removed\":12}", "purge", "--yes", "--agent", "10 01"))
                .isZero();
        assertThat(asked)
                .containsExactly("GET /api/v1/agents/10%2001/journal/summary", "DELETE /api/v1/agents/10%2001/journal");
        asked.clear();
        assertThat(ask(200, "{\"removed\":1}", "purge", "-y", "--address", "a@example.com"))
                .isZero();
        assertThat(asked.getLast()).isEqualTo("DELETE /api/v1/people/a%40example.com/journal");

        assertThat(out.toString()).contains("12 entries removed.", "1 entry removed.");
        assertThat(removed).isEmpty();
    }

    @Test
    void without_yes_and_without_a_terminal_nothing_is_removed() throws Exception {
        assertThat(ask(200, "{\"removed\":12}", "purge", "--agent", "csmith")).isEqualTo(2);

        assertThat(asked).containsExactly("GET /api/v1/agents/csmith/journal/summary");
        assertThat(err.toString())
                .contains("Nothing was removed: it was not confirmed", "12 entries of 1001 (csmith)", "--yes");
    }

    @Test
    void whoever_sits_at_a_terminal_is_asked() throws Exception {
        List<String> questions = new CopyOnWriteArrayList<>();
        for (String no : new String[] {"n", "", "yesterday"}) {
            terminal = question -> {
                questions.add(question);
                return no;
            };
            assertThat(ask(200, "{\"removed\":12}", "purge", "--agent", "csmith"))
                    .isEqualTo(2);
        }
        assertThat(asked).noneMatch(request -> request.startsWith("DELETE"));
        terminal = _ -> "Yes";
        assertThat(ask(200, "{\"removed\":12}", "purge", "--agent", "csmith")).isZero();

        assertThat(questions).allMatch(question -> question.startsWith("Remove 12 entries of 1001 (csmith)?"));
        assertThat(asked.getLast()).startsWith("DELETE");
    }

    @Test
    void a_dry_run_tells_and_removes_nothing() throws Exception {
        assertThat(ask(200, "{}", "purge", "--agent", "csmith", "--dry-run")).isZero();
        assertThat(out.toString()).isEqualTo("Would be removed: 12 entries of 1001 (csmith). Nothing was.\n");

        out.getBuffer().setLength(0);
        assertThat(ask(200, "{}", "purge", "--agent", "csmith", "--dry-run", "--json"))
                .isZero();
        JsonNode page = printed();
        assertThat(page.path("entries").asLong()).isEqualTo(12);
        assertThat(page.path("removed").asLong(-1)).isZero();
        assertThat(page.path("agents").path(0).path("loginName").asText()).isEqualTo("csmith");
        assertThat(asked).noneMatch(request -> request.startsWith("DELETE"));
    }

    @Test
    void with_json_the_result_is_json_and_nobody_is_asked() throws Exception {
        terminal = _ -> "yes";
        assertThat(ask(200, "{\"removed\":12}", "purge", "--agent", "csmith", "--json"))
                .isEqualTo(2);
        assertThat(printed().path("code").asText()).isEqualTo("not_confirmed");

        out.getBuffer().setLength(0);
        assertThat(ask(200, "{\"removed\":12}", "purge", "--agent", "csmith", "--json", "--yes"))
                .isZero();
        assertThat(printed().path("removed").asLong()).isEqualTo(12);
    }

    @Test
    void nobody_of_that_name_has_an_exit_code_of_its_own() throws Exception {
        assertThat(ask(404, "{\"error\":\"no agent has the id\"}", "purge", "--agent", "x", "--yes"))
                .isEqualTo(4);
        nobodyListens();
        assertThat(run("purge", "--agent", "x", "--yes")).isEqualTo(4);
        assertThat(run("purge", "--address", "x@example.com", "--yes")).isEqualTo(4);

        assertThat(removed).isEmpty();
        assertThat(err.toString()).contains("no agent has the id", "knows nobody called \"x\"");
    }

    @Test
    void when_nobody_answers_the_store_itself_is_opened_and_closed() throws Exception {
        nobodyListens();

        assertThat(run("purge", "--agent", "csmith", "--dry-run")).isZero();
        assertThat(run("purge", "--agent", "csmith")).isEqualTo(2);
        assertThat(removed).isEmpty();
        assertThat(run("purge", "--agent", "csmith", "--yes")).isZero();
        assertThat(run("purge", "--address", "c@example.com", "--yes")).isZero();

        assertThat(removed).containsExactly("csmith null", "null c@example.com");
        assertThat(asked).hasSize(4).containsOnly("closed");
        assertThat(out.toString()).contains("1 entry removed.");
    }

    @Test
    void a_store_that_cannot_be_used_is_said() throws Exception {
        nobodyListens();
        eraser = _ -> {
            throw new IOException("there is no database in here");
        };

        assertThat(run("purge", "--address", "a@example.com")).isEqualTo(1);

        assertThat(err.toString()).contains("No service runs here", "there is no database in here");
    }

    @Test
    void a_refusal_is_told_and_the_store_is_left_alone() throws Exception {
        assertThat(ask(503, "{\"error\":\"nothing was purged\"}", "purge", "--agent", "1001"))
                .isEqualTo(1);
        assertThat(ask(401, "{\"error\":\"sign in as admin\"}", "purge", "--agent", "1001"))
                .isEqualTo(1);
        assertThat(ask(409, "{\"error\":\"several agents are meant\"}", "purge", "--agent", "1001"))
                .isEqualTo(2);

        assertThat(err.toString()).contains("nothing was purged.", "PRESENCE_SYNC_ADMIN_PASSWORD");
        assertThat(removed).isEmpty();
    }

    @Test
    void one_person_must_be_named() {
        assertThat(run("purge")).isEqualTo(2);
        assertThat(run("purge", "--agent", " ")).isEqualTo(2);
        assertThat(run("purge", "--agent", "1", "--address", "a@example.com")).isEqualTo(2);
        assertThat(removed).isEmpty();
    }

    private JsonNode printed() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    private void nobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("PORT", "" + socket.getLocalPort());
        }
    }

    /// @param page answer to everything, but to a question for a summary that succeeds
    private int ask(int status, String page, String... arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toASCIIString();
            asked.add(exchange.getRequestMethod() + " " + path);
            boolean summary = status == 200 && path.endsWith("/summary");
            byte[] body = (summary ? SUMMARY : page).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
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
        Surroundings surroundings = new Surroundings(
                environment, folder, "1.2.3", new PrintWriter(out, true), new PrintWriter(err, true), terminal);
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
