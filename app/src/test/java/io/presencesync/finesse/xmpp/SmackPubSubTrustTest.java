package io.presencesync.finesse.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.presencesync.config.TlsConfig;
import io.presencesync.finesse.xmpp.PubSubFailure.Kind;
import io.presencesync.presence.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Against a server with a certificate it made itself, as a Finesse node has one after installation.
@Timeout(60)
class SmackPubSubTrustTest {
    private static final String WORD = "changeit";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private @Nullable ScriptedXmpp server;
    private String fingerprint = "";

    @BeforeEach
    void start() throws Exception {
        Path store = folder.resolve("node.p12");
        byte[] certificate = certificate(store);
        fingerprint =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        Files.writeString(folder.resolve("ca.pem"), pem(certificate));
        server = new ScriptedXmpp(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(WORD)));
    }

    private static byte[] certificate(Path store) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        (keytool + " -genkeypair -alias node -keyalg EC -dname CN=fin1 -ext san=ip:127.0.0.1 -storetype"
                                        + " PKCS12 -storepass " + WORD + " -keystore " + store)
                                .split(" "))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, WORD.toCharArray());
        }
        return keys.getCertificate("node").getEncoded();
    }

    private static String pem(byte[] certificate) {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
        vertx.close().await();
    }

    private PubSub open(TlsConfig tls) throws Exception {
        PubSub.Address address = new PubSub.Address(
                java.util.Objects.requireNonNull(server).endpoint(),
                "fin1",
                "pubsub.fin1",
                "boss",
                new Secret("x"),
                "presence-sync",
                tls);
        return SmackPubSub.opener(vertx).open(address, new Heard(), Duration.ofSeconds(10));
    }

    private void works(TlsConfig tls) throws Exception {
        try (PubSub session = open(tls)) {
            session.ping(Duration.ofSeconds(5));
        }
    }

    private PubSubFailure refused(TlsConfig tls) {
        return catchThrowableOfType(PubSubFailure.class, () -> open(tls));
    }

    @Test
    void a_certificate_nobody_vouches_for_is_refused_and_its_fingerprint_told() {
        PubSubFailure failure = refused(TlsConfig.SYSTEM);
        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining(fingerprint);
    }

    @Test
    void another_pin_refuses_it() {
        PubSubFailure failure = refused(new TlsConfig(true, null, "ab".repeat(32)));
        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining(fingerprint);
    }

    @Test
    void its_own_pin_a_ca_file_with_it_or_trust_in_anything_let_us_in() throws Exception {
        works(new TlsConfig(true, null, fingerprint));
        works(new TlsConfig(true, folder.resolve("ca.pem"), null));
        works(new TlsConfig(false, null, null));
    }
}
