package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.cli.RunningService;
import io.presencesync.config.Configuration;
import io.presencesync.config.ConfigurationLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a site that was well when the settings were read, and is not when it is to start.
class SiteStartTest {
    @TempDir
    Path folder;

    @Test
    void a_site_that_cannot_even_start_keeps_no_other_from_working_and_says_why_in_health() throws Exception {
        Path certificate = certificate();
        int port = freePort();
        Configuration settings = settings(port, certificate);
        Files.writeString(certificate, "spoiled since the settings were read");
        RunningService service = Wiring.start(settings);
        try {
            JsonNode health = health(port);
            JsonNode apac = link(health, "site (apac)");
            assertThat(apac.path("state").asText()).isEqualTo("STOPPED");
            assertThat(apac.path("message").asText()).contains("ca.pem");
            assertThat(link(health, "webex (emea)").isMissingNode()).isFalse();
            assertThat(link(health, "webex (apac)").isMissingNode()).isTrue();
        } finally {
            service.close();
        }
    }

    private Configuration settings(int port, Path certificate) throws Exception {
        Map<String, String> env = new HashMap<>();
        env.put("PORT", Integer.toString(port));
        env.put("PRESENCE_SYNC_HOST", "127.0.0.1");
        env.put("PRESENCE_SYNC_MODE", "supervisor");
        env.put("PRESENCE_SYNC_SITES", "emea,apac");
        env.put("WEBEX_DOMAIN", "example.com");
        for (String site : List.of("EMEA", "APAC")) {
            String prefix = "PRESENCE_SYNC_SITES_" + site + "_";
            env.put(prefix + "WEBEX_TOKEN", "a-token-of-a-bot");
            env.put(prefix + "WEBEX_U2C_URL", "http://127.0.0.1:9/u2c/api/v1");
            env.put(prefix + "WEBEX_HYDRA_URL", "http://127.0.0.1:9/v1");
            env.put(prefix + "FINESSE_NODES", "https://127.0.0.1:" + (site.equals("EMEA") ? 9 : 10));
            env.put(prefix + "FINESSE_USERS", "csmith");
            env.put(prefix + "FINESSE_SUPERVISOR_TOKEN", "Ym9zczpib3NzLXNlY3JldA==");
        }
        env.put("PRESENCE_SYNC_SITES_APAC_FINESSE_CA_FILE", certificate.toString());
        return new ConfigurationLoader(env, folder, _ -> List.of()).load(null).configuration();
    }

    private Path certificate() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "9",
                        "-subj",
                        "/CN=Our CA",
                        "-keyout",
                        "ca.key",
                        "-out",
                        "ca.pem")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return folder.resolve("ca.pem");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static JsonNode health(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI page = URI.create("http://127.0.0.1:" + port + "/health");
            return new ObjectMapper()
                    .readTree(client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    private static JsonNode link(JsonNode health, String name) {
        for (JsonNode link : health.path("links")) {
            if (link.path("link").asText().equals(name)) {
                return link;
            }
        }
        return health.path("no such link");
    }
}
