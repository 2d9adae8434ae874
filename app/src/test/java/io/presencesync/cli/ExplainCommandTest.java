package io.presencesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.presencesync.config.Configuration;
import io.presencesync.engine.JournalEntry;
import io.presencesync.explain.Archive;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentName;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final AtomicReference<String> password = new AtomicReference<>("");
    private final AtomicReference<String> accept = new AtomicReference<>("");
    private Function<Configuration, Archive> archive = _ -> {
        throw new UncheckedIOException(new IOException("there is no journal"));
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
    void the_services_answer_is_printed_as_it_is() throws Exception {
        assertThat(ask(200, "Agent 1001\nis fine\n", "explain", "1001", "--utc", "--at", "10m ago"))
                .isZero();

        assertThat(out.toString()).isEqualTo("Agent 1001\nis fine\n");
        assertThat(asked.get()).isEqualTo("/api/v1/agents/1001/explain?zone=UTC&at=10m+ago");
        assertThat(accept.get()).isEqualTo("text/plain");
    }

    @Test
    void an_address_is_asked_for_as_it_is_and_scripts_get_json() throws Exception {
        assertThat(ask(200, "{}", "explain", "a b@example.com", "--json")).isZero();

        assertThat(asked.get()).startsWith("/api/v1/agents/a%20b%40example.com/explain?zone=");
        assertThat(accept.get()).isEqualTo("application/json");
    }

    @Test
    void the_password_is_the_one_that_is_set() throws Exception {
        environment.put("PRESENCE_SYNC_ADMIN_PASSWORD", "open sesame");

        ask(200, "", "explain", "1001");

        assertThat(password.get()).isEqualTo("admin:open sesame");
    }

    @Test
    void the_password_is_the_one_the_service_made_up() throws Exception {
        Files.createDirectories(folder.resolve("kept"));
        Files.writeString(folder.resolve("kept/admin-password"), "made-up\n");
        environment.put("PRESENCE_SYNC_DATA", "kept");

        ask(200, "", "explain", "1001");

        assertThat(password.get()).isEqualTo("admin:made-up");
    }

    @Test
    void a_wrong_password_says_where_the_right_one_is_and_not_what_it_is() throws Exception {
        environment.put("PRESENCE_SYNC_ADMIN_PASSWORD", "guessed");

        assertThat(ask(401, "{\"error\":\"sign in as admin\"}", "explain", "1001"))
                .isEqualTo(1);

        assertThat(err.toString())
                .contains("PRESENCE_SYNC_ADMIN_PASSWORD", "admin-password")
                .doesNotContain("guessed");
    }

    @Test
    void refusals_are_told_in_the_services_own_words() throws Exception {
        assertThat(ask(404, "{\"error\":\"no agent has the id\"}", "explain", "9"))
                .isEqualTo(4);
        assertThat(ask(409, "{\"error\":\"several agents are meant\"}", "explain", "9"))
                .isEqualTo(2);
        assertThat(ask(400, "{\"error\":\"is no time we can read\"}", "explain", "9", "--at", "x"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("no agent has the id.", "several agents are meant.", "is no time we can read.");
    }

    @Test
    void a_page_of_somebody_else_is_never_printed_as_an_explanation() throws Exception {
        assertThat(ask(200, "<html>", "explain", "9")).isEqualTo(2);
        assertThat(ask(202, "<html>", "explain", "9")).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("somebody else does", "Is this the address of Presence Sync?");
    }

    @Test
    void with_json_trouble_is_json_too_and_the_words_are_on_standard_error() throws Exception {
        assertThat(ask(404, "{\"error\":\"no agent has the id\"}", "explain", "9", "--json"))
                .isEqualTo(4);

        JsonNode page = new ObjectMapper().readTree(out.toString());
        assertThat(page.path("code").asText()).isEqualTo("nobody_matches");
        assertThat(page.path("error").asText()).contains("no agent has the id");
        assertThat(page.path("exitCode").asInt()).isEqualTo(4);
        assertThat(page.path("action").asText()).contains("/api/v1/agents lists who is followed");
        assertThat(err.toString()).contains("no agent has the id");

        out.getBuffer().setLength(0);
        assertThat(run("explain", "9", "--json", "--jsn")).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(out.toString()).path("code").asText())
                .isEqualTo("usage");
    }

    @Test
    void when_nobody_answers_the_journal_is_opened_and_closed() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        archive = configuration -> archive(() -> closed.set(true));
        nobodyListens();

        assertThat(run("explain", "1001", "--utc")).isZero();

        assertThat(err.toString()).contains("No service answers at http://127.0.0.1:");
        assertThat(out.toString()).contains("Agent 1001 (csmith) at 10:00:00", "signed out");
        assertThat(closed).isTrue();
    }

    @Test
    void the_journal_knows_agents_by_login_name_and_address_and_answers_in_json_too() throws Exception {
        archive = configuration -> archive(() -> {});
        nobodyListens();

        assertThat(run("explain", "CSmith")).isZero();
        assertThat(out.toString()).contains("Agent 1001 (csmith)", "signed out");
        out.getBuffer().setLength(0);
        assertThat(run("explain", "chris@example.com", "--json")).isZero();
        assertThat(out.toString()).isEqualTo("{\"of\":\"1001\"}\n");
    }

    @Test
    void a_name_that_is_not_in_the_journal_is_told_and_has_an_exit_code_of_its_own() throws Exception {
        archive = configuration -> archive(() -> {});
        nobodyListens();

        assertThat(run("explain", "nobody")).isEqualTo(4);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("no agent has the id, login name or Webex address \"nobody\"");
    }

    @Test
    void a_login_name_of_two_sites_is_told_with_how_to_name_one() throws Exception {
        archive = configuration -> archive(() -> {});
        nobodyListens();

        assertThat(run("explain", "twin")).isEqualTo(2);
        assertThat(err.toString()).contains("emea/7 (twin), apac/8 (twin)", "with the site in front: emea/7");
        assertThat(run("explain", "apac/twin")).isZero();
        assertThat(out.toString()).contains("Agent apac/8");
    }

    @Test
    void when_nobody_answers_and_there_is_no_journal_both_is_said() throws Exception {
        nobodyListens();

        assertThat(run("explain", "1001")).isEqualTo(2);

        assertThat(err.toString()).contains("No Presence Sync answers", "there is no journal");
    }

    @Test
    void another_machines_journal_is_not_looked_for_here() throws Exception {
        archive = configuration -> archive(() -> {});
        nobodyListens();

        assertThat(run("explain", "1001", "--url", "http://127.0.0.1:" + environment.get("PORT") + "/"))
                .isEqualTo(2);

        assertThat(out.toString()).isEmpty();
    }

    @Test
    void without_an_agent_usage_is_shown() {
        assertThat(run("explain")).isEqualTo(2);
        assertThat(err.toString()).contains("AGENT");
    }

    private static Archive archive(Runnable closing) {
        AgentId agent = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));
        JournalEntry.Kind state = JournalEntry.Kind.STATE;
        JournalEntry entry =
                new JournalEntry("1", agent, NOW.minusSeconds(60), state, "LOGOUT", "", null, null, null, null, null);
        return new Archive(
                (who, kind, until, limit) ->
                        who.equals(agent) && (kind == null || kind == state) ? List.of(entry) : List.of(),
                List.of(
                        new AgentName(agent, "csmith", new WebexAddress("chris@example.com")),
                        new AgentName(AgentId.parse("emea/7"), "twin", null),
                        new AgentName(AgentId.parse("apac/8"), "twin", null)),
                () -> NOW,
                found -> "{\"of\":\"" + found.agent().agent() + "\"}",
                closing);
    }

    private void nobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("PORT", "" + socket.getLocalPort());
        }
    }

    private int ask(int status, String page, String... arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            asked.set(exchange.getRequestURI().toString());
            accept.set(exchange.getRequestHeaders().getFirst("Accept"));
            String basic = exchange.getRequestHeaders().getFirst("Authorization");
            password.set(basic == null ? "" : plain(basic));
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            String type = page.startsWith("{") ? "application/json" : "text/plain; charset=utf-8";
            exchange.getResponseHeaders().set("Content-Type", page.startsWith("<") ? "text/html" : type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        environment.put("PORT", "" + server.getAddress().getPort());
        try {
            return run(arguments);
        } finally {
            server.stop(0);
        }
    }

    private static String plain(String basic) {
        return new String(Base64.getDecoder().decode(basic.substring("Basic ".length())), StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        Surroundings surroundings =
                new Surroundings(environment, folder, "1.2.3", new PrintWriter(out, true), new PrintWriter(err, true));
        return Commands.run(
                arguments,
                surroundings,
                _ -> {
                    throw new IllegalStateException("nothing is to be started");
                },
                archive);
    }
}
