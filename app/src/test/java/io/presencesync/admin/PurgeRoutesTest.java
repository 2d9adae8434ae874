package io.presencesync.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.JournalPurge;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentName;
import io.presencesync.presence.Secret;
import io.presencesync.presence.WebexAddress;
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
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PurgeRoutesTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> purged = new CopyOnWriteArrayList<>();
    private boolean broken;
    private int port;

    private final class Recording implements JournalPurge {
        @Override
        public List<AgentName> known() {
            AgentId gone = AgentId.parse("2001");
            return List.of(
                    new AgentName(AgentId.parse("1001"), "alice", new WebexAddress("alice@example.com")),
                    new AgentName(gone, "gina", new WebexAddress("gina@example.com")));
        }

        @Override
        public long count(AgentId agent) throws IOException {
            if (broken) {
                throw new IOException("nothing was purged: the database is down");
            }
            return agent.user().value().equals("nobody") ? 0 : 7;
        }

        @Override
        public boolean remembers(WebexAddress address) {
            return address.value().startsWith("alice@");
        }

        @Override
        public long purge(AgentId agent) throws IOException {
            return told("agent " + agent);
        }

        @Override
        public long purge(WebexAddress address) throws IOException {
            return told("address " + address);
        }

        private long told(String who) throws IOException {
            if (broken) {
                throw new IOException("nothing was purged: the database is down");
            }
            purged.add(Context.isOnEventLoopThread() ? "on the event loop" : who);
            return 7;
        }
    }

    @BeforeEach
    void serve() throws Exception {
        FixedView view = new FixedView(List.of(), true);
        AdminGuard guard = new AdminGuard(new Secret("open sesame"), () -> FixedView.NOW);
        Router router = Router.router(vertx);
        PurgeRoutes.mount(
                router, view, guard, new Recording(), task -> Thread.ofVirtual().start(task));
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

    @Test
    void an_agents_history_is_removed_and_counted() throws Exception {
        HttpResponse<String> answer = delete("/api/v1/agents/1001/journal", "open sesame");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"removed\":7}");
        assertThat(purged).containsExactly("agent 1001");
    }

    @Test
    void an_agent_who_is_followed_no_more_can_still_be_forgotten() throws Exception {
        assertThat(delete("/api/v1/agents/gone/journal", "open sesame").statusCode())
                .isEqualTo(200);
        assertThat(purged).containsExactly("agent gone");
    }

    @Test
    void login_name_and_address_do_as_well_of_those_followed_and_of_those_who_left() throws Exception {
        delete("/api/v1/agents/ALICE/journal", "open sesame");
        delete("/api/v1/agents/gina/journal", "open sesame");
        delete("/api/v1/agents/bob@example.com/journal", "open sesame");

        assertThat(purged).containsExactly("agent 1001", "agent 2001", "agent 1002");
    }

    @Test
    void nobody_of_that_name_is_told_and_nothing_is_removed() throws Exception {
        HttpResponse<String> answer = delete("/api/v1/agents/nobody/journal", "open sesame");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("no agent has the id, login name or Webex address");
        assertThat(delete("/api/v1/people/nobody%40example.com/journal", "open sesame")
                        .statusCode())
                .isEqualTo(404);
        assertThat(purged).isEmpty();
    }

    @Test
    void a_summary_tells_whose_history_it_is_and_how_much_and_removes_nothing() throws Exception {
        assertThat(get("/api/v1/agents/alice/journal/summary"))
                .isEqualTo("{\"agents\":[{\"id\":\"1001\",\"site\":\"main\",\"loginName\":\"alice\"}],"
                        + "\"entries\":7,\"webexId\":false}");
        assertThat(get("/api/v1/people/alice@example.com/journal/summary"))
                .contains("\"entries\":7", "\"webexId\":true");
        assertThat(purged).isEmpty();
    }

    @Test
    void a_person_is_forgotten_by_address() throws Exception {
        assertThat(delete("/api/v1/people/Alice%40Example.com/journal", "open sesame")
                        .statusCode())
                .isEqualTo(200);
        assertThat(purged).containsExactly("address alice@example.com");
    }

    @Test
    void nobody_but_the_admin_may() throws Exception {
        assertThat(delete("/api/v1/agents/1001/journal", "wrong").statusCode()).isEqualTo(401);
        assertThat(purged).isEmpty();
    }

    @Test
    void a_store_that_is_down_is_said() throws Exception {
        broken = true;

        HttpResponse<String> answer = delete("/api/v1/agents/1001/journal", "open sesame");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("nothing was purged: the database is down");
    }

    private String get(String path) throws Exception {
        return send("GET", path, "open sesame").body();
    }

    private HttpResponse<String> delete(String path, String password) throws Exception {
        return send("DELETE", path, password);
    }

    private HttpResponse<String> send(String method, String path, String password) throws Exception {
        String credential = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Basic " + credential)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
