package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class TlsTest {
    private final PemPair pem = PemPair.selfSigned("localhost", Instant.now());

    @Test
    void a_client_that_trusts_the_certificate_gets_through_with_the_name_verified() throws Exception {
        try (FinesseSimulator finesse = FinesseSimulator.start(new FinesseSimulatorOptions().tls(pem));
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting(pem)).build()) {
            assertThat(finesse.baseUrl()).startsWith("https://127.0.0.1:");
            assertThat(client.send(systemInfo(finesse), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_client_that_does_not_trust_it_refuses() {
        try (FinesseSimulator finesse = FinesseSimulator.start(new FinesseSimulatorOptions().tls(pem));
                HttpClient client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(systemInfo(finesse), BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void the_fingerprint_is_the_sha_256_of_the_certificate_and_the_key_is_not_printed() throws Exception {
        byte[] sha = MessageDigest.getInstance("SHA-256").digest(read(pem).getEncoded());

        assertThat(pem.fingerprint()).isEqualTo(HexFormat.of().formatHex(sha));
        assertThat(pem.toString()).doesNotContain("PRIVATE");
    }

    private static HttpRequest systemInfo(FinesseSimulator finesse) {
        return HttpRequest.newBuilder(URI.create(finesse.baseUrl() + "/finesse/api/SystemInfo"))
                .build();
    }

    private static SSLContext trusting(PemPair pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("finesse", read(pem));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Certificate read(PemPair pem) throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.certificate().getBytes(StandardCharsets.US_ASCII)));
    }
}
