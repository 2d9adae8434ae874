package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The gadget's files and who may call from a browser: the packaged product in gadget mode, by plain HTTP.
class GadgetFilesAcceptanceTest {
    private static final String PUBLIC_URL = "https://presence.example.com";
    private static final String HANDSHAKE = "/socket.io/?EIO=4&transport=polling";

    @SuppressWarnings("NullAway.Init")
    private static World world;

    @SuppressWarnings("NullAway.Init")
    private static Product product;

    @BeforeAll
    static void start() {
        world = new World(1);
        Map<String, String> env = world.gadgetMode();
        env.put("PRESENCE_SYNC_PUBLIC_URL", PUBLIC_URL);
        env.put("FINESSE_ORIGIN", "https://fin1.example.com:8445,https://fin2.example.com");
        product = Product.start(env);
    }

    @AfterAll
    static void stop() {
        product.close();
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/WebexPresenceConnector_1.xml, application/xml; charset=utf-8",
        "/WebexPresenceConnector.js, text/javascript; charset=utf-8",
        "/WebexPresenceConnector.css, text/css; charset=utf-8",
        "/img/connected.png, image/png",
        "/img/disconnected.png, image/png",
        "/socket.io/socket.io.min.js, text/javascript; charset=utf-8"
    })
    void each_file_is_there_under_its_known_name_and_is_never_cached(String path, String type) {
        HttpResponse<String> answer = product.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(
                        value -> assertThat(value).contains("no-cache").contains("no-store"));
        assertThat(answer.body()).isNotEmpty();
        assertThat(product.get(path + "?v=1").body()).isEqualTo(answer.body());
    }

    @Test
    void the_xml_names_the_public_url_of_the_settings_whatever_host_is_asked_for() throws IOException {
        String answer = raw("""
                GET /WebexPresenceConnector_1.xml HTTP/1.1
                Host: evil.example.net
                X-Forwarded-Host: evil.example.net
                Forwarded: host=evil.example.net
                Connection: close

                """.replace("\n", "\r\n"));
        assertThat(answer).startsWith("HTTP/1.1 200").contains(PUBLIC_URL).doesNotContain("evil.example.net");
        assertThat(answer).doesNotContain("{{").contains("<Module>").contains("__UP_host__");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), product.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"https://fin1.example.com:8445", "https://fin2.example.com", PUBLIC_URL})
    void a_listed_origin_may_connect_with_credentials(String origin) throws Exception {
        HttpResponse<String> answer = from(origin, "GET");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(origin);
        assertThat(answer.headers().allValues("Access-Control-Allow-Credentials"))
                .containsExactly("true");
        assertThat(from(origin, "OPTIONS").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "https://fin1.example.com",
        "http://fin1.example.com:8445",
        "https://fin1.example.com:8445.evil.example.net",
        "https://evil.example.net",
        "null"
    })
    void another_origin_is_refused(String origin) throws Exception {
        for (String method : new String[] {"GET", "OPTIONS"}) {
            HttpResponse<String> answer = from(origin, method);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    private static HttpResponse<String> from(String origin, String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(product.url() + HANDSHAKE))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
