package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.presencesync.simulators.finesse.PemPair;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged product with a certificate of its own, and an official client that verifies it.
class OwnTlsAcceptanceTest {
    private final PemPair first = PemPair.selfSigned("presence.example.com", Instant.now());
    private final PemPair renewed = PemPair.selfSigned("presence.example.com", Instant.now());

    @TempDir
    Path folder;

    private void write(PemPair pair) throws Exception {
        Files.writeString(folder.resolve("tls.pem"), pair.certificate());
        Files.writeString(folder.resolve("tls.key"), pair.key());
    }

    private static Certificate parsed(PemPair pair) throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pair.certificate().getBytes(StandardCharsets.US_ASCII)));
    }

    private static SSLContext trusting(PemPair... pairs) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (PemPair pair : pairs) {
            store.setCertificateEntry(pair.fingerprint(), parsed(pair));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private boolean shows(int port, PemPair pair) {
        try (SSLSocket socket =
                (SSLSocket) trusting(first, renewed).getSocketFactory().createSocket("127.0.0.1", port)) {
            return Arrays.equals(
                    socket.getSession().getPeerCertificates()[0].getEncoded(),
                    parsed(pair).getEncoded());
        } catch (Exception notYet) {
            return false;
        }
    }

    @Test
    void a_renewed_certificate_is_shown_to_new_connections_and_open_sockets_go_on() throws Exception {
        write(first);
        NodeProject project = NodeProject.prepared(Path.of("node-socketio"));
        try (World world = new World(1)) {
            Map<String, String> env = world.gadgetMode();
            env.put(
                    "PRESENCE_SYNC_TLS_CERTIFICATE_FILE",
                    folder.resolve("tls.pem").toString());
            env.put("PRESENCE_SYNC_TLS_KEY_FILE", folder.resolve("tls.key").toString());
            try (Product product =
                            Product.launchWithTls(trusting(first, renewed), env).awaitReady();
                    NodeDialog gadget = new NodeDialog(project.start(
                            Map.of(
                                    "NODE_EXTRA_CA_CERTS",
                                    folder.resolve("tls.pem").toString()),
                            "gadget.mjs",
                            "socket.io-client-4-8",
                            product.url()))) {
                connect(gadget);
                gadget.expect("welcome");
                assertThat(shows(product.port(), first)).isTrue();

                write(renewed);
                Await.until("the renewed certificate", () -> shows(product.port(), renewed), product::log);
                gadget.send("{\"do\":\"state\",\"body\":{\"state\":\"READY\"}}");
                world.meeting("1001");
                assertThat(gadget.expect("command")
                                .path("body")
                                .path("reasonLabel")
                                .asText())
                        .isEqualTo("Webex Meeting");
                assertThat(product.get("/health").body()).contains("\"link\":\"tls\"", "CN=presence.example.com");
                assertThat(product.log())
                        .contains("New connections get the certificate of")
                        .doesNotContain("ERROR");
            }
        }
    }

    private static void connect(NodeDialog gadget) {
        var hello = new ObjectMapper().createObjectNode().put("do", "connect");
        hello.putObject("auth")
                .put("protocol", 1)
                .put("id", "1001")
                .put("authorization", "Basic " + Product.credentials("1001", "secret-1001"));
        gadget.send(hello.toString());
    }
}
