package io.presencesync.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.AgentWishes;
import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Pause;
import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pauses by the administrator, and the list of what agents reported.
class WishRoutesTest {
    private static final AgentId ALICE = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> wished = new CopyOnWriteArrayList<>();
    private int port;

    private final class Recording implements AgentWishes {
        @Override
        public boolean pause(AgentId agent, Pause pause) {
            return wished.add(agent + " " + pause.inWords());
        }

        @Override
        public boolean resume(AgentId agent) {
            return wished.add(agent + " resumed");
        }

        @Override
        public String report(AgentId agent, String note) {
            throw new AssertionError("only agents report");
        }
    }

    private static JournalEntry entry(String id, Instant at, JournalEntry.Kind kind, String why) {
        return new JournalEntry(id, ALICE, at, kind, "this is wrong", why, null, null, null, null, null);
    }

    private static List<JournalEntry> reports(Instant until, int limit) {
        assertThat(Context.isOnEventLoopThread()).isFalse();
        return List.of(entry("r2", FixedView.NOW, JournalEntry.Kind.REPORT, "I am free"))
                .subList(0, Math.min(1, limit));
    }

    private static List<JournalEntry> journal(Instant until) {
        return List.of(
                entry("r2", until, JournalEntry.Kind.REPORT, "I am free"),
                entry("d1", until.minusSeconds(5), JournalEntry.Kind.DECISION, ""),
                entry("old", until.minus(Duration.ofMinutes(16)), JournalEntry.Kind.DECISION, ""));
    }

    @BeforeEach
    void serve() throws Exception {
        FixedView view = new FixedView(List.of(), true);
        AdminGuard guard = new AdminGuard(new Secret("open sesame"), () -> FixedView.NOW);
        Router router = Router.router(vertx);
        PauseRoutes.mount(router, view, guard, new Recording(), () -> FixedView.NOW);
        ReportRoutes.mount(
                router,
                guard,
                WishRoutesTest::reports,
                (agent, kind, until, limit) -> journal(until),
                task -> Thread.ofVirtual().start(task),
                () -> FixedView.NOW);
        AdminRoutes.mount(router, view, guard, "1.2.3", () -> FixedView.NOW, () -> FixedView.NOW);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private HttpResponse<String> ask(String method, String path, String password) throws Exception {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + credentials)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return ask(method, path, "open sesame");
    }

    @Test
    void an_agent_is_paused_for_minutes_or_until_a_time_and_resumed() throws Exception {
        Instant end = FixedView.NOW.plus(Duration.ofMinutes(30));
        assertThat(ask("POST", "/api/v1/agents/alice/pause?minutes=30").body())
                .isEqualTo("{\"agent\":\"1001\",\"site\":\"main\",\"pausedUntil\":\"" + end + "\"}");
        ask("POST", "/api/v1/agents/1001/pause?until=" + end.plusSeconds(60));
        assertThat(ask("DELETE", "/api/v1/agents/alice@example.com/pause").statusCode())
                .isEqualTo(200);
        assertThat(wished)
                .containsExactly(
                        "1001 the administrator paused the sync until " + end,
                        "1001 the administrator paused the sync until " + end.plusSeconds(60),
                        "1001 resumed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?minutes=0",
                "?minutes=soon",
                "?minutes=-5",
                "?minutes=44641",
                "?until=tomorrow",
                "?until=2001-01-01T00:00:00Z",
                "?minutes=5&until=2030-01-01T00:00:00Z"
            })
    void a_pause_without_a_sensible_end_is_refused_with_what_to_write(String query) throws Exception {
        HttpResponse<String> answer = ask("POST", "/api/v1/agents/alice/pause" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).containsAnyOf("write", "must end later than now");
        assertThat(wished).isEmpty();
    }

    @Test
    void nobody_by_this_name_and_nobody_but_the_admin() throws Exception {
        assertThat(ask("POST", "/api/v1/agents/zoe/pause?minutes=5").statusCode())
                .isEqualTo(404);
        assertThat(ask("POST", "/api/v1/agents/alice/pause?minutes=5", "guess").statusCode())
                .isEqualTo(401);
        assertThat(ask("GET", "/api/v1/reports", "guess").statusCode()).isEqualTo(401);
        assertThat(wished).isEmpty();
    }

    @Test
    void what_agents_reported_is_listed_with_the_journal_entries_just_before_it() throws Exception {
        assertThat(ask("GET", "/api/v1/reports").body())
                .isEqualTo("{\"reports\":[{\"id\":\"r2\",\"agent\":\"1001\",\"site\":\"main\",\"at\":\"" + FixedView.NOW
                        + "\",\"note\":\"I am free\",\"journal\":[\"d1\"]}]}");
        assertThat(ask("GET", "/api/v1/reports?limit=1000").statusCode()).isEqualTo(400);
    }

    @Test
    void a_pause_is_shown_with_the_agent() throws Exception {
        assertThat(ask("GET", "/api/v1/agents/1001").body())
                .contains("\"pausedUntil\":\"" + FixedView.NOW + "\"", "\"pausedBy\":\"AGENT\"");
    }
}
