package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.cli.Commands;
import io.presencesync.cli.Surroundings;
import io.presencesync.net.TestAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `check-config` says of certificates, against a TLS server.
@Timeout(60)
class CertificateLookTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> environment = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private TestAuthority authority;

    @BeforeEach
    void settings() throws Exception {
        authority = new TestAuthority(folder);
        environment.put("WEBEX_ACCESS_TOKEN", "t");
        environment.put("WEBEX_DOMAIN", "example.com");
        environment.put("FINESSE_USERS", "alice");
        environment.put("FINESSE_SUPERVISOR_TOKEN", "Ym9zczpwdw==");
        environment.put("GADGET_MODE", "false");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private int serve(String extension) throws Exception {
        authority.signed("node", "fin1", extension, "root", "-days 30");
        return vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(authority.file("node.pem").toString())
                                .addKeyPath(authority.file("node.key").toString())))
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    private String check() {
        StringWriter out = new StringWriter();
        PrintWriter to = new PrintWriter(out, true);
        Surroundings here = new Surroundings(environment, folder, "test", to, to, null, CertificateLook::look);
        Commands.run(new String[] {"check-config"}, here, _ -> () -> {});
        return out.toString();
    }

    @Test
    void a_certificate_that_would_be_refused_is_told_with_its_reason_before_the_service_starts() throws Exception {
        environment.put("FINESSE_BASE_URL", "https://127.0.0.1:" + serve("subjectAltName=DNS:fin1.example.com"));
        environment.put("FINESSE_CA_FILE", "root.pem");

        assertThat(check())
                .contains("ok")
                .contains("WARNING: Finesse cannot be used", "not for the host 127.0.0.1 but for fin1.example.com");
    }

    @Test
    void one_that_is_trusted_and_a_node_that_cannot_be_reached_are_not_worth_a_word() throws Exception {
        environment.put(
                "FINESSE_BASE_URL",
                "https://127.0.0.1:" + serve("subjectAltName=IP:127.0.0.1") + ",https://127.0.0.1:1");
        environment.put("FINESSE_CA_FILE", "root.pem");

        assertThat(check()).contains("ok").doesNotContain("WARNING");
    }

    @Test
    void a_key_in_the_ca_file_and_a_certificate_that_is_over_are_told() throws Exception {
        environment.put("FINESSE_BASE_URL", "https://127.0.0.1:1");
        authority.signed(
                "old",
                "Old",
                "basicConstraints=critical,CA:TRUE",
                "root",
                "-startdate 20200101000000Z -enddate 20200201000000Z");
        authority.joined("both.pem", "old.pem", "root.key");
        environment.put("FINESSE_CA_FILE", "both.pem");

        assertThat(check()).contains("both.pem holds a private key", "expired on 2020-02-01", "CN=Old");

        environment.put("FINESSE_CA_FILE", "root.key");
        assertThat(check()).contains("holds no certificate but a private key", "a key does not belong here");
    }
}
