package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ServerTest {

    @Test
    void events_stream_as_server_sent_events_of_one_user() throws Exception {
        try (TestCluster cluster = new TestCluster(Platform.CCE);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> stream = client.send(
                    request(cluster, "/sim/events?user=" + TestCluster.AGENT), BodyHandlers.ofInputStream());
            assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).startsWith(":");
                cluster.finesse.agent("1001002").signIn();
                cluster.agent().signIn();

                assertThat(lines.readLine()).isEmpty();
                assertThat(lines.readLine())
                        .startsWith("data: <Update><data><user>")
                        .contains("<loginId>1001001</loginId>")
                        .endsWith("</Update>");
                assertThat(lines.readLine()).isEmpty();
                cluster.finesse.dropEventStreams();
                assertThat(lines.readLine()).isNull();
            }
        }
    }

    @Test
    void an_event_stream_without_a_user_is_refused() {
        try (TestCluster cluster = new TestCluster(Platform.CCE)) {
            assertThat(Wire.nobody(cluster.finesse).get("/sim/events").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void requests_are_logged_with_who_what_and_when_but_without_secrets() {
        try (TestCluster cluster = new TestCluster(Platform.CCE)) {
            List<LoggedRequest> heard = new CopyOnWriteArrayList<>();
            cluster.finesse.requests().onPut(heard::add);
            cluster.agent().signIn();
            long before = System.nanoTime();
            cluster.as(TestCluster.AGENT)
                    .send("PUT", TestCluster.PATH + "?a=b", "<User><state>READY</state></User>", "r9");
            cluster.as("2001").get("/finesse/api/Team/500");
            long after = System.nanoTime();

            LoggedRequest put = heard.getFirst();
            assertThat(cluster.finesse.requests().putsFor(TestCluster.AGENT)).containsExactly(put);
            assertThat(put.user()).isEqualTo(TestCluster.AGENT);
            assertThat(put.path()).isEqualTo(TestCluster.PATH);
            assertThat(put.query()).isEqualTo("a=b");
            assertThat(put.body()).isEqualTo("<User><state>READY</state></User>");
            assertThat(put.status()).isEqualTo(202);
            assertThat(put.requestId()).isEqualTo("r9");
            assertThat(put.nanoTime()).isBetween(before, after);
            assertThat(cluster.finesse.requests().all())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.toString()).doesNotContain("secret"));
        }
    }

    @Test
    void foreign_origins_are_allowed_only_when_configured() {
        try (TestCluster closed = new TestCluster(Platform.CCE);
                TestCluster open = new TestCluster(
                        new FinesseSimulatorOptions().allowedOrigins(List.of("https://desk.example.com")))) {
            assertThat(allowedOrigin(closed, "https://desk.example.com")).isEmpty();
            assertThat(allowedOrigin(open, "https://desk.example.com")).contains("https://desk.example.com");
            assertThat(allowedOrigin(open, "https://other.example.com")).isEmpty();
        }
    }

    @Test
    void a_preflight_of_an_allowed_origin_names_what_it_may_send() {
        try (TestCluster open =
                new TestCluster(new FinesseSimulatorOptions().allowedOrigins(List.of("https://desk.example.com")))) {
            HttpResponse<String> answer = Wire.nobody(open.finesse)
                    .from("https://desk.example.com")
                    .send("OPTIONS", TestCluster.PATH, "", "");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers()
                            .firstValue("access-control-allow-headers")
                            .orElseThrow())
                    .contains("Authorization", "requestId");
        }
    }

    private static java.util.Optional<String> allowedOrigin(TestCluster cluster, String origin) {
        HttpResponse<String> answer = Wire.nobody(cluster.finesse).from(origin).get("/finesse/api/SystemInfo");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("access-control-allow-origin");
    }

    @Test
    void other_parts_mount_their_routes_on_the_same_port() {
        FinesseSimulatorOptions options = new FinesseSimulatorOptions()
                .mount(router -> router.get("/desktop/").handler(context -> {
                    var _ = context.end("the desktop");
                }));
        try (TestCluster cluster = new TestCluster(options)) {
            assertThat(Wire.nobody(cluster.finesse).get("/desktop/").body()).isEqualTo("the desktop");
        }
    }

    @Test
    void a_port_that_is_taken_is_said_so() {
        try (TestCluster cluster = new TestCluster(Platform.CCE)) {
            assertThatThrownBy(() -> FinesseSimulator.start(new FinesseSimulatorOptions().port(cluster.finesse.port())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + cluster.finesse.port());
        }
    }

    @Test
    void two_thousand_agents_and_a_burst_of_500_requests_all_come_through() throws Exception {
        try (TestCluster cluster = new TestCluster(Platform.CCE);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            cluster.finesse.addAgents("500", 3_000_000, 2_000);
            for (int id = 3_000_000; id < 3_000_500; id++) {
                cluster.finesse.agent(Integer.toString(id)).signIn();
            }

            assertThat(cluster.as("2001").get("/finesse/api/Team/500").body().split("<User>", -1))
                    .hasSize(501);
            assertThat(cluster.administrator().get("/finesse/api/Users").body().split("<User>", -1))
                    .hasSize(2_005);
            List<java.util.concurrent.CompletableFuture<HttpResponse<Void>>> answers = new java.util.ArrayList<>();
            for (int id = 3_000_000; id < 3_000_500; id++) {
                answers.add(client.sendAsync(putReady(cluster, id), BodyHandlers.discarding()));
            }
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(202);
            }
            Eventually.holds(() -> readyAgents(cluster) == 500);
        }
    }

    private static long readyAgents(TestCluster cluster) {
        return cluster.finesse.agents().stream()
                .filter(agent -> agent.status().state() == AgentState.READY)
                .count();
    }

    private static HttpRequest putReady(TestCluster cluster, int id) {
        String pair = java.util.Base64.getEncoder().encodeToString("2001:secret-2001".getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(cluster.finesse.baseUrl() + "/finesse/api/User/" + id))
                .header("Authorization", "Basic " + pair)
                .PUT(HttpRequest.BodyPublishers.ofString("<User><state>READY</state></User>"))
                .build();
    }

    private static HttpRequest request(TestCluster cluster, String path) {
        return HttpRequest.newBuilder(URI.create(cluster.finesse.baseUrl() + path))
                .build();
    }
}
