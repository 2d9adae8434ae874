package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.FinesseConfig;
import io.presencesync.config.TlsConfig;
import io.presencesync.finesse.xmpp.PubSub;
import io.presencesync.finesse.xmpp.SmackPubSub;
import io.presencesync.net.TestAuthority;
import io.presencesync.net.Tls;
import io.presencesync.net.UntrustedCertificate;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.Secret;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against TLS servers with certificates that openssl made.
@Timeout(60)
class CertificateTroubleTest {
    private static final String HERE = "subjectAltName=IP:127.0.0.1,DNS:localhost";
    private static final String PAST = "-startdate 20200101000000Z -enddate 20200201000000Z";
    private static final String FUTURE = "-startdate 20990101000000Z -enddate 20990201000000Z";

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestAuthority authority;

    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private @Nullable HttpServer server;

    @BeforeAll
    static void certificates() throws Exception {
        authority = new TestAuthority(folder);
        authority.selfSigned("own", HERE);
        authority.signed("good", "fin1", HERE, "middle", "-days 30");
        authority.signed(
                "foreign", "fin1", "subjectAltName=DNS:fin1.example.com,DNS:fin2.example.com", "root", "-days 30");
        authority.signed("nameless", "fin1", "basicConstraints=CA:FALSE", "root", "-days 30");
        authority.signed("old", "fin1", HERE, "root", PAST);
        authority.signed("early", "fin1", HERE, "root", FUTURE);
        authority.signed("oldmiddle", "OldMiddle", "basicConstraints=critical,CA:TRUE", "root", PAST);
        authority.signed("belowold", "fin1", HERE, "oldmiddle", "-days 30");
        authority.joined("good-chain.pem", "good.pem", "middle.pem");
        authority.joined("belowold-chain.pem", "belowold.pem", "oldmiddle.pem");
    }

    @AfterEach
    void close() {
        finesse.close();
    }

    private URI serve(String chain, String key) {
        server = finesse.vertx
                .createHttpServer(new HttpServerOptions()
                        .addWebSocketSubProtocol("xmpp")
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(authority.file(chain).toString())
                                .addKeyPath(authority.file(key).toString())))
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await();
        return URI.create("https://127.0.0.1:" + server.actualPort());
    }

    private ConnectionState health(URI node, TlsConfig tls) {
        FinesseConfig plain = finesse.config("admin", null, List.of("ann"));
        FinesseConfig config = new FinesseConfig(
                plain.site(),
                List.of(node),
                plain.users(),
                plain.admin(),
                plain.supervisor(),
                tls,
                plain.platform(),
                plain.poll(),
                plain.notifications(),
                plain.putsPerSecond(),
                plain.putBurst());
        try (FinesseLink link = finesse.link(config)) {
            link.roster().load();
            return link.health();
        }
    }

    private static TlsConfig trusting(String caFile) {
        return caFile.isEmpty() ? TlsConfig.SYSTEM : new TlsConfig(true, authority.file(caFile), null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "own.pem            | own.key      |          | untrusted_certificate       | the server issued it itself (CN=own) | CA_FILE",
                "good-chain.pem     | good.key     |          | untrusted_certificate       | issued by CN=TestRoot, whom nobody   | CA_FILE",
                "foreign.pem        | foreign.key  | root.pem | certificate_of_another_name | not for the host 127.0.0.1 but for fin1.example.com, fin2.example.com | FINESSE_BASE_URL",
                "nameless.pem       | nameless.key | root.pem | certificate_without_name    | no subject alternative name          | issued anew",
                "good.pem           | good.key     | root.pem | certificate_issuer_missing  | CN=TestMiddle                        | intermediate",
                "old.pem            | old.key      | root.pem | certificate_expired         | it expired on 2020-02-01T00:00:00Z   | Renew it",
                "belowold-chain.pem | belowold.key | root.pem | certificate_expired         | issuer CN=OldMiddle expired on 2020  | Renew it",
                "early.pem          | early.key    | root.pem | certificate_not_yet_valid   | valid only from 2099-01-01           | clock"
            })
    void each_trouble_is_told_by_what_it_is_and_what_to_do(
            String chain, String key, @Nullable String caFile, String code, String reason, String action)
            throws Exception {
        URI node = serve(chain, key);
        TlsConfig tls = trusting(caFile == null ? "" : caFile);

        ConnectionState state = health(node, tls);

        assertThat(state.state()).isEqualTo(ConnectionState.Kind.DEGRADED);
        assertThat(state.code()).isEqualTo(code);
        assertThat(state.message()).contains(node.toString(), "is not trusted", reason, "SHA-256");
        assertThat(state.action()).contains(action);
        assertThat(byHandshake(node, tls)).isEqualTo(code);
        assertThat(bySession(node, tls)).contains(reason);
    }

    private static String byHandshake(URI node, TlsConfig tls) {
        try {
            Tls.handshake(tls, node.getHost(), node.getPort(), Duration.ofSeconds(5));
            return "trusted";
        } catch (IOException refused) {
            return UntrustedCertificate.in(refused)
                    .map(found -> found.trouble().code())
                    .orElse(refused.toString());
        }
    }

    private String bySession(URI node, TlsConfig tls) throws InterruptedException {
        PubSub.Address address = new PubSub.Address(
                URI.create(node.toString().replace("https", "wss") + "/ws"),
                "fin1",
                "pubsub.fin1",
                "boss",
                new Secret("x"),
                "r",
                tls);
        try (PubSub _ = SmackPubSub.opener(finesse.vertx).open(address, new Deaf(), Duration.ofSeconds(10))) {
            return "trusted";
        } catch (io.presencesync.finesse.xmpp.PubSubFailure refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static final class Deaf implements PubSub.Listener {
        @Override
        public void item(String node, String payload) {}

        @Override
        public void presence(String jid, boolean available) {}

        @Override
        public void ended(String why, boolean conflict) {}
    }

    @Test
    void another_certificate_than_the_pinned_one_is_told_as_such() {
        ConnectionState state = health(serve("good-chain.pem", "good.key"), new TlsConfig(true, null, "ab".repeat(32)));

        assertThat(state.code()).isEqualTo("certificate_not_pinned");
        assertThat(state.action()).contains("finesse.fingerprint");
    }

    @Test
    void a_whole_chain_to_a_root_in_the_ca_file_is_trusted() {
        URI node = serve("good-chain.pem", "good.key");

        assertThat(health(node, trusting("root.pem")).code()).doesNotContain("certificate");
        assertThat(byHandshake(node, trusting("root.pem"))).isEqualTo("trusted");
        assertThat(byHandshake(node, new TlsConfig(false, null, null))).isEqualTo("trusted");
    }

    @Test
    void an_intermediate_in_the_ca_file_makes_up_for_one_that_is_not_sent() throws Exception {
        authority.joined("both.pem", "root.pem", "middle.pem");

        assertThat(byHandshake(serve("good.pem", "good.key"), trusting("both.pem")))
                .isEqualTo("trusted");
    }
}
