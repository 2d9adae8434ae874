package io.presencesync.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.engine.JournalEntry;
import io.presencesync.engine.JournalReader;
import io.presencesync.engine.SiteFacts;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalRoutesTest {
    private static final Instant NOW = FixedView.NOW.plusSeconds(600);
    private static final AgentId ALICE = new AgentId(SiteId.MAIN, new FinesseUserId("1001"));

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<ConnectionState> links = new CopyOnWriteArrayList<>();
    private final List<SiteFacts> facts = new CopyOnWriteArrayList<>();
    private boolean broken;
    private boolean readOnEventLoop;
    private int port;

    @BeforeEach
    void serve() throws Exception {
        add(0, JournalEntry.Kind.PRESENCE, "meeting (online)", "");
        add(1, JournalEntry.Kind.STATE, "NOT_READY (Webex Meeting)", "");
        add(2, JournalEntry.Kind.DECISION, "LEAVE", "held as Webex Meeting");
        FixedView view = new FixedView(links, true, List.of(), facts);
        AdminGuard guard = new AdminGuard(new Secret("open sesame"), () -> NOW);
        Router router = Router.router(vertx);
        JournalRoutes.mount(
                router,
                view,
                guard,
                journal(),
                journal(),
                task -> Thread.ofVirtual().start(task),
                () -> NOW);
        AdminRoutes.mount(router, view, guard, "1.2.3", () -> NOW, () -> NOW);
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

    @ParameterizedTest
    @ValueSource(strings = {"1001", "alice", "ALICE", "alice@example.com", "Alice@Example.com"})
    void an_agent_is_found_by_id_login_name_or_address(String name) throws Exception {
        HttpResponse<String> answer = get("/api/v1/agents/" + name + "/explain", "open sesame", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode found = json(answer);
        assertThat(found.path("agent").asText()).isEqualTo("1001");
        assertThat(found.at("/presence/words").asText()).isEqualTo("meeting (online)");
        assertThat(found.at("/presence/confirmedAt").asText()).isEqualTo(FixedView.NOW.toString());
        assertThat(found.at("/hold/label").asText()).isEqualTo("Webex Meeting");
    }

    @Test
    void the_last_request_is_told_with_its_hops_in_milliseconds() throws Exception {
        Instant at = FixedView.NOW.plusSeconds(3);
        entries.add(new JournalEntry(
                "3",
                ALICE,
                at,
                JournalEntry.Kind.ATTEMPT,
                "READY",
                "Webex shows active",
                null,
                "r1",
                ChannelKind.SUPERVISOR,
                null,
                Duration.ofMillis(12)));

        JsonNode request =
                json(get("/api/v1/agents/1001/explain", "open sesame", null)).path("request");

        assertThat(request.path("id").asText()).isEqualTo("r1");
        assertThat(request.path("sentAt").asText()).isEqualTo(at.toString());
        assertThat(request.path("answer").isNull()).isTrue();
        assertThat(request.at("/hopsMs/decisionToSending").asInt()).isEqualTo(12);
    }

    @Test
    void whoever_wants_text_gets_text_in_his_zone() throws Exception {
        HttpResponse<String> answer =
                get("/api/v1/agents/alice/explain?zone=Asia/Tokyo&at=19:05", "open sesame", "text/plain");

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body())
                .startsWith("Agent 1001 (Alice A, alice) at 19:05:00 on 22 Nov 2026 (Asia/Tokyo)\n")
                .contains("Not Ready (Webex Meeting)", "19:00:01");
    }

    @Test
    void the_journal_is_never_read_on_the_event_loop() throws Exception {
        get("/api/v1/agents/1001/explain", "open sesame", null);
        get("/api/v1/agents/1001/journal", "open sesame", null);

        assertThat(readOnEventLoop).isFalse();
    }

    @Test
    void entries_come_newest_first_and_can_be_limited_to_a_kind_a_number_and_a_time() throws Exception {
        JsonNode all = json(get("/api/v1/agents/1001/journal", "open sesame", null));
        JsonNode one = json(get("/api/v1/agents/1001/journal?limit=1", "open sesame", null));
        JsonNode states = json(get("/api/v1/agents/1001/journal?kind=state", "open sesame", null));
        JsonNode early = json(get("/api/v1/agents/1001/journal?until=" + FixedView.NOW, "open sesame", null));

        assertThat(all.path("entries"))
                .extracting(entry -> entry.path("kind").asText())
                .containsExactly("DECISION", "STATE", "PRESENCE");
        assertThat(one.path("entries")).hasSize(1);
        assertThat(states.at("/entries/0/what").asText()).isEqualTo("NOT_READY (Webex Meeting)");
        assertThat(early.path("entries")).hasSize(1);
        assertThat(early.at("/entries/0/kind").asText()).isEqualTo("PRESENCE");
    }

    @ParameterizedTest
    @CsvSource({
        "1001/explain?at=yesterdayish, no time we can read",
        "1001/explain?at=2030-01-01T00:00:00Z, future",
        "1001/explain?zone=Mars/Olympus, no time zone",
        "1001/journal?limit=0, 1 to 1000",
        "1001/journal?limit=1001, 1 to 1000",
        "1001/journal?limit=x, 1 to 1000",
        "1001/journal?kind=rumour, PRESENCE"
    })
    void what_cannot_be_understood_is_said(String path, String said) throws Exception {
        HttpResponse<String> answer = get("/api/v1/agents/" + path, "open sesame", null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asText()).contains(said);
    }

    @Test
    void while_the_agents_could_not_be_read_nobody_says_that_there_is_none_of_that_name() throws Exception {
        Outcome.Failed refused =
                new Outcome.Failed(Outcome.Failure.ACCOUNT_STOPPED, "account_stopped", "Finesse refused the account");
        facts.add(new SiteFacts(
                null,
                Set.of(ChannelKind.SUPERVISOR),
                Platform.CCE,
                new SiteFacts.Following(false, refused, false, "FINESSE_USERS", 0, 0, 0, 0, 0, 0),
                new SiteFacts.Gadgets(false, 0, 0, List.of(), 0, Map.of()),
                new SiteFacts.Labels(false, 0, 0, 0),
                new SiteFacts.Cover(false, "boss", 0, 0, Set.of())));

        for (String page : List.of("/explain", "/journal", "")) {
            HttpResponse<String> answer = get("/api/v1/agents/carol" + page, "open sesame", null);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).path("error").asText())
                    .isEqualTo(
                            "it is not known whether \"carol\" is an agent: who the agents are could not be read from"
                                    + " Finesse: Finesse refused the account");
        }
        assertThat(get("/api/v1/agents/1001/explain", "open sesame", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void while_finesse_cannot_be_reached_an_explanation_says_that_it_tells_what_was_known_last() throws Exception {
        links.add(new ConnectionState(
                "finesse",
                ConnectionState.Kind.TRANSIENT_DISCONNECT,
                "unreachable",
                "fin1 does not answer",
                "",
                NOW,
                null));
        String doubt = "The link to Finesse has trouble now: fin1 does not answer. What is said here is what was known"
                + " last; the state may have changed since.";

        assertThat(get("/api/v1/agents/1001/explain", "open sesame", "text/plain")
                        .body())
                .contains(doubt);
        assertThat(json(get("/api/v1/agents/1001/explain", "open sesame", null))
                        .path("doubt")
                        .asText())
                .isEqualTo(doubt);
        links.clear();
        assertThat(get("/api/v1/agents/1001/explain", "open sesame", "text/plain")
                        .body())
                .doesNotContain("link to Finesse");
    }

    @Test
    void an_unknown_agent_is_404_and_an_unreadable_journal_503() throws Exception {
        assertThat(get("/api/v1/agents/nobody/explain", "open sesame", null).statusCode())
                .isEqualTo(404);
        broken = true;
        assertThat(get("/api/v1/agents/1001/explain", "open sesame", null).statusCode())
                .isEqualTo(503);
        assertThat(get("/api/v1/agents/1001/journal", "open sesame", null).statusCode())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/agents/1001/explain", "/api/v1/agents/1001/journal", "/api/v1/agents/x/journal"})
    void nobody_but_the_admin_reads_the_journal(String path) throws Exception {
        assertThat(get(path, null, null).statusCode()).isEqualTo(401);
        assertThat(get(path, "wrong", null).statusCode()).isEqualTo(401);
        assertThat(get(path, null, null).body()).doesNotContain("Webex");
    }

    private void add(int second, JournalEntry.Kind kind, String what, String why) {
        Instant at = FixedView.NOW.plusSeconds(second);
        entries.add(new JournalEntry("" + second, ALICE, at, kind, what, why, null, null, null, null, null));
    }

    private JournalReader journal() {
        return (agent, kind, until, limit) -> {
            readOnEventLoop |= Context.isOnEventLoopThread();
            if (broken) {
                throw new IOException("the disk is gone");
            }
            return entries.reversed().stream()
                    .filter(entry -> entry.agent().equals(agent) && (kind == null || entry.kind() == kind))
                    .filter(entry -> !entry.at().isAfter(until))
                    .limit(limit)
                    .toList();
        };
    }

    private HttpResponse<String> get(String path, @Nullable String password, @Nullable String accept) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
        if (password != null) {
            byte[] plain = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
        }
        if (accept != null) {
            request.header("Accept", accept);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
