package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Load balancers and monitors ask with HEAD: every page of the packaged product answers it as it answers GET.
class HeadAcceptanceTest {
    private static final List<String> OPEN = List.of(
            "/health",
            "/health/live",
            "/health/ready",
            "/WebexPresenceConnector_1.xml",
            "/WebexPresenceConnector_1.xml?site=nowhere",
            "/WebexPresenceConnector.js",
            "/WebexPresenceConnector.css",
            "/img/connected.png",
            "/img/disconnected.png",
            "/socket.io/socket.io.min.js",
            "/gadget/lang/xx.json");
    private static final List<String> FOR_ADMIN = List.of(
            "/users",
            "/user/1001",
            "/user/9999",
            "/api/v1/agents",
            "/api/v1/agents/1001",
            "/api/v1/agents/1001/explain",
            "/api/v1/agents/1001/journal",
            "/api/v1/gadgets",
            "/api/v1/reports");
    private static final Set<String> CHANGING = Set.of("date", "content-length", "content-encoding");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void head_has_status_and_headers_of_get_and_no_body_and_other_methods_are_told_what_is_allowed() throws Exception {
        try (World world = new World(1);
                Product product = Product.start(world.gadgetMode())) {
            List<String> all = new ArrayList<>(OPEN);
            all.addAll(FOR_ADMIN);
            for (String path : all) {
                same(product, path, true);
                HttpResponse<String> refused = ask(product, "PUT", path, true);
                assertThat(refused.statusCode()).as("PUT %s", path).isEqualTo(405);
                assertThat(refused.headers().firstValue("Allow").orElse(""))
                        .as("Allow of %s", path)
                        .contains("GET", "HEAD");
            }
            for (String path : FOR_ADMIN) {
                same(product, path, false);
                assertThat(ask(product, "HEAD", path, false).statusCode()).isEqualTo(401);
            }
            HttpResponse<String> onlyDelete = ask(product, "HEAD", "/api/v1/people/a@example.com/journal", true);
            assertThat(onlyDelete.statusCode()).isEqualTo(405);
            assertThat(onlyDelete.headers().firstValue("Allow")).hasValue("DELETE");
            assertThat(ask(product, "HEAD", "/nowhere", true).statusCode()).isEqualTo(404);
        }
    }

    private void same(Product product, String path, boolean admin) throws Exception {
        HttpResponse<String> get = ask(product, "GET", path, admin);
        HttpResponse<String> head = ask(product, "HEAD", path, admin);
        assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
        assertThat(head.body()).as(path).isEmpty();
        assertThat(steady(head)).as(path).isEqualTo(steady(get));
        assertThat(get.body()).as(path).isNotEmpty();
        assertThat(head.headers().firstValue("content-length")).as(path).isPresent();
    }

    private static Map<String, List<String>> steady(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> CHANGING.contains(name.toLowerCase(java.util.Locale.ROOT)));
        return headers;
    }

    private HttpResponse<String> ask(Product product, String method, String path, boolean admin) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(product.url() + path)).method(method, BodyPublishers.noBody());
        if (admin) {
            request.header("Authorization", "Basic " + Product.credentials("admin", product.adminPassword()));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
