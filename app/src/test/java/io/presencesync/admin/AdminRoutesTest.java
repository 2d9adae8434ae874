package io.presencesync.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.engine.AgentView;
import io.presencesync.engine.Refusals;
import io.presencesync.engine.Roster;
import io.presencesync.engine.SiteFacts;
import io.presencesync.engine.StatusView;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.Platform;
import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminRoutesTest {
    private static final ConnectionState UP = ConnectionState.connected("webex", "connected", FixedView.NOW);
    private static final ConnectionState DOWN = new ConnectionState(
            "finesse",
            ConnectionState.Kind.BAD_CREDENTIALS,
            "bad_password",
            "Finesse refuses the supervisor's password",
            "Set the right password and start again",
            FixedView.NOW,
            null);

    private static final SiteId EMEA = new SiteId("emea");
    private static final SiteId APAC = new SiteId("apac");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private Instant now = FixedView.NOW;
    private int port;

    @AfterEach
    void close() throws Exception {
        client.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void health_tells_every_link_and_who_is_missing_and_holds_no_secret() throws Exception {
        serve(new FixedView(List.of(UP, DOWN), false));
        now = now.plusSeconds(90);

        HttpResponse<String> answer = get("/health", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(answer.body()).doesNotContain("open sesame");
        JsonNode health = json(answer);
        assertThat(health.path("status").asText()).isEqualTo("degraded");
        assertThat(health.path("version").asText()).isEqualTo("1.2.3");
        assertThat(health.path("uptimeSeconds").asInt()).isEqualTo(90);
        assertThat(health.at("/links/1/code").asText()).isEqualTo("bad_password");
        assertThat(health.at("/links/1/action").asText()).isEqualTo("Set the right password and start again");
        assertThat(health.at("/agents/known").asInt()).isEqualTo(2);
        assertThat(health.at("/agents/subscribed").asInt()).isEqualTo(1);
        assertThat(health.at("/unresolved/0/agent").asText()).isEqualTo("bob");
        assertThat(health.at("/reasonCodeGaps/0").asText()).contains("Webex DND");
    }

    @Test
    void health_is_ok_when_every_link_is_up_and_all_agents_are_followed() throws Exception {
        serve(new FixedView(List.of(UP), true));

        assertThat(json(get("/health", null)).path("status").asText()).isEqualTo("ok");
        assertThat(get("/health/live", null).statusCode()).isEqualTo(200);
        assertThat(get("/health/ready", null).statusCode()).isEqualTo(200);
    }

    @Test
    void not_ready_is_503_and_says_who_is_missing() throws Exception {
        serve(new FixedView(List.of(ConnectionState.starting("webex", now)), false));

        HttpResponse<String> answer = get("/health/ready", null);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).at("/missing/0/agent").asText()).isEqualTo("bob");
        assertThat(json(get("/health", null)).path("status").asText()).isEqualTo("starting");
    }

    /// Nobody named: no link says a word.
    private static final StatusView NOBODY = new StatusView() {
        private final FixedView fixed = new FixedView(List.of(UP), true);

        @Override
        public List<ConnectionState> links() {
            return fixed.links();
        }

        @Override
        public List<AgentView> agents() {
            return fixed.agents();
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public List<Roster.Missing> unresolved() {
            return List.of();
        }

        @Override
        public List<String> reasonCodeGaps() {
            return List.of();
        }

        @Override
        public List<SiteFacts> facts() {
            return List.of(new SiteFacts(
                    EMEA,
                    Set.of(ChannelKind.GADGET, ChannelKind.SUPERVISOR),
                    Platform.CCE,
                    new SiteFacts.Following(true, null, false, "FINESSE_USERS (finesse.users)", 0, 0, 0, 0, 0, 0),
                    new SiteFacts.Gadgets(
                            true, 1, 2, List.of(FixedView.alice("emea").id()), 1, Map.of()),
                    new SiteFacts.Labels(false, 0, 0, 0),
                    new SiteFacts.Cover(false, "boss", 0, 0, Set.of())));
        }

        @Override
        public Boolean hasGadget(AgentId agent) {
            return agent.user().value().equals("1002");
        }

        @Override
        public Refusals refusedOrigins() {
            return new Refusals(List.of(new Refusals.Refusal("https://fin9", 7, FixedView.NOW, FixedView.NOW)), 0);
        }
    };

    @Test
    void health_is_degraded_with_cause_and_action_though_every_link_is_up_and_ready_says_yes() throws Exception {
        serve(NOBODY);

        JsonNode health = json(get("/health", "open sesame"));

        assertThat(health.path("status").asText()).isEqualTo("degraded");
        assertThat(health.at("/causes/0/code").asText()).isEqualTo("no_agent");
        assertThat(health.at("/causes/0/site").asText()).isEqualTo("emea");
        assertThat(health.at("/causes/0/degrades").asBoolean()).isTrue();
        assertThat(health.at("/causes/0/action").asText()).contains("FINESSE_USERS");
        assertThat(health.path("causes").findValuesAsText("code"))
                .containsExactly("no_agent", "some_without_gadget", "origin_refused");
        assertThat(health.at("/causes/2/degrades").asBoolean(true))
                .as("what strangers send degrades nothing")
                .isFalse();
        assertThat(health.at("/gadgets/used").asBoolean()).isTrue();
        assertThat(health.at("/gadgets/connected").asInt()).isEqualTo(1);
        assertThat(health.at("/gadgets/without/0").asText()).isEqualTo("emea/1001");
        assertThat(health.at("/gadgets/refusedOrigins/kept/0/what").asText()).isEqualTo("https://fin9");
        assertThat(get("/health/ready", null).statusCode()).isEqualTo(200);
        assertThat(json(get("/api/v1/gadgets", "open sesame")).at("/signedIn").asInt())
                .isEqualTo(2);
        assertThat(json(get("/api/v1/agents/1002", "open sesame"))
                        .path("gadget")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void strangers_are_told_the_word_and_nothing_more_than_ever() throws Exception {
        serve(NOBODY);

        for (String password : new String[] {null, "wrong"}) {
            JsonNode health = json(get("/health", password));
            assertThat(health.path("status").asText()).isEqualTo("degraded");
            assertThat(health.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "status", "version", "uptimeSeconds", "links", "agents", "unresolved", "reasonCodeGaps");
        }
        assertThat(get("/api/v1/gadgets", null).statusCode()).isEqualTo(401);
    }

    @Test
    void the_look_up_pages_keep_their_shape() throws Exception {
        serve(new FixedView(List.of(UP), true));

        JsonNode users = json(get("/users", "open sesame"));
        JsonNode user = json(get("/user/1001", "open sesame"));

        assertThat(users.fieldNames()).toIterable().containsExactly("1001", "1002");
        assertThat(users.at("/1001/data/meetingType").asText()).isEqualTo("online");
        assertThat(users.at("/1002/data").isNull()).isTrue();
        assertThat(user).isEqualTo(users.path("1001"));
        assertThat(get("/user/9", "open sesame").statusCode()).isEqualTo(404);
    }

    @Test
    void the_links_and_agents_of_several_sites_are_told_apart() throws Exception {
        ConnectionState part = ConnectionState.connected("webex.socket", "open", FixedView.NOW);
        StatusView view = new StatusView() {
            private final FixedView fixed = new FixedView(
                    List.of(UP.of(EMEA), UP.of(APAC), DOWN.of(APAC)),
                    false,
                    List.of(FixedView.alice("emea"), FixedView.alice("apac")));

            @Override
            public List<ConnectionState> links() {
                return fixed.links();
            }

            @Override
            public List<ConnectionState> parts() {
                return List.of(part.of(APAC));
            }

            @Override
            public List<AgentView> agents() {
                return fixed.agents().stream()
                        .filter(agent -> !agent.id().site().equals(SiteId.MAIN))
                        .toList();
            }

            @Override
            public boolean ready() {
                return false;
            }

            @Override
            public List<SiteReadiness> sites() {
                return List.of(
                        new SiteReadiness(EMEA, true, ""), new SiteReadiness(APAC, false, "finesse: wrong password"));
            }

            @Override
            public List<Roster.Missing> unresolved() {
                return List.of();
            }

            @Override
            public List<String> reasonCodeGaps() {
                return List.of();
            }
        };
        serve(view);

        JsonNode health = json(get("/health", null));
        assertThat(health.path("links").findValuesAsText("link"))
                .containsExactly("webex (emea)", "webex (apac)", "webex.socket (apac)", "finesse (apac)");
        assertThat(health.at("/links/0/site").asText()).isEqualTo("emea");
        assertThat(health.at("/links/0/parts").isMissingNode()).isTrue();
        assertThat(health.at("/sites/1/why").asText()).isEqualTo("finesse: wrong password");
        assertThat(json(get("/health/ready", null)).at("/sites/0/ready").asBoolean())
                .isTrue();
        assertThat(json(get("/users", "open sesame")).fieldNames())
                .toIterable()
                .containsExactly("emea/1001", "apac/1001");
        assertThat(json(get("/user/apac%2F1001", "open sesame")).has("data")).isTrue();
        HttpResponse<String> unclear = get("/user/1001", "open sesame");
        assertThat(unclear.statusCode()).isEqualTo(409);
        assertThat(unclear.body())
                .contains("emea/1001 (alice), apac/1001 (alice)", "with the site in front: emea/1001");
    }

    @Test
    void an_id_alone_is_the_one_of_main_where_there_is_such_a_site() throws Exception {
        serve(new FixedView(List.of(UP), true, List.of(FixedView.alice("emea"))));

        assertThat(json(get("/api/v1/agents/1001", "open sesame")).path("site").asText())
                .isEqualTo("main");
        assertThat(json(get("/api/v1/agents/main%2F1001", "open sesame"))
                        .path("site")
                        .asText())
                .isEqualTo("main");
        assertThat(json(get("/api/v1/agents/emea%2F1001", "open sesame"))
                        .path("site")
                        .asText())
                .isEqualTo("emea");
    }

    @Test
    void the_api_shows_agents_with_presence_state_and_decision() throws Exception {
        serve(new FixedView(List.of(UP), true));

        now = FixedView.NOW.plusSeconds(42);
        JsonNode agents = json(get("/api/v1/agents", "open sesame"));

        assertThat(agents.at("/agents/0/presence/status").asText()).isEqualTo("meeting");
        assertThat(agents.at("/agents/0/presence/source").asText()).isEqualTo("MERCURY");
        assertThat(agents.at("/agents/0/presence/ageSeconds").asLong(-1)).isEqualTo(42);
        assertThat(agents.at("/agents/0/state/reason/label").asText()).isEqualTo("Webex Meeting");
        assertThat(agents.at("/agents/0/decision").asText()).isEqualTo("Hold: in a meeting");
        assertThat(agents.at("/agents/1/problem").asText()).contains("nobody");
        assertThat(json(get("/api/v1/agents/1001", "open sesame"))).isEqualTo(agents.at("/agents/0"));
        assertThat(json(get("/api/v1/agents/ALICE", "open sesame"))).isEqualTo(agents.at("/agents/0"));
        assertThat(json(get("/api/v1/agents/alice@example.com", "open sesame"))).isEqualTo(agents.at("/agents/0"));
        assertThat(json(get("/user/alice", "open sesame"))).isEqualTo(json(get("/user/1001", "open sesame")));
        assertThat(get("/api/v1/agents/9", "open sesame").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users", "/user/1001", "/user/9", "/api/v1/agents", "/api/v1/agents/1001"})
    void nobody_but_the_admin_sees_agents(String path) throws Exception {
        serve(new FixedView(List.of(UP), true));

        HttpResponse<String> without = get(path, null);

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
        assertThat(get(path, "wrong").statusCode()).isEqualTo(401);
        assertThat(without.body()).doesNotContain("alice");
    }

    @Test
    void guessing_is_slowed_down_for_a_minute_even_with_the_right_password() throws Exception {
        serve(new FixedView(List.of(UP), true));
        for (int i = 0; i < AdminGuard.WRONG_ALLOWED; i++) {
            assertThat(get("/users", "wrong" + i).statusCode()).isEqualTo(401);
        }

        assertThat(get("/users", "open sesame").statusCode()).isEqualTo(429);
        now = now.plus(Duration.ofSeconds(61));
        assertThat(get("/users", "open sesame").statusCode()).isEqualTo(200);
    }

    @Test
    void asking_without_a_password_does_not_count_as_guessing() throws Exception {
        serve(new FixedView(List.of(UP), true));
        for (int i = 0; i < 2 * AdminGuard.WRONG_ALLOWED; i++) {
            assertThat(get("/users", null).statusCode()).isEqualTo(401);
        }

        assertThat(get("/users", "open sesame").statusCode()).isEqualTo(200);
    }

    @Test
    void an_unknown_path_is_404_in_json() throws Exception {
        serve(new FixedView(List.of(UP), true));

        HttpResponse<String> answer = get("/nowhere", null);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("error").asText()).isNotEmpty();
    }

    private void serve(StatusView view) throws Exception {
        Router router = Router.router(vertx);
        AdminRoutes.mount(
                router, view, new AdminGuard(new Secret("open sesame"), () -> now), "1.2.3", () -> now, () -> now);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    private HttpResponse<String> get(String path, @org.jspecify.annotations.Nullable String password) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
        if (password != null) {
            byte[] plain = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
